// What the relay has computed for one report: what stands out, figures, charts with their tables, chats.
import type { Report } from '@rapport/protocol';
import type { JSX } from 'preact';
import { findingText } from '../../report-codes.ts';
import { addDays, dayIn } from '../../report-query.ts';
import { reportWords as w } from '../../report-words.ts';
import { teamNames } from '../../team-names.ts';
import { fullText } from '../../time.ts';
import { useDesk, useUi } from '../../ui.tsx';
import { words } from '../../words.ts';
import { FigureCard } from './figure.tsx';
import { type Names, TableOf } from './report-table.tsx';
import { SessionList } from './session-list.tsx';

export function Body({ report }: { report: Report }): JSX.Element {
  const { locale } = useUi();
  const names = useNames(report.asked.zone);
  const { from, to, zone } = report.asked;
  const last = addDays(dayIn(zone, to), -1);
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
              <li key={`${it.code} ${it.at} ${it.value}`}>
                {findingText(it, it.at === undefined ? null : names.day(it.at))}
              </li>
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
        <TableOf key={table.id} table={table} names={names} />
      ))}
      {report.lists.map(({ id, lines }) => (
        <SessionList key={id} id={id} lines={lines} />
      ))}
    </>
  );
}

/** What people and teams are called here, and what a day is in the zone of the report. */
export function useNames(zone: string): Names {
  const { locale } = useUi();
  const { staff, me, sites } = useDesk();
  const teams = teamNames(sites.value);
  const day = (at: number | string): string => {
    const isDay = typeof at === 'string';
    const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: isDay ? 'UTC' : zone });
    const time = isDay ? Date.parse(`${at}T00:00Z`) : at;
    return Number.isNaN(time) ? String(at) : format.format(time);
  };
  return {
    agent: (id) => (id === me.id ? me.name : (staff.value.find((it) => it.id === id)?.name ?? words.somebody)),
    team: (key) => teams.get(key) ?? key,
    day,
  };
}
