// The question: five worded options, and what is asked once one of them is saved.
/** @jsxRuntime classic */ /** @jsx h */ /** @jsxFrag Fragment */
import type { RatingView, VisitorConversation } from '@rapport/sdk';
import { Fragment, h, type VNode } from '../dom.ts';
import type { Panel } from '../panel.tsx';
import { again, SaveState, Scale } from '../rating.tsx';
import { leftOf, withScore } from '../rating-form.ts';
import { t } from '../words.ts';
import { More } from './more.tsx';

export function Ask(panel: Panel, conv: VisitorConversation, rating: RatingView): VNode {
  const { ui } = panel;
  const { form, choice } = ui;
  const { score } = form;
  const asked = rating.given !== null;
  const finish = (touch: 'done' | 'skipped') => {
    panel.set({ touch });
    // What was pressed goes away.
    panel.leave('h2');
  };
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
        if (asked) finish('done');
      }}
    >
      {!asked && ui.reminds && <p>{t('survey.reminder')}</p>}
      {Scale(t('survey.q_score'), score, choice, (value) => panel.set({ form: withScore(form, value) }))}
      {asked && score && (
        <>
          {SaveState(rating, t('survey.saved'), () => again(conv, rating))}
          {More(panel, score, rating)}
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
            finish(asked ? 'done' : 'skipped');
          }}
        >
          {t('survey.skip')}
        </button>
      </div>
    </form>
  );
}
