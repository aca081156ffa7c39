// Sample data: that a page is of it is said above everything that is on it, and a page with nothing yet shows the way there.
import type { Report } from '@rapport/protocol';
import type { JSX } from 'preact';
import type { Asked } from '../../report-query.ts';
import { reportWords } from '../../report-words.ts';

const w = reportWords.sample;

export function Sample({
  report: { asked, hasSample, sessions },
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
