// The rating card: five worded options, then what went wrong or well. It says "saved" only of what the relay has on disk.
/** @jsxRuntime classic */ /** @jsx h */ /** @jsxFrag Fragment */

import { limits, reasons } from '@rapport/protocol';
import type { RatingView, VisitorConversation } from '@rapport/sdk';
import { type Child, Fragment, h, type VNode } from './dom.ts';
import { Icon } from './icons.tsx';
import type { Panel } from './panel.tsx';
import { asksContact, type Form, outcomes, scores, shownReasons, withReason, withScore } from './rating-form.ts';
import { untilOf } from './time.ts';
import { t, texts } from './words.ts';

let byArrow = false;

export function RatingCard(panel: Panel, conv: VisitorConversation, rating: RatingView): VNode | null {
  const { step } = panel.now;
  const { until, given } = rating;
  if (step === 'none') return null;
  if (step === 'ask') return ask(panel, conv, rating);
  const isSaved = step === 'thanks' && rating.state === 'rated';
  return (
    <div class="rate">
      {step === 'locked' && t('survey.closed')}
      {step === 'skipped' && t('survey.reminder')}
      {step === 'thanks' && saveState(conv, rating, t('survey.thanks'))}
      {isSaved && <p>{t('survey.visibility')}</p>}
      {isSaved && until && <p>{t('survey.edit_until', { time: untilOf(until, Date.now()) })}</p>}
      {step !== 'locked' && until && (
        <button
          class="btn"
          onClick={() => {
            panel.set({ touch: 'editing' });
            queueMicrotask(() => panel.focus(given ? '.sc :checked' : '.sc input'));
          }}
        >
          {t(given ? 'survey.change' : 'survey.rate')}
        </button>
      )}
    </div>
  );
}

function ask(panel: Panel, conv: VisitorConversation, rating: RatingView): VNode {
  const { ui } = panel;
  const { form, choice } = ui;
  const { score } = form;
  const asked = rating.given !== null;
  const set = (part: Partial<Form>) => panel.set({ form: { ...form, ...part } });
  return (
    <form
      class="rate"
      onSubmit={(event) => {
        event.preventDefault();
        if (!score) return panel.focus('.sc input');
        choice.choose(false);
        choice.commit();
        if (asked) panel.set({ touch: 'done' });
      }}
    >
      <h3 id="q1">{t('survey.q_score')}</h3>
      <div
        class="sc"
        role="radiogroup"
        aria-labelledby="q1"
        onKeyDown={({ key }) => {
          byArrow = key.startsWith('Arrow');
        }}
        onPointerDown={() => {
          byArrow = false;
        }}
        onFocusOut={({ currentTarget, relatedTarget }) =>
          currentTarget.contains(relatedTarget as Node) || choice.commit()
        }
      >
        {scores.map((value) =>
          option(
            'radio',
            'score',
            score === value,
            <>
              {Icon(value - 1)}
              {texts('survey.scores')[value - 1]}
            </>,
            () => {
              panel.set({ form: withScore(form, value) });
              choice.choose(!byArrow);
            },
          ),
        )}
      </div>
      {asked && score && (
        <>
          {saveState(conv, rating, t('survey.saved'))}
          {score < 3 && <p>{t('survey.sorry')}</p>}
          {group('q2', t(score < 3 ? 'survey.q_wrong' : score < 4 ? 'survey.q_better' : 'survey.q_well'), [
            <p>{t('survey.pick_any')}</p>,
            ...shownReasons(ui.all, form.reasons).map((reason) =>
              option(
                'checkbox',
                reason,
                form.reasons.includes(reason),
                texts(score < 4 ? 'survey.negative' : 'survey.positive')[reasons.indexOf(reason)],
                () => panel.set({ form: withReason(form, reason) }),
              ),
            ),
            !ui.all && (
              <button type="button" class="btn t" onClick={() => panel.set({ all: true })}>
                {t('survey.more')}
              </button>
            ),
          ])}
          {group(
            'q3',
            t('survey.q_resolved'),
            outcomes.map((outcome, i) =>
              option('radio', 'resolved', form.resolved === outcome, texts('survey.outcomes')[i], () =>
                set({ resolved: outcome }),
              ),
            ),
          )}
          <label class="lb">
            <b>{t('survey.q_differently')}</b> ({t('survey.optional')})
            <textarea
              dir="auto"
              rows={2}
              maxLength={limits.comment}
              value={form.comment}
              onInput={(event) => set({ comment: event.currentTarget.value })}
              aria-describedby="hint"
            />
          </label>
          <p id="hint">{t('survey.comment_hint')}</p>
          {asksContact(form) &&
            group('q4', t('survey.q_contact'), [
              option('radio', 'wish', form.wish === true, t('contact.yes'), () => set({ wish: true })),
              option('radio', 'wish', form.wish === false, t('contact.no'), () => set({ wish: false })),
            ])}
          {asksContact(form) && form.wish && (
            <label class="lb">
              {t('contact.field')}
              <input
                value={form.to}
                maxLength={limits.contact}
                autocomplete="email"
                onInput={(event) => set({ to: event.currentTarget.value })}
              />
            </label>
          )}
        </>
      )}
      <div class="row">
        <button class="btn pri">{t('survey.next')}</button>
        <button
          type="button"
          class="btn"
          onClick={() => {
            choice.cancel();
            if (!asked) conv.dismiss();
            panel.set({ touch: asked ? 'done' : 'skipped' });
          }}
        >
          {t('survey.skip')}
        </button>
      </div>
    </form>
  );
}

function group(id: string, title: string, children: Child): VNode {
  return (
    <div class="chips" role="group" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </div>
  );
}

function option(type: 'radio' | 'checkbox', name: string, checked: boolean, label: Child, onChange: () => void): VNode {
  return (
    <label>
      <input type={type} name={name} checked={checked} onChange={onChange} />
      {label}
    </label>
  );
}

/** Saved, waiting, or failed with a way to try again: one of the three, never silence. */
function saveState(conv: VisitorConversation, { state, given }: RatingView, saved: string): VNode | null {
  if (state === 'rated') return <p class="ok">{saved}</p>;
  if (state === 'saving') return <p class="late">{t('survey.unsaved')}</p>;
  if (state !== 'failed' || !given) return null;
  return (
    <p class="fail">
      {t('survey.failed')}
      <button type="button" onClick={() => conv.rate(given)}>
        {t('action.retry')}
      </button>
    </p>
  );
}
