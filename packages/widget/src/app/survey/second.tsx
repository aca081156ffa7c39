// How it was handled: the same five words, once a recovery is over. Kept apart from the rating of the chat itself.
/** @jsxRuntime classic */ /** @jsx h */ /** @jsxFrag Fragment */
import type { Score } from '@rapport/protocol';
import type { SecondView, VisitorConversation } from '@rapport/sdk';
import { h, type VNode } from '../dom.ts';
import type { Panel } from '../panel.tsx';
import { SaveState, Scale } from '../rating.tsx';
import { type Choice, createChoice } from '../rating-form.ts';
import { t } from '../words.ts';

/** What is chosen and not yet meant. */
export interface Second {
  score: Score | null;
  readonly choice: Choice;
}

export function createSecond(panel: Panel): Second {
  const own: Second = {
    score: null,
    choice: createChoice(() => {
      if (own.score) panel.now.conv?.rerate(own.score);
      panel.set({ touch: 'editing', past: true });
    }),
  };
  return own;
}

export function SecondCard(panel: Panel, conv: VisitorConversation, own: Second, view: SecondView): VNode {
  const { choice } = own;
  const { given } = view;
  if (given) return <div class="rate">{SaveState(view, t('survey.thanks'), () => conv.rerate(given))}</div>;
  return (
    <form
      class="rate"
      onSubmit={(event) => {
        event.preventDefault();
        if (!own.score) return panel.focus('.sc input');
        choice.choose(false);
        choice.commit();
      }}
    >
      {Scale(t('survey.q_second'), own.score, choice, (score) => {
        own.score = score;
        panel.set({});
      })}
      <div class="row">
        <button class="btn pri">{t('survey.next')}</button>
        <button
          type="button"
          class="btn"
          onClick={() => {
            choice.cancel();
            panel.set({ touch: 'skipped' });
          }}
        >
          {t('survey.skip')}
        </button>
      </div>
    </form>
  );
}
