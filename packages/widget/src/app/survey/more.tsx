// What is asked once the score is saved (S1–S4): why, whether it was solved, what to do differently, whether to get in touch.
/** @jsxRuntime classic */ /** @jsx h */ /** @jsxFrag Fragment */
import { limits, reasons, type Score } from '@rapport/protocol';
import type { RatingView } from '@rapport/sdk';
import { type Child, h, type VNode } from '../dom.ts';
import type { Panel } from '../panel.tsx';
import { Option } from '../rating.tsx';
import { asksContact, type Form, leftOf } from '../rating-form.ts';
import { t, texts } from '../words.ts';
import { outcomes, shownReasons, withReason } from './answers.ts';
import { ExtraQuestion } from './extra-question.tsx';

const countFrom = 200;
const sayFrom = 20;

export function More(panel: Panel, score: Score, { seed, extra }: RatingView): Child {
  const { ui } = panel;
  const { form } = ui;
  const set = (part: Partial<Form>) => panel.set({ form: { ...form, ...part } });
  const left = leftOf(form);
  const chips = shownReasons(ui.all, form.reasons, seed);
  return [
    score < 3 && <p>{t('survey.sorry')}</p>,
    group('q2', t(score < 3 ? 'survey.q_wrong' : score < 4 ? 'survey.q_better' : 'survey.q_well'), [
      <p>{t('survey.pick_any')}</p>,
      ...chips.map((reason) =>
        Option(
          'checkbox',
          reason,
          form.reasons.includes(reason),
          texts(score < 4 ? 'survey.negative' : 'survey.positive')[reasons.indexOf(reason)],
          () => panel.set({ form: withReason(form, reason) }),
        ),
      ),
      !ui.all && (
        <button
          type="button"
          class="btn t"
          onClick={() => {
            panel.set({ all: true });
            // The button is gone with the next drawing: on to the first that it brought.
            const first = shownReasons(true, [], seed).find((reason) => !chips.includes(reason));
            queueMicrotask(() => panel.focus(`[name=${first}]`));
          }}
        >
          {t('survey.more')}
        </button>
      ),
    ]),
    group(
      'q3',
      t('survey.q_resolved'),
      outcomes.map((outcome, i) =>
        Option('radio', 'resolved', form.resolved === outcome, texts('survey.outcomes')[i], () =>
          set({ resolved: outcome }),
        ),
      ),
    ),
    <label class="lb">
      <b>{t('survey.q_differently')}</b> ({t('survey.optional')})
      <textarea
        dir="auto"
        rows={2}
        value={form.comment}
        aria-invalid={left < 0}
        onInput={(event) => set({ comment: event.currentTarget.value })}
        aria-describedby="hint"
      />
    </label>,
    <p id="hint">{t('survey.comment_hint')}</p>,
    left < countFrom && (
      <p class={left < 0 ? 'fail' : undefined} role={left <= sayFrom ? 'status' : undefined}>
        {left < 0 ? t('survey.too_long', { n: limits.comment }) : t('composer.left', { n: left })}
      </p>
    ),
    asksContact(form) &&
      group('q4', t('survey.q_contact'), [
        Option('radio', 'wish', form.wish === true, t('contact.yes'), () => {
          set({ wish: true });
          // It comes below what is in view.
          queueMicrotask(() => panel.shell.box.querySelector('.lb input')?.scrollIntoView());
        }),
        Option('radio', 'wish', form.wish === false, t('contact.no'), () => set({ wish: false })),
      ]),
    asksContact(form) &&
      form.wish && [
        <label class="lb">
          {t('contact.field')}
          <input
            value={form.to}
            maxLength={limits.contact}
            autocomplete="email"
            onInput={(event) => set({ to: event.currentTarget.value })}
          />
        </label>,
        !form.to && <p>{t('contact.here')}</p>,
      ],
    extra && ExtraQuestion(extra, form.more, (more) => set({ more })),
  ];
}

function group(id: string, title: string, children: Child): VNode {
  return (
    <div class="chips" role="group" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </div>
  );
}
