// Sessions of a report as CSV (RFC 4180) that any spreadsheet opens right, and that none takes for formulas. Pure.
import type { ActorId, ReportName } from '@rapport/protocol';
import { isoIn } from '../core/reports/calendar.ts';
import type { Asked } from '../core/reports/report.ts';
import type { ReportRow } from '../core/reports/row.ts';

type Value = string | number | null;

/** What the rows do not know: where the days begin, and what an agent is called, also one who is gone. */
export interface Wording {
  readonly zone: string;
  readonly nameOf: (agent: ActorId) => string;
}

const columns: Readonly<Record<string, (row: ReportRow, as: Wording) => Value>> = {
  conversation: ({ conv }) => conv,
  session: ({ n }) => n,
  site: ({ site }) => site,
  team: ({ team }) => team,
  page: ({ page }) => page,
  language: ({ locale }) => locale,
  visitor: ({ name }) => name,
  visitor_is: ({ flags }) => (flags.includes('returning') ? 'returning' : 'new'),
  agents: ({ speakers }) => speakers.join(' '),
  agent_names: ({ speakers }, { nameOf }) => speakers.map(nameOf).join('; '),
  owner: ({ owner }) => owner,
  owner_name: ({ owner }, { nameOf }) => (owner === '' ? null : nameOf(owner)),
  opened_at: ({ openedAt }, { zone }) => isoIn(openedAt, zone),
  replied_at: ({ repliedAt }, { zone }) => timeOf(repliedAt, zone),
  closed_at: ({ closedAt }, { zone }) => isoIn(closedAt, zone),
  mode: ({ mode }) => mode,
  ended_by: ({ endedBy }) => endedBy,
  promise: ({ promise }) => promise,
  handoffs: ({ handoffs }) => handoffs,
  invitation: ({ invitation }) => invitation,
  not_asked_why: ({ excuse }) => (excuse === 'none' ? null : excuse),
  score: ({ score }) => score,
  resolved: ({ resolved }) => (resolved === 'none' ? null : resolved),
  reasons: ({ reasons }) => reasons.join(' '),
  comment: ({ comment }) => comment,
  expectation: ({ expect }) => expect,
  nps: ({ nps }) => nps,
  ces: ({ ces }) => ces,
  rating_is: ({ flags }) => (flags.includes('void') ? 'void' : null),
  rated_at: ({ ratedAt }, { zone }) => timeOf(ratedAt, zone),
  outcome: ({ outcome }) => (outcome === 'none' ? null : outcome),
  case_at: ({ caseAt }, { zone }) => timeOf(caseAt, zone),
  contacted_at: ({ contactedAt }, { zone }) => timeOf(contactedAt, zone),
  case_closed_at: ({ caseClosedAt }, { zone }) => timeOf(caseClosedAt, zone),
  second_score: ({ second }) => second,
};

/**
 * What a spreadsheet would compute begins with one of these, some also in the width of Chinese and Japanese letters, and perhaps after
 * spaces: an apostrophe before it makes it a text.
 */
const formula = /^(?:[\t\r\n]|\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/;

const timeOf = (at: number | null, zone: string): string | null => (at === null ? null : isoIn(at, zone));

/** So that spreadsheets know that it is UTF-8. */
const mark = '\uFEFF';

export const csvHeader: string = `${mark}${lineOf(Object.keys(columns))}`;

export function csvLines(rows: readonly ReportRow[], as: Wording): string {
  return rows.map((row) => lineOf(Object.values(columns).map((of) => of(row, as)))).join('');
}

/** `csat_2026-09-28_2026-11-22_Europe-Tirane.csv`: with the last day that is in it. */
export function csvName(name: ReportName, { from, to, zone, sample }: Asked): string {
  const day = (at: number): string => isoIn(at, zone).slice(0, 10);
  return `${sample === true ? 'sample-data_' : ''}${name}_${day(from)}_${day(to - 1)}_${zone.replaceAll(/[^A-Za-z0-9+_-]+/g, '-')}.csv`;
}

function lineOf(values: readonly Value[]): string {
  return `${values.map(cellOf).join(',')}\r\n`;
}

function cellOf(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = formula.test(value) ? `'${value}` : value;
  // The tab and the semicolon part cells elsewhere.
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
