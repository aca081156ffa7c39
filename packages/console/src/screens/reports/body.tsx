// What the relay has computed for one report: what stands out, figures, charts with their tables, chats.
import type { Cell, Reason, Report, ReportTable } from '@rapport/protocol';
import { Fragment, type JSX } from 'preact';
import { useCallback, useMemo } from 'preact/hooks';
import { byDay, createGoals, type DayNote, type NoteKind } from '../../goals.ts';
import { useLoaded } from '../../loaded.ts';
import { goesOverTime, isOverTime } from '../../report-chart.ts';
import { codeText, findingText, tableName } from '../../report-codes.ts';
import { addDays, dayIn } from '../../report-query.ts';
import { reportWords as w } from '../../report-words.ts';
import { pageHash } from '../../route.ts';
import { fullText } from '../../time.ts';
import { Heard, useDesk, useUi } from '../../ui.tsx';
import { Assessment } from './assessment.tsx';
import { FigureCard } from './figure.tsx';
import { Notes } from './notes.tsx';
import { PictureOf } from './pictures.tsx';
import { type Names, TableOf } from './report-table.tsx';
import { SessionList } from './session-list.tsx';
import { Targets } from './targets.tsx';
import { TimeChart } from './time-chart.tsx';
import { useNames } from './use-names.ts';

export interface BodyProps {
  readonly report: Report;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** It is to be asked for again. */
  readonly again: () => void;
}

export function Body({ report, people, again }: BodyProps): JSX.Element {
  const { locale } = useUi();
  const isSample = report.asked.sample === true;
  // Nothing real is begun from what is not.
  const isLead = useDesk().isLead && !isSample;
  const names = useNames(report.asked.zone, people);
  const { from, to, zone } = report.asked;
  const last = addDays(dayIn(zone, to), -1);
  const say = (it: Report['findings'][number]): string =>
    findingText(it, it.at === undefined ? null : names.day(it.at));
  return (
    <>
      <p class="quiet">
        {w.range(names.day(from), names.day(last))} · {w.zone(zone)} ·{' '}
        {w.basis(report.sessions, report.voided, report.spam)}{' '}
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
      {report.name === 'gap' && !isSample && <Assessment changed={again} />}
      {report.name === 'trend' ? (
        <Trend report={report} names={names} say={say} />
      ) : (
        report.tables.map((table) =>
          isOverTime(table) ? (
            <Over key={table.id} table={table} finding="" names={names} notes={[]} />
          ) : (
            <Fragment key={table.id}>
              <PictureOf table={table} report={report} names={names} />
              <TableOf
                table={table}
                names={names}
                act={isLead && report.name === 'reasons' && table.id === 'negative' ? toTheme : undefined}
              />
            </Fragment>
          ),
        )
      )}
      {report.lists.map(({ id, lines }) => (
        <SessionList key={id} id={id} lines={lines} isThemed={isLead && report.name === 'reasons'} />
      ))}
      {report.name === 'card' && !isSample && <Targets figures={report.figures} names={names} changed={again} />}
      <p class="quiet">{w.small}</p>
    </>
  );
}

/** The link that begins a theme about a reason. */
function toTheme([code]: readonly Cell[]): JSX.Element | null {
  // What is seldom named is many things.
  if (code === 'rest') return null;
  return (
    <a href={`${pageHash('reports', 'themes')}?code=${String(code)}`}>
      {w.toTheme}
      <Heard>: {codeText(String(code as Reason))}</Heard>
    </a>
  );
}

interface OverProps {
  readonly table: ReportTable;
  readonly finding: string;
  readonly names: Names;
  readonly notes: readonly DayNote[];
}

/** Weeks before the first answer tell nothing and take the room of those after it; days, all of them, if there is nothing in any. */
function begun(table: ReportTable): ReportTable {
  const first = table.rows.findIndex(([, n]) => n !== 0);
  if (first > 0 && table.id === 'days') return table;
  return { ...table, rows: first < 0 ? [] : table.rows.slice(first) };
}

function Over(props: OverProps): JSX.Element {
  const { names } = props;
  const table = begun(props.table);
  return (
    <section class="report-part">
      <h4>{tableName(table.id)}</h4>
      {isOverTime(table) ? (
        <TimeChart {...props} table={table} />
      ) : (
        table.id !== 'days' && <p class="quiet">{w.chart.tooShort}</p>
      )}
      <TableOf table={table} names={names} isFolded />
    </section>
  );
}

interface TrendProps {
  readonly report: Report;
  readonly names: Names;
  readonly say: (it: Report['findings'][number]) => string;
}

function Trend({ report: { asked, tables, findings }, names, say }: TrendProps): JSX.Element {
  const { api, now } = useUi();
  const { isLead } = useDesk();
  const { from, to, zone } = asked;
  const goals = useMemo(() => createGoals(api), [api]);
  const { value, again } = useLoaded(useCallback(() => goals.annotations(from, to), [goals, from, to]));
  const notes = asked.sample === true ? [] : byDay(value ?? [], (at) => dayIn(zone, at));
  const today = dayIn(zone, now.peek());
  /** Noon of a day is in that day everywhere near; of today it may not have come. */
  const add = (day: string, kind: NoteKind, text: string): Promise<boolean> =>
    goals.annotate({ at: Math.min(Date.parse(`${day}T12:00Z`), now.peek()), kind, text }).then(
      () => {
        again();
        return true;
      },
      () => false,
    );
  const findingOf = ({ columns }: ReportTable): string =>
    findings
      // Signals are of the chart that has limits.
      .filter(({ value: of }) => of === columns[2]?.id && columns.length > 3)
      .map(say)
      .join(' ');
  return (
    <>
      {tables.map((table) =>
        goesOverTime(table) ? (
          <Over key={table.id} table={table} finding={findingOf(table)} names={names} notes={notes} />
        ) : (
          <TableOf key={table.id} table={table} names={names} />
        ),
      )}
      {asked.sample !== true && <Notes notes={notes} names={names} today={today} add={isLead ? add : null} />}
    </>
  );
}
