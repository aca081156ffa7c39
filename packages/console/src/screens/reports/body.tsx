// What the relay has computed for one report: what stands out, figures, charts with their tables, chats.
import type { Report, ReportTable } from '@rapport/protocol';
import { Fragment, type JSX } from 'preact';
import { isTrend } from '../../report-chart.ts';
import { findingText } from '../../report-codes.ts';
import { addDays, dayIn } from '../../report-query.ts';
import { reportWords as w } from '../../report-words.ts';
import { fullText } from '../../time.ts';
import { useUi } from '../../ui.tsx';
import { FigureCard } from './figure.tsx';
import { TableOf } from './report-table.tsx';
import { SessionList } from './session-list.tsx';
import { TrendChart } from './trend-chart.tsx';
import { useNames } from './use-names.ts';

export function Body({ report }: { report: Report }): JSX.Element {
  const { locale } = useUi();
  const names = useNames(report.asked.zone);
  const { from, to, zone } = report.asked;
  const last = addDays(dayIn(zone, to), -1);
  const say = (it: Report['findings'][number]): string =>
    findingText(it, it.at === undefined ? null : names.day(it.at));
  const findingOf = ({ columns }: ReportTable): string =>
    report.findings
      .filter(({ value }) => value === columns[2]?.id)
      .map(say)
      .join(' ');
  return (
    <>
      <p class="quiet">
        {w.range(names.day(from), names.day(last))} · {w.zone(zone)} · {w.basis(report.sessions, report.voided)}{' '}
        {report.openFrom < to && w.stillOpen(fullText(report.openFrom, locale))}
      </p>
      {report.findings.length > 0 && (
        <section class="report-part findings" aria-label={w.findings}>
          <h4>{w.findings}</h4>
          <ul>
            {report.findings.map((it) => (
              <li key={`${it.code} ${it.at} ${it.value}`}>{say(it)}</li>
            ))}
          </ul>
        </section>
      )}
      {report.figures.length > 0 && (
        <div class="figures">
          {report.figures.map((figure) => (
            <FigureCard key={figure.id} figure={figure} />
          ))}
        </div>
      )}
      {report.tables.map((table) => (
        <Fragment key={table.id}>
          {isTrend(table) && <TrendChart table={table} finding={findingOf(table)} names={names} />}
          <TableOf table={table} names={names} />
        </Fragment>
      ))}
      {report.lists.map(({ id, lines }) => (
        <SessionList key={id} id={id} lines={lines} />
      ))}
    </>
  );
}
