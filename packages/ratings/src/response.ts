// Who was asked, who answered, who was not asked and why (F9), and what silence may hide (F10). Pure.
import { type Comparison, compare } from './compare.ts';
import { assertCount, assertPart, type Counted, type Share, shareOf } from './share.ts';

/** Sessions that got so far; each is at most the one before. */
export interface FunnelCounts {
  readonly ended: number;
  readonly eligible: number;
  readonly offered: number;
  readonly shown: number;
  readonly rated: number;
}

/** How many were left out on the way, by reason code. */
export interface Exclusions {
  /** ended − eligible, e.g. no_human_reply, test. */
  readonly ineligible: Readonly<Record<string, number>>;
  /** eligible − offered, e.g. throttled, survey_off. */
  readonly suppressed: Readonly<Record<string, number>>;
}

export interface Funnel extends FunnelCounts {
  /** offered / eligible. */
  readonly coverage: Share;
  /** rated / offered: the headline. Strict: who was offered and is unknown stays in the denominator (as AAPOR RR1). */
  readonly responseRate: Share;
  /** rated / shown. */
  readonly answerRate: Share;
  /** rated / ended. */
  readonly ratedOfEnded: Share;
  readonly excluded: Exclusions | null;
}

const steps = ['ended', 'eligible', 'offered', 'shown', 'rated'] as const;

/**
 * F9: ended ≥ eligible ≥ offered ≥ shown ≥ rated, with the rate of each step.
 *
 * @param counts sessions of the period by their end; void ratings are not in `rated`
 * @param excluded reasons with their counts; given, they must account for everybody who was not offered a rating
 * @throws RangeError when a count is not a whole number from 0, a step exceeds the one before, or a reason is missing
 */
export function funnel(counts: FunnelCounts, excluded: Exclusions | null = null): Funnel {
  for (const step of steps) assertCount(step, counts[step]);
  for (const [at, step] of steps.entries()) {
    const before = steps[at - 1];
    if (before && counts[step] > counts[before])
      throw new RangeError(`${step} must not exceed ${before}; got ${counts[step]} of ${counts[before]}.`);
  }
  const { ended, eligible, offered, shown, rated } = counts;
  if (excluded) {
    assertAccounted('ineligible', excluded.ineligible, ended - eligible);
    assertAccounted('suppressed', excluded.suppressed, eligible - offered);
  }
  return {
    ended,
    eligible,
    offered,
    shown,
    rated,
    coverage: shareOf(offered, eligible),
    responseRate: shareOf(rated, offered),
    answerRate: shareOf(rated, shown),
    ratedOfEnded: shareOf(rated, ended),
    excluded,
  };
}

function assertAccounted(name: string, reasons: Readonly<Record<string, number>>, total: number): void {
  for (const [reason, count] of Object.entries(reasons)) assertCount(`${name}.${reason}`, count);
  const sum = Object.values(reasons).reduce((all, count) => all + count, 0);
  if (sum !== total) throw new RangeError(`The reasons of ${name} must sum to ${total}; got ${sum}.`);
}

export interface Bounds {
  readonly satisfied: number;
  readonly rated: number;
  readonly offered: number;
  /** If everybody who is silent were dissatisfied; null when nobody was asked. */
  readonly low: number | null;
  /** If everybody who is silent were satisfied. */
  readonly high: number | null;
}

/**
 * F10a: what the satisfied share of all who were asked can be, with no assumption about the silent: [S/O, (S + O − R)/O] (Manski).
 * Precision is not absence of bias: at 25 % response a CSAT of 80 % is compatible with 20 to 95 % (V17).
 *
 * @param satisfied whole, ≤ rated
 * @param rated whole, ≤ offered
 * @param offered whole
 * @throws RangeError when they are not such numbers
 */
export function noAssumptionBounds(satisfied: number, rated: number, offered: number): Bounds {
  assertPart('rated', rated, offered);
  assertPart('satisfied', satisfied, rated);
  const of = (count: number): number | null => (offered === 0 ? null : count / offered);
  return { satisfied, rated, offered, low: of(satisfied), high: of(satisfied + offered - rated) };
}

export interface Trait {
  /** What is known of every session: e.g. never answered, two handoffs or more, returning. */
  readonly trait: string;
  /** Those who have it among the ones who rated. */
  readonly respondents: Counted;
  /** Those who have it among the ones who were asked and did not. */
  readonly silent: Counted;
}

/**
 * F10b: whether those who answered are like those who did not, on what is known of both: one comparison (F4) per trait, respondents first.
 * Early against late answers (F10c) is the same with other groups. It is shown, never used to weight anything away.
 *
 * @throws RangeError when a count is not a whole number, or exceeds its n
 */
export function respondentTable(traits: readonly Trait[]): (Comparison & { readonly trait: string })[] {
  return traits.map(({ trait, respondents, silent }) => ({ trait, ...compare(respondents, silent) }));
}
