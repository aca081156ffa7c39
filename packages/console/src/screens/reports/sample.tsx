// What is said above everything that is on a page: that it is of sample data, or not counted to the end yet. A page with nothing yet
// shows the way to sample data.
import type { Report } from '@rapport/protocol';
import type { JSX } from 'preact';
import type { Asked } from '../../report-query.ts';
import { reportWords } from '../../report-words.ts';

const w = reportWords.sample;

export function Sample({
  report: { asked, counted, hasSample, sessions },
  change,
}: {
  report: Report;
  change: (part: Partial<Asked>) => void;
}): JSX.Element | null {
  if (asked.sample === true)
    return (
      <section class="stripe" aria-label={w.title}>
        <p>
          <strong>{w.title}.</strong> {w.about}
        </p>
        <button type="button" class="bt" onClick={() => change({ sample: false })}>
          {w.leave}
        </button>
      </section>
    );
  if (counted !== undefined)
    return (
      <section class="stripe" aria-label={w.unfinished}>
        <p>
          <strong>{w.unfinished}.</strong> {w.counted(counted)}
        </p>
      </section>
    );
  if (hasSample !== true || sessions > 0) return null;
  return (
    <p class="empty">
      {w.none}{' '}
      <button type="button" class="bt" onClick={() => change({ sample: true })}>
        {w.look}
      </button>
    </p>
  );
}
