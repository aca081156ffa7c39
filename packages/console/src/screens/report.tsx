// The report line: how satisfied the visitors were, with its count and interval, or that nothing can be said yet (F26).
import type { JSX } from 'preact';
import { reportDays } from '../desk.ts';
import { reportLine } from '../rating.ts';
import { useDesk } from '../ui.tsx';
import { words } from '../words.ts';

export function Report(): JSX.Element | null {
  const report = useDesk().report.value;
  if (report === null) return null;
  return (
    <section class="report" aria-labelledby="report">
      <h3 id="report">
        {words.report.title} <span class="quiet">· {words.report.period(reportDays)}</span>
      </h3>
      {report === 'failed' ? <p class="quiet">{words.report.failed}</p> : <Numbers {...reportLine(report)} />}
    </section>
  );
}

function Numbers({ value, detail, basis }: ReturnType<typeof reportLine>): JSX.Element {
  return (
    <>
      <p class="value">{value}</p>
      {detail !== null && <p class="quiet">{detail}</p>}
      {basis !== null && <p class="quiet">{basis}</p>}
    </>
  );
}
