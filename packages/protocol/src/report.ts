// What a report says, as types: the relay computes it, the console and /v1 show the very same. Compiles to nothing.
import type { Reason, Resolved, Score } from './events.ts';
import type { ActorId, ConvId, Open } from './frames.ts';

export type ReportName =
  | 'card'
  | 'gap'
  | 'promise'
  | 'runaround'
  | 'recovery'
  | 'reasons'
  | 'coaching'
  | 'trend'
  | 'brief'
  | 'quality'
  | 'times'
  | 'volume';

/** What was asked for. A period is by the end of sessions; `from` and `to` (exclusive) are midnights in `zone`. */
export interface ReportQuery {
  readonly from: number;
  readonly to: number;
  /** IANA zone, as `Europe/Tirane`. */
  readonly zone: string;
  readonly site?: string;
  readonly team?: string;
  readonly page?: string;
  /** Primary language. */
  readonly lang?: string;
  readonly visitors?: 'new' | 'returning';
  /** Only sessions in which he took part. */
  readonly agent?: ActorId;
  /** Beside the period of the same length before it. */
  readonly compare?: boolean;
  /** Of sample data, and of nothing real. */
  readonly sample?: boolean;
}

/** One number, never alone. Ratios 0 to 1, nets −1 to 1, times in milliseconds. */
export interface Figure {
  /** Names it: `csat`, `dissatisfied`, `kept`. The console has its words, and how it is counted. */
  readonly id: string;
  /** `F1`. */
  readonly formula: string;
  readonly kind: 'share' | 'net' | 'ratio' | 'time' | 'count';
  /** null: no data. */
  readonly value: number | 'never' | null;
  /** Numerator of a share. */
  readonly count?: number;
  readonly n: number;
  /** 95 %. */
  readonly interval?: readonly [number, number] | null;
  /** F26: nothing yet, counts only, with its interval, or also beside another. */
  readonly show: 'none' | 'counts' | 'alone' | 'compare';
  readonly verdict?: { readonly target: number; readonly is: Open<'met' | 'missed' | 'cannot tell yet' | 'too few'> };
  /** The period before, and whether it differs (F4); null: not to be compared. */
  readonly before?: Pick<Figure, 'value' | 'count' | 'n' | 'interval'>;
  readonly change?: {
    readonly difference: number;
    readonly interval: readonly [number, number];
    readonly is: Open<'higher' | 'lower' | 'not distinguishable'>;
  } | null;
}

/** One ended session, as a list shows it. `name`, `comment`: null when there is none or it was erased. */
export interface SessionLine {
  readonly conv: ConvId | null;
  readonly n: number;
  readonly endedAt: number;
  /** Tells those apart who gave no name; null: erased. */
  readonly visitor: ActorId | null;
  readonly name: string | null;
  readonly score: Score | null;
  readonly resolved: Resolved | null;
  readonly reasons: readonly Reason[];
  readonly comment: string | null;
  readonly agents: readonly ActorId[];
  readonly team: string;
  readonly page: string;
  /** Signs, triggers, or whatever the list is about, as codes. */
  readonly marks: readonly string[];
}

export type Cell = string | number | null | Figure;

/** `kind` of a column: how its cells are read. `code`: a word the console has; `name`: somebody's own word, as it is. */
export interface ReportTable {
  readonly id: string;
  readonly columns: readonly {
    readonly id: string;
    readonly kind: 'code' | 'name' | 'agent' | 'team' | 'count' | 'share' | 'time' | 'day' | 'hour' | 'figure';
  }[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface Report {
  readonly name: ReportName;
  readonly asked: ReportQuery;
  /** The relay has sample data, which is told only to who asks for it. */
  readonly hasSample?: boolean;
  /** Share of the log that is counted so far, after an upgrade; absent: all of it. */
  readonly counted?: number;
  /** Sessions that the report is about; those among them whose rating is void, and in none of its figures. */
  readonly sessions: number;
  readonly voided: number;
  /** Those that ended as spam: beside `sessions`, in the funnel and in no other figure. */
  readonly spam: number;
  /** Ratings of sessions that ended after this may still come. */
  readonly openFrom: number;
  readonly figures: readonly Figure[];
  readonly tables: readonly ReportTable[];
  readonly lists: readonly { readonly id: string; readonly lines: readonly SessionLine[] }[];
  /** What was found, as codes with their numbers: `{code:'outside_below', week:…}`. */
  readonly findings: readonly { readonly code: string; readonly at?: number; readonly value?: number | string }[];
  /** What the agents in it are called, also those who are away or gone. */
  readonly people?: Readonly<Record<ActorId, string>>;
}
