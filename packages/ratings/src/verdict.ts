// Whether a target is met (F25): judged by the interval, never by the point. Pure.
import { percentFrom } from './display.ts';
import { type Share, shareOf, z95 } from './share.ts';

/** A share to reach, or a share not to pass; 0 to 1. */
export type Target = { readonly atLeast: number } | { readonly atMost: number };

export interface Verdict extends Share {
  readonly verdict: 'met' | 'missed' | 'cannot tell yet' | 'too few';
  /** Of "cannot tell yet": ratings in all that would tell, if the share stays; null when none would, it being the target itself. */
  readonly needed: number | null;
}

/**
 * F25: met if the whole interval is on the good side (lower ≥ target), missed if none of it is (upper < target), else "cannot tell yet";
 * fewer than 10 ratings are too few. For `atMost`: met if upper ≤ target, missed if lower > target.
 * `needed` is F22 with the target as share and the distance to it as margin, z²·t(1 − t)/(p − t)²: for that is where the Wilson limit passes t.
 *
 * @param k whole, 0 ≤ k ≤ n
 * @param n whole
 * @throws RangeError when they are not such numbers, or the target is not from 0 to 1
 */
export function verdict(k: number, n: number, target: Target): Verdict {
  const share = shareOf(k, n);
  const goal = 'atLeast' in target ? target.atLeast : target.atMost;
  if (!(goal >= 0 && goal <= 1)) throw new RangeError(`A target must be from 0 to 1; got ${goal}.`);
  if (n < percentFrom || !share.interval) return { ...share, verdict: 'too few', needed: null };
  const [lower, upper] = share.interval;
  const [met, missed] = 'atLeast' in target ? [lower >= goal, upper < goal] : [upper <= goal, lower > goal];
  if (met || missed) return { ...share, verdict: met ? 'met' : 'missed', needed: null };
  const distance = k / n - goal;
  const needed =
    distance === 0 ? null : Math.max(n + 1, Math.ceil((z95 * z95 * goal * (1 - goal)) / (distance * distance)));
  return { ...share, verdict: 'cannot tell yet', needed };
}
