// How many ratings it takes (F22). Pure.
import { assertCount, z95 } from './share.ts';

/**
 * F22: ratings needed so that a share is known to ± margin: n = z²·p(1 − p)/e², rounded up. Planning arithmetic: the interval to show is F2.
 *
 * @param share what it will be about, 0 to 1; 0.5 is the worst case
 * @param margin half the width of the interval as a ratio, > 0: 0.05 is five points
 * @throws RangeError when they are not such numbers
 */
export function sampleSize(share: number, margin: number): number {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`share must be from 0 to 1; got ${share}.`);
  return sizeFor(share * (1 - share), margin);
}

/**
 * F22 for a net score: the variance is p + d − (p − d)².
 *
 * @param variance of one answer as −1, 0, 1; 0 to 1
 * @param margin half the width in points of NPS, > 0
 * @throws RangeError when they are not such numbers
 */
export function sampleSizeNps(variance: number, margin: number): number {
  if (!(variance >= 0 && variance <= 1)) throw new RangeError(`variance must be from 0 to 1; got ${variance}.`);
  return sizeFor(variance, margin / 100);
}

/**
 * F22: how many suffice when there are only so many to ask: n/(1 + (n − 1)/N), rounded up.
 *
 * @param size what would be needed of very many, whole
 * @param population how many there are, whole, from 1
 * @throws RangeError when they are not such numbers
 */
export function finitePopulation(size: number, population: number): number {
  assertCount('size', size);
  assertCount('population', population);
  if (population === 0) throw new RangeError('population must be at least 1; got 0.');
  return Math.ceil((size * population) / (population + size - 1));
}

function sizeFor(variance: number, margin: number): number {
  if (!(margin > 0 && Number.isFinite(margin)))
    throw new RangeError(`margin must be a positive number; got ${margin}.`);
  return Math.ceil((z95 * z95 * variance) / (margin * margin));
}
