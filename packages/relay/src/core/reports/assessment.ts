// What the staff think visitors hold against them, beside what visitors do (RATINGS 7.2): the seven sins and the seven plagues, named by
// each person once a quarter. Nobody's answer is told: of too few there is none.
import type { Reason, Report, ReportTable } from '@rapport/protocol';
import { Temporal } from 'temporal-polyfill';
import { shareFigure } from './figure.ts';
import type { Sessions } from './sessions.ts';
import { dissatisfiedAmong, mentionsOf } from './told.ts';
import type { Indexes } from './walks.ts';

/** What a person can be asked of: the sins and the plagues, and nothing that came from elsewhere. */
export type Assessed = Exclude<Reason, 'no_authority' | 'language' | 'about_product' | 'other'>;
export const assessed: readonly Assessed[] = [
  ...(['apathy', 'brush_off', 'coldness', 'condescension', 'robotism', 'rule_book', 'runaround'] as const),
  ...(['lost_time', 'bad_info', 'hours', 'availability', 'rhythm', 'anticipation', 'reaction'] as const),
];

/** Of one person and quarter. */
export interface Assessment {
  readonly agent: string;
  readonly at: number;
  readonly reasons: readonly Assessed[];
}

/** Fewer might be told apart by their colleagues. */
export const fewestAssessed = 3;

const dayIn = (at: number): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC');
const quarterIn = ({ month }: Temporal.ZonedDateTime): number => Math.ceil(month / 3);

/** As `2026-Q4`, by the calendar of UTC. */
export function quarterOf(at: number): string {
  const day = dayIn(at);
  return `${day.year}-Q${quarterIn(day)}`;
}

export function quarterStart(at: number): number {
  const day = dayIn(at);
  return day.startOfDay().with({ month: quarterIn(day) * 3 - 2, day: 1 }).epochMilliseconds;
}

interface Told {
  readonly tables: readonly ReportTable[];
  readonly findings: Report['findings'];
}

/** Of a person who answered in several quarters the last counts. Without any answer there is nothing to say. */
export function assessment(s: Sessions, rows: Indexes, given: readonly Assessment[]): Told {
  const last = new Map<string, Assessment>();
  for (const one of given) if ((last.get(one.agent)?.at ?? 0) <= one.at) last.set(one.agent, one);
  const n = last.size;
  if (n === 0) return { tables: [], findings: [] };
  if (n < fewestAssessed) return { tables: [], findings: [{ code: 'too_few_assessed', value: n }] };
  const unhappy = dissatisfiedAmong(s, rows);
  const named = mentionsOf(s, unhappy);
  const table: ReportTable = {
    id: 'self_assessment',
    columns: [
      { id: 'reason', kind: 'code' },
      { id: 'we_named', kind: 'figure' },
      { id: 'they_named', kind: 'figure' },
    ],
    rows: assessed.map((code) => {
      const count = [...last.values()].filter(({ reasons }) => reasons.includes(code)).length;
      return [
        code,
        shareFigure('we_named', 'F2', { count, n }),
        shareFigure('they_named', 'F18', { count: named[code] ?? 0, n: unhappy.length }),
      ];
    }),
  };
  return { tables: [table], findings: [] };
}
