// What questions of a rating have in common: the five words, an option, and whether an answer is saved: only of what the relay has on disk.
/** @jsxRuntime classic */ /** @jsx h */ /** @jsxFrag Fragment */

import type { Score } from '@rapport/protocol';
import type { RatingView, VisitorConversation } from '@rapport/sdk';
import { type Child, h, type VNode } from './dom.ts';
import { Icon } from './icons.tsx';
import { type Choice, scores } from './rating-form.ts';
import { t, texts } from './words.ts';

let byArrow = false;

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
