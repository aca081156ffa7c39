// Between rows of the session table and their readable values. Used on both threads.
import { reasons } from '@rapport/protocol';
import { type Flag, flagBits, reasonBits, type SessionRow } from '../../core/reports/columns.ts';
import {
  enders,
  excuses,
  extras,
  flags,
  invitations,
  modes,
  promises,
  resolutions,
} from '../../core/reports/sessions.ts';
import { occurrences } from '../../core/service/facts.ts';

export type Value = string | number | null;

/** How each column is written and read; `id` and `changed` are the table's own. */
interface Field<K extends keyof SessionRow> {
  readonly column: string;
  readonly to: (value: SessionRow[K]) => Value;
  readonly from: (value: Value) => SessionRow[K];
}

const plain = <K extends keyof SessionRow>(column: string): Field<K> => ({
  column,
  to: (value) => value as Value,
  from: (value) => value as SessionRow[K],
});
const code = <K extends keyof SessionRow>(column: string, codes: readonly SessionRow[K][]): Field<K> => ({
  column,
  to: (value) => codes.indexOf(value),
  from: (value) => codes[Number(value)] as SessionRow[K],
});
const list = <K extends keyof SessionRow>(column: string): Field<K> => ({
  column,
  to: (value) => JSON.stringify(value),
  from: (value) => (value === '[]' ? [] : JSON.parse(String(value))) as SessionRow[K],
});
const bits = <K extends keyof SessionRow>(
  column: string,
  to: (value: SessionRow[K]) => number,
  from: (value: number) => SessionRow[K],
): Field<K> => ({ column, to, from: (value) => from(Number(value)) });

const guesses: readonly SessionRow['guess'][] = [null, 1, 2, 3, 4, 5, 'declined', 'unanswered'];
const flagNames = Object.keys(flags) as Flag[];

type Fields = { readonly [K in Exclude<keyof SessionRow, 'id'>]: Field<K> };
const fields: Fields = {
  conv: plain('conv'),
  n: plain('n'),
  visitor: plain('visitor'),
  visitorNo: plain('visitor_no'),
  site: plain('site'),
  team: plain('team'),
  page: plain('page'),
  locale: plain('locale'),
  owner: plain('owner'),
  speakers: list('speakers'),
  openedAt: plain('opened_at'),
  closedAt: plain('closed_at'),
  repliedAt: plain('replied_at'),
  waitOpenMs: plain('wait_open_ms'),
  nextAt: plain('next_at'),
  mode: code('mode', modes),
  endedBy: code('ended_by', enders),
  promise: code('promise', promises),
  invitation: code('invitation', invitations),
  excuse: code('excuse', excuses),
  score: plain('score'),
  resolved: code('resolved', resolutions),
  outcome: code('outcome', resolutions),
  extra: code('extra', extras),
  nps: plain('nps'),
  ces: plain('ces'),
  expect: plain('expect'),
  reasons: bits('reasons', reasonBits, (value) => reasons.filter((_, bit) => value & (1 << bit))),
  guess: code('guess', guesses),
  guesser: plain('guesser'),
  guessUntil: plain('guess_until'),
  firstRatedAt: plain('first_rated_at'),
  ratedAt: plain('rated_at'),
  revisions: plain('revisions'),
  readAt: plain('read_at'),
  actedAt: plain('acted_at'),
  caseAt: plain('case_at'),
  contactedAt: plain('contacted_at'),
  caseClosedAt: plain('case_closed_at'),
  second: plain('second'),
  handoffs: plain('handoffs'),
  visitorMessages: plain('visitor_messages'),
  flags: bits('flags', flagBits, (value) => flagNames.filter((name) => value & flags[name])),
  happened: {
    column: 'happened',
    // Few things happen in few sessions: their numbers.
    to: (value) => JSON.stringify(value.map((what) => occurrences.indexOf(what))),
    from: (value) =>
      value === '[]' ? [] : (JSON.parse(String(value)) as number[]).flatMap((k) => occurrences[k] ?? []),
  },
};

const entries = Object.entries(fields) as unknown as [keyof Fields, Field<keyof Fields>][];
export const sessionColumns: readonly string[] = entries.map(([, { column }]) => column);

export type SessionValues = Readonly<Record<string, Value>>;

/** In the order of `sessionColumns`. */
export const sessionValues = (row: SessionRow): readonly Value[] =>
  entries.map(([name, { to }]) => to(row[name] as never));

/** What `sessionRowOf` takes: to be selected, as arrays. */
export const sessionSelection: string = ['id', ...sessionColumns].join(', ');

/** Has all its names from the start: a million rows are made of it. */
const emptyRow = Object.fromEntries(['id', ...entries.map(([name]) => name)].map((name) => [name, null]));

export function sessionRowOf(raw: readonly Value[]): SessionRow {
  const row: Record<string, unknown> = { ...emptyRow, id: raw[0] };
  for (let at = 0; at < entries.length; at += 1) {
    const [name, { from }] = entries[at] as (typeof entries)[number];
    row[name] = from(raw[at + 1] ?? null);
  }
  return row as unknown as SessionRow;
}
