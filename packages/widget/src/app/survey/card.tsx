// What stands in the place of the question once it is answered, put away, or over (S6).
/** @jsxRuntime classic */ /** @jsx h */ /** @jsxFrag Fragment */
import type { RatingView, VisitorConversation } from '@rapport/sdk';
import { h, type VNode } from '../dom.ts';
import type { Panel } from '../panel.tsx';
import { again, SaveState } from '../rating.tsx';
import { timeOf } from '../time.ts';
import { isLive } from '../view.ts';
import { lang, t, texts } from '../words.ts';

/** The staff has a day from when the score has stood for a minute; `until` is a day from when it was first given (RATINGS S6). */
const marginMs = 3_600_000;

export function Card(panel: Panel, conv: VisitorConversation, rating: RatingView): VNode {
  const { step, here } = panel.now;
  const { until, given } = rating;
  if (step !== 'locked') void panel.bring('transcript');
  const isSaved = step === 'thanks' && rating.state === 'rated';
  return (
    <div class="rate">
      {given && (
        <p>
          {t('survey.q_score')} <b>{texts('survey.scores')[given.score - 1]}</b>
        </p>
      )}
      {step === 'locked' && t('survey.closed')}
      {step === 'skipped' && t('survey.reminder')}
      {step === 'thanks' && SaveState(rating, t('survey.thanks'), () => again(conv, rating))}
      {isSaved && <p>{t('survey.visibility')}</p>}
      {isSaved && until && given?.contact?.wish && here && isLive(here) && (
        <p>{t('survey.followup_by', { time: untilOf(until + marginMs, Date.now()) })}</p>
      )}
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
      {step !== 'locked' && panel.parts.transcript?.offer()}
    </div>
  );
}

/** A moment some hours ahead: "12:34" today, else with its day. */
function untilOf(at: number, now: number): string {
  const today = new Date(at).toDateString() === new Date(now).toDateString();
  return today
    ? timeOf(at)
    : new Intl.DateTimeFormat(lang, { weekday: 'long', hour: 'numeric', minute: '2-digit' }).format(at);
}
