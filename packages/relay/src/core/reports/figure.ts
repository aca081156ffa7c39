// Figures of reports from the results of packages/ratings: what may be shown (F26), beside the period before (F4), against a target (F25).
import type { Figure } from '@rapport/protocol';
import {
  type Bounds,
  type Concentration,
  type Counted,
  compare,
  compareFrom,
  type Net,
  type Percentile,
  percentFrom,
  shareOf,
  type Target,
  verdict,
} from '@rapport/ratings';
import type { Waits } from './waits.ts';

/** `F1`. */
type Formula = string;

/** Shares that are to be small. */
const atMost: ReadonlySet<string> = new Set(['dissatisfied', 'runaround', 'complaints', 'blind_spot']);

const targetOf = (id: string, value: number): Target => (atMost.has(id) ? { atMost: value } : { atLeast: value });

/** F26. */
export function showOf(n: number): Figure['show'] {
  if (n === 0) return 'none';
  if (n < percentFrom) return 'counts';
  return n < compareFrom ? 'alone' : 'compare';
}

/** `before`: undefined where no period before was asked for. */
export function shareFigure(
  id: string,
  formula: Formula,
  { count, n }: Counted,
  { before, target }: { readonly before?: Counted | undefined; readonly target?: number | undefined } = {},
): Figure {
  const { share, interval } = shareOf(count, n);
  return {
    ...{ id, formula, kind: 'share', value: share, count, n, interval, show: showOf(n) },
    ...(target === undefined ? {} : { verdict: { target, is: verdict(count, n, targetOf(id, target)).verdict } }),
    ...(before ? { before: beforeOf(before), change: changeOf({ count, n }, before) } : {}),
  };
}

function beforeOf({ count, n }: Counted): NonNullable<Figure['before']> {
  const { share, interval } = shareOf(count, n);
  return { value: share, count, n, interval };
}

/** What tells how satisfied visitors are: F1, F5, F7, F8, F10, F13, F15, F16, F24. */
const ofSatisfaction: ReadonlySet<Formula> = new Set(['F1', 'F5', 'F7', 'F8', 'F10', 'F13', 'F15', 'F16', 'F24']);

/** RATINGS 8: of one person and fewer than thirty answers, how satisfied they were is counts alone. */
export function ofOnePerson(figure: Figure): Figure {
  if (!ofSatisfaction.has(figure.formula) || figure.kind === 'count') return figure;
  const { before, change: _, ...now } = figure;
  if (figure.n >= compareFrom)
    return before && before.n < compareFrom ? { ...now, before: withoutValue(before), change: null } : figure;
  const { verdict: __, ...counted } = now;
  return {
    ...withoutValue(counted),
    show: figure.n === 0 ? 'none' : 'counts',
    ...(before ? { before: before.n < compareFrom ? withoutValue(before) : before, change: null } : {}),
  };
}

const withoutValue = <Of extends NonNullable<Figure['before']>>(figure: Of): Of => ({
  ...figure,
  value: null,
  interval: null,
});

/** F4; null where F26 allows no comparison. */
function changeOf(now: Counted, before: Counted): NonNullable<Figure['change']> | null {
  const { difference, interval, verdict: is, show } = compare(now, before);
  return show && difference !== null && interval && is ? { difference, interval, is } : null;
}

/** In milliseconds. Two percentiles are set beside each other, and nothing is claimed of their difference. */
export function timeFigure(
  id: string,
  formula: Formula,
  { value, n }: { readonly value: Percentile; readonly n: number },
  before?: { readonly value: Percentile; readonly n: number },
): Figure {
  return plain({ id, formula, kind: 'time', value, n, show: showOf(n) }, before);
}

/** F14: the median and the 90th percentile, as `p50` and `p90` of `name`. */
export function waitFigures(name: string, now: Waits, before?: Waits | null): Figure[] {
  return ([50, 90] as const).map((q) => {
    const of = (waits: Waits) => ({ value: waits.at(q), n: waits.n });
    return timeFigure(name === '' ? `p${q}` : `${name}_p${q}`, 'F14', of(now), before ? of(before) : undefined);
  });
}

/** Of a ratio that has no interval, or of counts. */
export function plainFigure(
  id: string,
  formula: Formula,
  kind: 'ratio' | 'count',
  { value, n }: { readonly value: number | null; readonly n: number },
  before?: { readonly value: number | null; readonly n: number },
): Figure {
  return plain({ id, formula, kind, value, n, show: showOf(n) }, before);
}

/** A plain count of things, and not of so many of others: none of them is 0, and no lack of data. */
export function countFigure(id: string, formula: Formula, value: number): Figure {
  return { id, formula, kind: 'count', value, n: value, show: 'compare' };
}

function plain(figure: Figure, before?: NonNullable<Figure['before']>): Figure {
  return before ? { ...figure, before, change: null } : figure;
}

type NetOf = Pick<Net, 'net' | 'interval' | 'n'>;

/** F5, F8 and F11: more of one than of the other, −1 to 1. Two nets are set beside each other, and nothing is claimed of their difference. */
export function netFigure(id: string, formula: Formula, { net, interval, n }: NetOf, before?: NetOf): Figure {
  const then = before && { value: before.net, n: before.n, interval: before.interval };
  return plain({ id, formula, kind: 'net', value: net, n, interval, show: showOf(n) }, then);
}

/** F17. No interval: complaints of one visitor are not independent. */
export function concentrationFigure(id: string, now: Concentration, before?: Concentration): Figure {
  const of = ({ share, top, total }: Concentration) => ({ value: share, count: top, n: total, interval: null });
  return plain({ id, formula: 'F17', kind: 'share', ...of(now), show: showOf(now.total) }, before && of(before));
}

/** F10: what silence may hide. No interval, for nothing is assumed; two periods are set beside each other, and nothing is claimed. */
export function boundFigures(now: Bounds, before?: Bounds): readonly Figure[] {
  const bound = (id: string, is: 'low' | 'high'): Figure => {
    const of = ({ satisfied, rated, offered, [is]: value }: Bounds) => ({
      value,
      count: is === 'low' ? satisfied : satisfied + offered - rated,
      n: offered,
      interval: null,
    });
    return plain({ id, formula: 'F10', kind: 'share', ...of(now), show: showOf(now.offered) }, before && of(before));
  };
  return [bound('bounds_low', 'low'), bound('bounds_high', 'high')];
}
