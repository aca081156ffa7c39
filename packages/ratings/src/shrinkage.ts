// Putting groups of unequal size in order (F12). The estimates sort; they are never printed as a score, and agents are not ranked. Pure.
import { assertPart, type Counted } from './share.ts';

/** What is believed of a group before anything is known of it. */
export interface Prior {
  /** Pooled share of the whole set; null when nothing was counted. */
  readonly mu: number | null;
  /** M: how many ratings the prior weighs. */
  readonly strength: number;
  /** Where M comes from. */
  readonly how: 'moments' | 'no spread beyond chance' | 'too few groups';
}

/** Groups needed, and ratings in each, before M can be measured. */
const groupsFrom = 8;
const ratingsFrom = 10;

/**
 * F12: the prior of a set of groups. μ is the pooled share. M by moments over the J groups with n ≥ 10, if there are at least 8:
 * v = μ(1 − μ), s² = Σ(pᵢ − μ)²/(J − 1), a = (1/J)·Σ 1/nᵢ; M = (v − s²)/(s² − v·a), within 10 to 500;
 * 500 if s² ≤ v·a (the groups differ no more than chance makes them); 20 if there are fewer groups.
 * Moments of the beta-binomial; see also Robinson's empirical Bayes.
 *
 * @throws RangeError when a count is not a whole number, or exceeds its n
 */
export function priorOf(groups: readonly Counted[]): Prior {
  for (const { count, n } of groups) assertPart('count', count, n);
  const n = groups.reduce((sum, group) => sum + group.n, 0);
  const mu = n === 0 ? null : groups.reduce((sum, group) => sum + group.count, 0) / n;
  const large = groups.filter((group) => group.n >= ratingsFrom);
  if (mu === null || large.length < groupsFrom) return { mu, strength: 20, how: 'too few groups' };
  const v = mu * (1 - mu);
  const spread = large.reduce((sum, group) => sum + (group.count / group.n - mu) ** 2, 0) / (large.length - 1);
  const chance = (v * large.reduce((sum, group) => sum + 1 / group.n, 0)) / large.length;
  if (spread <= chance) return { mu, strength: 500, how: 'no spread beyond chance' };
  const strength = Math.min(500, Math.max(10, (v - spread) / (spread - chance)));
  return { mu, strength, how: 'moments' };
}

/**
 * F12: the posterior mean (k + M·μ)/(n + M): a group of few stands near μ, one of many near its own share.
 *
 * @returns a ratio to sort by; μ for a group without ratings; null when μ is
 * @throws RangeError when count is not a whole number, or exceeds n
 */
export function shrink({ count, n }: Counted, { mu, strength }: Pick<Prior, 'mu' | 'strength'>): number | null {
  assertPart('count', count, n);
  return mu === null ? null : (count + strength * mu) / (n + strength);
}
