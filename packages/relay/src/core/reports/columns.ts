// Rows of the session table turned into the columns that reports are computed from, one after the other or all at once.
// Knows no database: a row is in readable values, whoever has it.
import type { ActorId, ConvId, Extra, Reason, Resolved, Score } from '@rapport/protocol';
import { reasons } from '@rapport/protocol';
import { type Occurrence, occurrences } from '../service/facts.ts';
import { countedOf } from './counted.ts';
import {
  enders,
  excuses,
  extras,
  flags,
  invitations,
  modes,
  promises,
  reasonBit,
  resolutions,
  type Sessions,
} from './sessions.ts';

/** One ended session. Null: none, not given, not yet. */
export interface SessionRow {
  /** Grows with every new row; from 1. */
  readonly id: number;
  /** Null: erased. */
  readonly conv: ConvId | null;
  readonly n: number;
  readonly visitor: ActorId | null;
  /** Stands for the visitor; 0: erased. */
  readonly visitorNo: number;
  readonly site: string;
  /** '': none, not known. */
  readonly team: string;
  readonly page: string;
  readonly locale: string;
  readonly owner: ActorId;
  /** Agents with a public message, in the order of their first. */
  readonly speakers: readonly ActorId[];
  readonly openedAt: number;
  readonly closedAt: number;
  readonly repliedAt: number | null;
  readonly waitOpenMs: number | null;
  readonly nextAt: number | null;
  readonly mode: (typeof modes)[number];
  readonly endedBy: (typeof enders)[number];
  readonly promise: (typeof promises)[number];
  readonly invitation: (typeof invitations)[number];
  readonly excuse: (typeof excuses)[number];
  readonly score: Score | null;
  readonly resolved: Resolved | 'none';
  readonly outcome: Resolved | 'none';
  readonly extra: Extra | 'none';
  readonly nps: number | null;
  readonly ces: number | null;
  readonly expect: number | null;
  readonly reasons: readonly Reason[];
  readonly guess: Score | 'declined' | 'unanswered' | null;
  readonly guesser: ActorId;
  readonly guessUntil: number | null;
  readonly firstRatedAt: number | null;
  readonly ratedAt: number | null;
  readonly revisions: number;
  readonly readAt: number | null;
  readonly actedAt: number | null;
  readonly caseAt: number | null;
  readonly contactedAt: number | null;
  readonly caseClosedAt: number | null;
  readonly second: Score | null;
  readonly handoffs: number;
  readonly visitorMessages: number;
  readonly flags: readonly Flag[];
  /** Each as often as it happened. */
  readonly happened: readonly Occurrence[];
}

export type Flag = keyof typeof flags;

export interface Columns {
  /** As they are now. The next `put` may change what is in them. */
  sessions(): Sessions;
  /** A row that is not there yet, or takes the place of the one with its id. */
  put(row: SessionRow): void;
}

type Numbers = Float64Array | Uint32Array | Uint16Array | Uint8Array | Int8Array;
type NumberColumn = { [K in keyof Sessions]: Sessions[K] extends Numbers ? K : never }[keyof Sessions];
/** One number for each session; what has several is kept apart. */
type PlainColumn = Exclude<NumberColumn, 'speaker' | 'speakerFrom' | 'happened'>;

const [f64, u32, u16, u8, i8] = [Float64Array, Uint32Array, Uint16Array, Uint8Array, Int8Array] as const;
const kinds: Readonly<Record<PlainColumn, new (length: number) => Numbers>> = {
  ...{ openedAt: f64, closedAt: f64, waitMs: f64, waitOpenMs: f64, nextAt: f64, ratedAt: f64, firstRatedAt: f64 },
  ...{
    readAt: f64,
    actedAt: f64,
    caseAt: f64,
    contactedAt: f64,
    caseClosedAt: f64,
    row: u32,
    visitor: u32,
    reasons: u32,
    page: u32,
  },
  ...{ site: u16, team: u16, locale: u16, owner: u16, guesser: u16, visitorMessages: u16, flags: u16 },
  ...{ mode: u8, endedBy: u8, promise: u8, invitation: u8, excuse: u8, resolved: u8, outcome: u8, extra: u8 },
  ...{ score: u8, second: u8, nps: u8, ces: u8, guess: u8, handoffs: u8, revisions: u8, expect: i8 },
};
const plainColumns = Object.keys(kinds) as PlainColumn[];

/** Every array of the columns and what it is made of, for whoever keeps them somewhere. */
export const columnArrays: Readonly<
  Record<NumberColumn, new (buffer: ArrayBuffer, from: number, length: number) => Numbers>
> = {
  ...kinds,
  ...{ happened: u8, speakerFrom: u32, speaker: u16 },
} as never;

const firstCapacity = 1_024;
const most = { u8: 255, u16: 65_535, u32: 4_294_967_295 };

/** `from`: columns to go on with, which are these then: copying a million sessions takes longer than reading them. */
export function createColumns(from: Sessions | null = null): Columns {
  let capacity = from?.size ?? firstCapacity;
  let size = from?.size ?? 0;
  const plain = Object.fromEntries(
    plainColumns.map((name) => [name, from?.[name] ?? new kinds[name](capacity)]),
  ) as Record<PlainColumn, Numbers>;
  let happened = (from?.happened ?? new u8(capacity * occurrences.length)) as Numbers;
  let speakerFrom = (from?.speakerFrom ?? new u32(capacity + 1)) as Numbers;
  let speaker = (from?.speaker ?? new u16(capacity)) as Numbers;
  const names = {
    site: createNames(from?.names.site ?? []),
    team: createNames(from?.names.team ?? ['']),
    page: createNames(from?.names.page ?? [''], most.u32),
    locale: createNames(from?.names.locale ?? ['']),
    agent: createNames(from?.names.agent ?? ['']),
  };
  /** By row: where it is, from 1. */
  let places = new Uint32Array(capacity + 1);
  from?.row.forEach(setPlace);

  function setPlace(row: number, i: number): void {
    if (row >= places.length) places = grown(places, u32, Math.max(row + 1, places.length * 2)) as typeof places;
    places[row] = i + 1;
  }

  function makeRoom(): void {
    if (size < capacity) return;
    capacity = Math.max(firstCapacity, capacity * 2);
    for (const name of plainColumns) plain[name] = grown(plain[name], kinds[name], capacity);
    happened = grown(happened, u8, capacity * occurrences.length);
    speakerFrom = grown(speakerFrom, u32, capacity + 1);
  }

  /** Frozen at the end of a session: those of a row that is there stay. */
  function addSpeakers(row: SessionRow): void {
    const first = speakerFrom[size] ?? 0;
    const end = first + row.speakers.length;
    if (end > speaker.length) speaker = grown(speaker, u16, Math.max(end, speaker.length * 2));
    for (const [at, id] of row.speakers.entries()) speaker[first + at] = names.agent.indexOf(id);
    speakerFrom[size + 1] = end;
  }

  function add(row: SessionRow): number {
    makeRoom();
    addSpeakers(row);
    setPlace(row.id, size);
    size += 1;
    return size - 1;
  }

  function put(given: SessionRow): void {
    const row = countedOf(given);
    const i = (places[row.id] || add(row) + 1) - 1;
    for (let k = 0; k < plainColumns.length; k += 1) {
      const name = plainColumns[k] as PlainColumn;
      plain[name][i] = numbers[name](row, names);
    }
    const at = i * occurrences.length;
    happened.fill(0, at, at + occurrences.length);
    for (const what of row.happened) {
      const k = at + occurrences.indexOf(what);
      happened[k] = Math.min(most.u8, (happened[k] ?? 0) + 1);
    }
  }

  return {
    put,
    sessions: () => ({
      ...(Object.fromEntries(plainColumns.map((name) => [name, plain[name].subarray(0, size)])) as unknown as Pick<
        Sessions,
        PlainColumn
      >),
      size,
      happened: happened.subarray(0, size * occurrences.length) as Uint8Array,
      speakerFrom: speakerFrom.subarray(0, size + 1) as Uint32Array,
      speaker: speaker.subarray(0, speakerFrom[size] ?? 0) as Uint16Array,
      names: {
        site: names.site.all,
        team: names.team.all,
        page: names.page.all,
        locale: names.locale.all,
        agent: names.agent.all,
      },
    }),
  };
}

export function columnsOf(rows: Iterable<SessionRow>): Sessions {
  const columns = createColumns();
  for (const row of rows) columns.put(row);
  return columns.sessions();
}

const guesses = { declined: 6, unanswered: 7 };

type Names = Readonly<Record<keyof Sessions['names'], { indexOf(name: string): number }>>;

/** What stands in each column for a row: one function for each, for there may be a million rows to read. */
const numbers: Readonly<Record<PlainColumn, (row: SessionRow, names: Names) => number>> = {
  row: (row) => row.id,
  openedAt: (row) => row.openedAt,
  closedAt: (row) => row.closedAt,
  waitMs: (row) => (row.repliedAt === null ? -1 : row.repliedAt - row.openedAt),
  waitOpenMs: (row) => (row.repliedAt === null ? -1 : (row.waitOpenMs ?? row.repliedAt - row.openedAt)),
  nextAt: (row) => row.nextAt ?? 0,
  ratedAt: (row) => row.ratedAt ?? 0,
  firstRatedAt: (row) => row.firstRatedAt ?? 0,
  readAt: (row) => row.readAt ?? 0,
  actedAt: (row) => row.actedAt ?? 0,
  caseAt: (row) => row.caseAt ?? 0,
  contactedAt: (row) => row.contactedAt ?? 0,
  caseClosedAt: (row) => row.caseClosedAt ?? 0,
  visitor: (row) => row.visitorNo,
  site: (row, { site }) => site.indexOf(row.site),
  team: (row, { team }) => team.indexOf(row.team),
  page: (row, { page }) => page.indexOf(row.page),
  locale: (row, { locale }) => locale.indexOf(row.locale),
  owner: (row, { agent }) => agent.indexOf(row.owner),
  guesser: (row, { agent }) => agent.indexOf(row.guesser),
  mode: (row) => modes.indexOf(row.mode),
  endedBy: (row) => enders.indexOf(row.endedBy),
  promise: (row) => promises.indexOf(row.promise),
  invitation: (row) => invitations.indexOf(row.invitation),
  excuse: (row) => excuses.indexOf(row.excuse),
  resolved: (row) => resolutions.indexOf(row.resolved),
  outcome: (row) => resolutions.indexOf(row.outcome),
  extra: (row) => extras.indexOf(row.extra),
  score: (row) => row.score ?? 0,
  second: (row) => row.second ?? 0,
  nps: (row) => row.nps ?? 255,
  ces: (row) => row.ces ?? 0,
  expect: (row) => row.expect ?? 9,
  reasons: (row) => reasonBits(row.reasons),
  guess: ({ guess }) => (guess === null ? 0 : typeof guess === 'number' ? guess : guesses[guess]),
  handoffs: (row) => Math.min(most.u8, row.handoffs),
  visitorMessages: (row) => Math.min(most.u16, row.visitorMessages),
  revisions: (row) => Math.min(most.u8, row.revisions),
  flags: (row) => flagBits(row.flags),
};

export const reasonBits = (given: readonly Reason[]): number =>
  given.reduce((bits, one) => bits | (reasons.includes(one) ? reasonBit(one) : 0), 0);

export const flagBits = (given: readonly Flag[]): number => given.reduce((bits, one) => bits | flags[one], 0);

function grown(before: Numbers | null, Kind: new (length: number) => Numbers, capacity: number): Numbers {
  const after = new Kind(capacity);
  if (before) after.set(before);
  return after;
}

/** Numbers for names, in the order in which they came. Those for which no number is left count as the first: none. */
function createNames(
  first: readonly string[],
  mostOf = most.u16,
): { readonly all: readonly string[]; indexOf(name: string): number } {
  const all = [...first];
  const numbers = new Map(all.map((name, i) => [name, i] as const).reverse());
  return {
    all,
    indexOf(name) {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      if (all.length > mostOf) return 0;
      numbers.set(name, all.length);
      return all.push(name) - 1;
    },
  };
}
