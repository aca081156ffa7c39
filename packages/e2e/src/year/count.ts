// The same figures as the reports', counted by hand: plain loops over the rows, with no column, no code and no formula of the house.
// What is not to be counted is left out here once more, so that a report that forgets it is found out.
import type { SessionRow } from '@rapport/relay';

const dayMs = 24 * 3_600_000;

export interface Part {
  readonly count: number;
  readonly n: number;
}

/** By the ids that the figures of the reports have. `reasons`: how many of the dissatisfied name each. */
export interface HandCount {
  readonly sessions: number;
  readonly voided: number;
  readonly card: Readonly<Record<string, Part>>;
  readonly promise: Readonly<Record<string, Part>>;
  readonly reasons: ReadonlyMap<string, number>;
}

/** Of rows that all ended weeks ago: nothing is open. */
export function countOf(rows: readonly SessionRow[]): HandCount {
  const valid = rows.filter(({ flags }) => !flags.includes('void') && !flags.includes('sample'));
  const talks = valid.filter(({ endedBy }) => endedBy !== 'spam');
  const rated = talks.filter(({ score }) => score !== null);
  const low = rated.filter(({ score }) => score === 1 || score === 2);
  const high = rated.filter(({ score }) => score === 4 || score === 5);
  const reasons = new Map<string, number>();
  for (const row of low) for (const reason of row.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const replied = talks.filter(({ repliedAt }) => repliedAt !== null);
  const cases = talks.filter(({ caseAt }) => caseAt !== null);
  const eligible = valid.filter(({ invitation }) => invitation !== 'ineligible');
  const offered = eligible.filter(({ invitation }) => invitation !== 'suppressed');
  const promised = talks.filter(({ promise }) => promise !== 'none');
  const ratedKept = rated.filter(({ promise }) => promise === 'kept');
  const ratedLate = rated.filter(({ promise }) => promise === 'late');
  const visitors = new Set(talks.map(({ visitorNo }) => visitorNo)).size;
  return {
    sessions: talks.length,
    voided: rows.filter(({ flags }) => flags.includes('void') && !flags.includes('sample')).length,
    card: {
      csat: part(high, rated),
      dissatisfied: part(low, rated),
      resolved: part(
        talks.filter(({ resolved }) => resolved === 'yes'),
        talks.filter(({ resolved }) => resolved !== 'none'),
      ),
      kept: part(
        promised.filter(({ promise }) => promise === 'kept'),
        promised,
      ),
      one_stop: part(replied.filter(isOneStop), replied),
      runaround: part(
        replied.filter(({ handoffs }) => handoffs >= 2),
        replied,
      ),
      within_due: part(cases.filter(isContactedInTime), cases),
      complaints: { count: visitorsWith(talks, 'complaint'), n: visitors },
      returning: { count: visitorsWith(talks, 'returning'), n: visitors },
      response_rate: part(rated, offered),
      coverage: part(offered, eligible),
    },
    promise: {
      kept: part(
        promised.filter(({ promise }) => promise === 'kept'),
        promised,
      ),
      late: part(
        promised.filter(({ promise }) => promise === 'late'),
        promised,
      ),
      never: part(
        promised.filter(({ promise }) => promise === 'never'),
        promised,
      ),
      felt_slow: part(ratedKept.filter(feltSlow), ratedKept),
      late_fine: part(
        ratedLate.filter((row) => !feltSlow(row)),
        ratedLate,
      ),
    },
    reasons,
  };
}

function part(some: readonly SessionRow[], all: readonly SessionRow[]): Part {
  return { count: some.length, n: all.length };
}

function visitorsWith(rows: readonly SessionRow[], flag: 'complaint' | 'returning'): number {
  return new Set(rows.filter(({ flags }) => flags.includes(flag)).map(({ visitorNo }) => visitorNo)).size;
}

/** Who is satisfied and names waiting says that there was none. */
function feltSlow({ score, reasons }: SessionRow): boolean {
  return (score ?? 5) <= 3 && (reasons.includes('availability') || reasons.includes('lost_time'));
}

function isOneStop({ handoffs, resolved, nextAt, closedAt }: SessionRow): boolean {
  return handoffs === 0 && resolved !== 'no' && (nextAt === null || nextAt - closedAt >= 7 * dayMs);
}

function isContactedInTime({ caseAt, contactedAt }: SessionRow): boolean {
  return caseAt !== null && contactedAt !== null && contactedAt - caseAt <= dayMs;
}
