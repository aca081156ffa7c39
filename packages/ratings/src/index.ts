// Statistics of ratings that can be believed: pure functions, every ratio with its counts, null for no data.
export { type Balance, balance, balanceMark } from './balance.ts';
export { type CaseMix, type CaseMixes, type Cell, caseMix } from './case-mix.ts';
export { type Comparison, compare, type Difference } from './compare.ts';
export { type ComplaintRate, type Concentration, complaintRate, concentration } from './complaints.ts';
export { type Csat, csat, type Scale, type Score, type ScoresOf } from './csat.ts';
export { type DeliveryGap, deliveryGap, type GuessedAndRated } from './delivery-gap.ts';
export { compareFrom, type Display, display, hiddenGroups, percentFrom, publicFrom } from './display.ts';
export {
  type Ces,
  type CesScore,
  ces,
  type Expectation,
  type ExpectationGap,
  expectationGap,
} from './extra-questions.ts';
export { type Expected, type FunnelDot, funnelDot, funnelLimits, overdispersionOf, z998 } from './funnel-plot.ts';
export { type Raters, raters } from './heavy-raters.ts';
export type { Histogram } from './histogram.ts';
export { type Net, net } from './net.ts';
export { type Nps, type NpsBand, type NpsCounts, nps, npsBand, npsCounts } from './nps.ts';
export {
  baselinePoints,
  type ChartPoint,
  controlLimits,
  type Outside,
  type PChart,
  pChart,
  ratingsPerPoint,
  rolling,
} from './p-chart.ts';
export { type PromiseCounts, type PromiseReport, promiseReport } from './promise.ts';
export { type Pareto, pareto, type Reason } from './reasons.ts';
export {
  hasRecovered,
  type Recovery,
  type RecoveryCounts,
  recovery,
  recoveryTriggers,
  type Signs,
  type Trigger,
} from './recovery.ts';
export {
  type Bounds,
  type Exclusions,
  type Funnel,
  type FunnelCounts,
  funnel,
  noAssumptionBounds,
  respondentTable,
  type Trait,
} from './response.ts';
export {
  type Handoffs,
  handoffsOf,
  isOneStop,
  type Outcome,
  type Owner,
  type Runaround,
  type RunaroundCounts,
  runaround,
} from './runaround.ts';
export { type Run, runLength, runs, type Side } from './runs.ts';
export { finitePopulation, sampleSize, sampleSizeNps } from './sample-size.ts';
export { agrestiCoull, type Counted, type Interval, percent, type Share, shareOf, wilson, z95 } from './share.ts';
export { type Prior, priorOf, shrink } from './shrinkage.ts';
export { type Percentile, rank, type Times, times, timesOfTally, type Wait } from './times.ts';
export { type Target, type Verdict, verdict } from './verdict.ts';
