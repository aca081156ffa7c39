// The same figures as the reports', counted by hand: plain loops over the drawn sessions, with no column, no code and no formula of the
// house. What is not to be counted is left out here once more, so that a report that forgets it is found out.
import type { ReportName } from '@rapport/protocol';
import type { SessionRow } from '@rapport/relay';
import { nearestRank, net, visitorWeighted } from './count-by-hand.ts';

type Row = SessionRow;
type Is = (row: Row) => boolean;
/** A share as count and n, or a value alone: a count, a net, milliseconds. */
export type Counted = { readonly count: number; readonly n: number } | { readonly value: number | 'never' };

export interface HandCount {
  readonly sessions: number;
  readonly voided: number;
  /** By the ids that the figures of the reports have. */
  readonly figures: Readonly<Partial<Record<ReportName, Readonly<Record<string, Counted>>>>>;
  /** Counts of whole columns, by the ids of tables: first cell, count. */
  readonly tables: Readonly<Partial<Record<ReportName, Readonly<Record<string, Readonly<Record<string, number>>>>>>>;
}

const dayMs = 24 * 3_600_000;
const part = (rows: readonly Row[], is: Is): Counted => ({ count: rows.filter(is).length, n: rows.length });

/** Of rows that all ended weeks ago: nothing is open. `agent`: whom the page about one person is asked about. */
export function countOf(rows: readonly Row[], agent: string): HandCount {
  const real = rows.filter(({ flags }) => !flags.includes('sample'));
  const valid = real.map((row) => (isVoid(row) ? withoutRating(row) : row));
  const talks = valid.filter(({ endedBy }) => endedBy !== 'spam');
  const rated = talks.filter(({ score }) => score !== null);
  const low = rated.filter(isLow);
  const replied = talks.filter(({ repliedAt }) => repliedAt !== null);
  const cases = talks.filter(({ caseAt }) => caseAt !== null);
  const offered = talks.filter(({ invitation }) => invitation !== 'ineligible' && invitation !== 'suppressed');
  const eligible = valid.filter(({ invitation }) => invitation !== 'ineligible');
  const shown = offered.filter(({ invitation }) => ['shown', 'dismissed', 'rated'].includes(invitation));
  const promised = talks.filter(({ promise }) => promise !== 'none');
  const visitors = (some: readonly Row[]): number => new Set(some.map(({ visitorNo }) => visitorNo)).size;
  const ofVisitors = (is: Is): Counted => ({ count: visitors(talks.filter(is)), n: visitors(talks) });
  const pairs = rated.filter(({ guess }) => typeof guess === 'number');
  const [responseRate, runaround] = [part(offered, isRated), part(replied, ({ handoffs }) => handoffs >= 2)];
  const [csat, dissatisfied] = [part(rated, isHigh), part(rated, isLow)];
  const [kept, withinDue] = [part(promised, isKept), part(cases, isContactedInTime)];
  const waits = (of: readonly Row[], q: number): Counted => ({
    value: nearestRank(
      of.map(({ repliedAt, openedAt }) => since(openedAt, repliedAt)),
      q,
    ),
  });
  const toContact = cases.map(({ caseAt, contactedAt }) => since(caseAt ?? 0, contactedAt));
  const toRead = rated.map(({ firstRatedAt, readAt }) => since(firstRatedAt ?? 0, readAt));
  const toAct = low.map(({ firstRatedAt, actedAt }) => since(firstRatedAt ?? 0, actedAt));
  const reading = {
    ...{ read_p50: { value: nearestRank(toRead, 50) }, read_p90: { value: nearestRank(toRead, 90) } },
    ...{ acted_p50: { value: nearestRank(toAct, 50) }, acted_p90: { value: nearestRank(toAct, 90) } },
  };
  const bounds = {
    bounds_low: { count: rated.filter(isHigh).length, n: offered.length },
    bounds_high: { count: offered.length - rated.length + rated.filter(isHigh).length, n: offered.length },
  };
  const live = talks.filter(({ mode }) => mode === 'live');
  const offline = talks.filter(({ mode }) => mode === 'offline');
  const lengths = replied.map(({ openedAt, closedAt }) => closedAt - openedAt);
  return {
    sessions: talks.length,
    voided: real.filter(isVoid).length,
    figures: {
      card: {
        ...{ csat, dissatisfied, kept, runaround, within_due: withinDue, response_rate: responseRate },
        resolved: part(
          talks.filter(({ resolved }) => resolved !== 'none'),
          ({ resolved }) => resolved === 'yes',
        ),
        ...{ p50: waits(talks, 50), p90: waits(talks, 90) },
        one_stop: part(replied, isOneStop),
        complaints: ofVisitors(({ flags }) => flags.includes('complaint')),
        returning: ofVisitors(({ flags }) => flags.includes('returning')),
        coverage: { count: offered.length, n: eligible.length },
        ...bounds,
        top_box: part(rated, ({ score }) => score === 5),
        balance: { value: rated.filter(isHigh).length / low.length },
        nps: {
          value: net(
            rated.flatMap(({ nps }) => nps ?? []),
            (answer) => answer >= 9,
            (answer) => answer <= 6,
          ),
        },
        ces: part(
          rated.filter(({ ces }) => ces !== null),
          ({ ces }) => (ces ?? 0) >= 5,
        ),
      },
      promise: {
        kept,
        ...{ p50: waits(talks, 50), p90: waits(talks, 90) },
        expect: {
          value: net(
            rated.flatMap(({ expect }) => expect ?? []),
            (answer) => answer > 0,
            (answer) => answer < 0,
          ),
        },
        late: part(promised, ({ promise }) => promise === 'late'),
        never: part(promised, ({ promise }) => promise === 'never'),
        felt_slow: part(rated.filter(isKept), feltSlow),
        late_fine: part(
          rated.filter(({ promise }) => promise === 'late'),
          (row) => !feltSlow(row),
        ),
      },
      quality: {
        response_rate: responseRate,
        coverage: { count: offered.length, n: eligible.length },
        answer_rate: part(shown, isRated),
        rated_of_ended: part(valid, isRated),
        heaviest: {
          count: Math.max(...timesOf(rated.map(({ visitorNo }) => `${visitorNo}`)).values()),
          n: rated.length,
        },
        voided: { value: real.filter(isVoid).length },
        revised: { value: talks.filter(({ revisions }) => revisions > 1).length },
        ...{ raised: { value: 0 }, locked: { value: 0 } },
        ...bounds,
        ...reading,
        low_read: part(low, ({ firstRatedAt, readAt }) => since(firstRatedAt ?? 0, readAt) <= dayMs),
        low_acted: part(low, ({ firstRatedAt, actedAt }) => since(firstRatedAt ?? 0, actedAt) <= dayMs),
        visitor_weighted: {
          value: visitorWeighted(rated.map((row) => [`${row.visitorNo}`, isHigh(row)])),
        },
        guessed: part(
          talks.filter(({ guess }) => guess !== null),
          ({ guess }) => typeof guess === 'number',
        ),
      },
      runaround: {
        handoffs: part(replied, ({ handoffs }) => handoffs >= 1),
        runaround,
        bounced: part(replied, ({ flags }) => flags.includes('bounced')),
        one_stop: part(replied, isOneStop),
        had_to_repeat: part(low, ({ reasons }) => reasons.includes('runaround')),
      },
      recovery: {
        contacted: part(cases, ({ contactedAt }) => contactedAt !== null),
        within_due: withinDue,
        recovered: part(cases, ({ second }) => (second ?? 0) >= 4),
        recovered_of_rerated: part(
          cases.filter(({ second }) => second !== null),
          ({ second }) => (second ?? 0) >= 4,
        ),
        ...{ not_due: { value: 0 }, raised: { value: 0 } },
        contact_p50: { value: nearestRank(toContact, 50) },
        contact_p90: { value: nearestRank(toContact, 90) },
      },
      reasons: { dissatisfied, named: part(low, ({ reasons }) => reasons.length > 0) },
      gap: {
        gap: {
          value: net(
            pairs,
            (row) => believedWell(row) && !isHigh(row),
            (row) => !believedWell(row) && isHigh(row),
          ),
        },
        believed: part(pairs, believedWell),
        perceived: part(pairs, isHigh),
        blind_spot: part(
          pairs.filter((row) => !isHigh(row)),
          believedWell,
        ),
        hidden_wins: part(pairs.filter(isHigh), (row) => !believedWell(row)),
      },
      coaching: coachingOf(talks, agent),
      trend: { csat, dissatisfied, response_rate: responseRate },
      times: {
        ...{ first_reply_p50: waits(live, 50), first_reply_p90: waits(live, 90) },
        ...{ offline_reply_p50: waits(offline, 50), offline_reply_p90: waits(offline, 90) },
        ...{ length_p50: { value: nearestRank(lengths, 50) }, length_p90: { value: nearestRank(lengths, 90) } },
        kept,
      },
      brief: {
        ...{ sessions: { value: talks.length }, rated: { value: rated.length } },
        unhappy: { value: rated.filter((row) => isLow(row) || row.resolved === 'no').length },
        open_cases: { value: cases.filter(({ caseClosedAt }) => caseClosedAt === null).length },
        ...reading,
      },
      volume: {
        sessions: { value: talks.length },
        waiting: { value: talks.filter(({ promise }) => promise === 'late').length },
        ...{ unanswered: { value: talks.length - replied.length }, missed: { value: 0 } },
        answered: { count: replied.length, n: talks.length },
      },
    },
    tables: {
      promise: {
        promises: Object.fromEntries(
          timesOf(talks.map(({ promise }) => (promise === 'none' ? 'no_promise' : promise))),
        ),
      },
      runaround: { by_handoffs: Object.fromEntries(timesOf(replied.map((row) => handedOver(row)))) },
      reasons: { negative: Object.fromEntries(timesOf(low.flatMap(({ reasons }) => reasons))) },
      trend: { weeks: Object.fromEntries(timesOf(rated.map(({ closedAt }) => `${weekStart(closedAt)}`))) },
    },
  };
}

/** Of one person: what he did alone, and what is not about the product. */
function coachingOf(talks: readonly Row[], agent: string): Readonly<Record<string, Counted>> {
  const part_ = talks.filter(({ owner, speakers }) => owner === agent || speakers.includes(agent));
  const alone = part_.filter(({ speakers }) => speakers.length === 1 && speakers[0] === agent);
  const scored = alone.filter((row) => isRated(row) && !row.reasons.includes('about_product'));
  const all = part_.filter(isRated);
  const replies = alone.map(({ openedAt, repliedAt }) => since(openedAt, repliedAt));
  return {
    first_reply_p50: { value: nearestRank(replies, 50) },
    first_reply_p90: { value: nearestRank(replies, 90) },
    csat: part(scored, isHigh),
    kept: part(
      alone.filter(({ promise }) => promise !== 'none'),
      isKept,
    ),
    shared: { value: all.length - scored.length },
  };
}

function timesOf(names: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return times;
}

/** Midnight before its Monday in Tirana: an hour before that of UTC, two in summer. */
function weekStart(at: number): number {
  const sunday = Date.UTC(2024, 11, 29);
  const monday = sunday + dayMs + Math.floor((at - sunday - dayMs) / (7 * dayMs)) * 7 * dayMs;
  const isSummer = monday > Date.UTC(2025, 2, 30) && monday < Date.UTC(2025, 9, 26);
  return monday - (isSummer ? 2 : 1) * 3_600_000;
}

/** Milliseconds; Infinity: it never came. */
const since = (from: number, to: number | null): number => (to === null ? Number.POSITIVE_INFINITY : to - from);

const isVoid: Is = ({ flags }) => flags.includes('void');
/** The session stays, what was said of it does not count. */
const withoutRating = (row: Row): Row => ({
  ...row,
  ...{ score: null, resolved: 'none', reasons: [], nps: null, ces: null, expect: null, second: null, revisions: 0 },
});
const isRated: Is = ({ score }) => score !== null;
const isHigh: Is = ({ score }) => score === 4 || score === 5;
const isLow: Is = ({ score }) => score === 1 || score === 2;
const isKept: Is = ({ promise }) => promise === 'kept';
const believedWell: Is = ({ guess }) => guess === 4 || guess === 5;
const handedOver = ({ handoffs }: Row): string => (handoffs >= 3 ? '3+' : `${handoffs}`);

/** Who is satisfied and names waiting says that there was none. */
const feltSlow: Is = ({ score, reasons }) =>
  (score ?? 5) <= 3 && (reasons.includes('availability') || reasons.includes('lost_time'));

const isOneStop: Is = ({ handoffs, resolved, nextAt, closedAt }) =>
  handoffs === 0 && resolved !== 'no' && (nextAt === null || nextAt - closedAt >= 7 * dayMs);

const isContactedInTime: Is = ({ caseAt, contactedAt }) =>
  caseAt !== null && contactedAt !== null && contactedAt - caseAt <= dayMs;
