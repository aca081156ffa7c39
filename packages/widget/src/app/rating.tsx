// The rating card: five worded options, and whether the choice is saved: only of what the relay has on disk. What is asked then is survey/.
/** @jsxRuntime classic */ /** @jsx h */ /** @jsxFrag Fragment */

import type { Score } from '@rapport/protocol';
import type { RatingView, VisitorConversation } from '@rapport/sdk';
import { type Child, Fragment, h, type VNode } from './dom.ts';
import { Icon } from './icons.tsx';
import type { Panel } from './panel.tsx';
import { type Choice, leftOf, scores, withScore } from './rating-form.ts';
import { t, texts } from './words.ts';

let byArrow = false;

export function RatingCard(panel: Panel, conv: VisitorConversation, rating: RatingView): VNode | null {
  const { step } = panel.now;
  if (step === 'ask') return ask(panel, conv, rating);
  return (step !== 'none' && panel.survey?.card(conv, rating)) || null;
}

function ask(panel: Panel, conv: VisitorConversation, rating: RatingView): VNode {
  const { ui, survey } = panel;
  const { form, choice } = ui;
  const { score } = form;
  const asked = rating.given !== null;
  return (
    <form
      class="rate"
      onSubmit={(event) => {
        event.preventDefault();
        if (!score) return panel.focus('.sc input');
        // R3 allows no more, and nothing is cut off unseen.
        if (leftOf(form) < 0) return panel.focus('.rate textarea');
        choice.choose(false);
        choice.commit();
        if (asked) panel.set({ touch: 'done' });
      }}
    >
      {!asked && ui.reminds && survey?.reminder()}
      {Scale(t('survey.q_score'), score, choice, (value) => panel.set({ form: withScore(form, value) }))}
      {asked && score && (
        <>
          {SaveState(rating, t('survey.saved'), () => again(conv, rating))}
          {survey?.more(score, rating)}
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

/** The five words, from the worst to the best: chosen by pointer or Space at once, by arrows only when it is meant. */
export function Scale(title: string, score: Score | null, choice: Choice, choose: (score: Score) => void): Child {
  return [
    <h3 id="q1">{title}</h3>,
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
        Option('radio', 'score', score === value, [Icon(value - 1), texts('survey.scores')[value - 1]], () => {
          choose(value);
          choice.choose(!byArrow);
        }),
      )}
    </div>,
  ];
}

export function Option(
  type: 'radio' | 'checkbox',
  name: string,
  checked: boolean,
  label: Child,
  onChange: () => void,
): VNode {
  return (
    <label>
      <input type={type} name={name} checked={checked} onChange={onChange} />
      {label}
    </label>
  );
}

export const again = (conv: VisitorConversation, { given }: RatingView): unknown => given && conv.rate(given);

/** Saved, waiting, or failed with a way to try again: one of the three, never silence. */
export function SaveState({ state }: { readonly state: string }, saved: string, retry: () => void): VNode | null {
  if (state === 'rated') return <p class="ok">{saved}</p>;
  if (state === 'saving') return <p class="late">{t('survey.unsaved')}</p>;
  if (state !== 'failed') return null;
  return (
    <p class="fail">
      {t('survey.failed')}
      <button type="button" onClick={retry}>
        {t('action.retry')}
      </button>
    </p>
  );
}
