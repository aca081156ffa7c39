// The other optional questions: how easy it was (F7), and whether it was what was expected (F8). Pure.
import { countsOf, type Histogram } from './histogram.ts';
import { type Net, net } from './net.ts';
import { type Share, shareOf } from './share.ts';

/** 1 strongly disagree to 7 strongly agree, that it was made easy. */
export type CesScore = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface Ces {
  readonly n: number;
  /** 5, 6 and 7. */
  readonly easy: Share;
  readonly histogram: Readonly<Record<CesScore, number>>;
  /** For exports only. */
  readonly mean: number | null;
}

/**
 * F7: customer effort score 2.0, the share that agrees that it was made easy: #{5, 6, 7} / n, with Wilson.
 *
 * @param histogram answers per point of 1 to 7
 * @throws RangeError when a point is not on the scale, or a count is not a whole number from 0
 */
export function ces(histogram: Histogram<CesScore>): Ces {
  const { counts, n, sum } = countsOf<CesScore>(histogram, [1, 2, 3, 4, 5, 6, 7]);
  return {
    n,
    easy: shareOf(counts[5] + counts[6] + counts[7], n),
    histogram: counts,
    mean: n === 0 ? null : sum / n,
  };
}

/** −2 much worse than expected, 0 as expected, 2 much better. */
export type Expectation = -2 | -1 | 0 | 1 | 2;

export interface ExpectationGap extends Net {
  readonly histogram: Readonly<Record<Expectation, number>>;
}

/**
 * F8: better minus worse than expected, as a share of the answers: (#>0 − #<0) / n, with the interval of F6.
 * `plus` is better, `minus` worse. Disconfirmation of expectations (Oliver).
 *
 * @param histogram answers per point of −2 to 2
 * @throws RangeError when a point is not on the scale, or a count is not a whole number from 0
 */
export function expectationGap(histogram: Histogram<Expectation>): ExpectationGap {
  const { counts, n } = countsOf<Expectation>(histogram, [-2, -1, 0, 1, 2]);
  return { ...net(counts[1] + counts[2], counts[-1] + counts[-2], n), histogram: counts };
}
