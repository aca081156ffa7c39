// What could be expected of somebody's cases (F15): who takes the hard ones is not blamed for them. Pure.
import { assertPart, type Counted, type Share, shareOf } from './share.ts';

/** From how many ratings on a finer stratum may be used. */
const cellFrom = 30;

/** Ratings of one unit (an agent, a team, a page) in one stratum. */
export interface Cell extends Counted {
  readonly unit: string;
  /** From coarse to fine: department first, then what refines it, e.g. language, start hour band. At least one. */
  readonly stratum: readonly [string, ...string[]];
}

export interface CaseMix extends Share {
  readonly unit: string;
  /** E = Σ n_d · p_d: satisfied ratings that the same cases bring on average; null when nothing was counted. */
  readonly expected: number | null;
  /** Σ n_d · p_d(1 − p_d). */
  readonly variance: number | null;
  /** count − expected, in ratings. */
  readonly difference: number | null;
  /** difference / √variance; null also when there is no variance. */
  readonly z: number | null;
  /** count / E · overall share, beside the raw `share` and never instead of it. May pass 1 when E is small. Null also when E is 0. */
  readonly adjusted: number | null;
}

export interface CaseMixes {
  readonly overall: Share;
  /** How many parts of the strata were used: all if each pooled stratum has at least 30 ratings (or none), else the first alone. */
  readonly depth: number;
  readonly strata: readonly (Share & { readonly stratum: readonly string[] })[];
  /** In the order in which they came. */
  readonly units: readonly CaseMix[];
}

/**
 * F15: indirect standardisation. p_d is the pooled share of stratum d, E = Σ n_d·p_d, z = (k − E)/√(Σ n_d·p_d(1 − p_d)), adjusted = k/E·p.
 * One can be better in every department and worse in all of them together (Simpson, V27).
 *
 * @param cells all units of the comparison set; cells of one unit and stratum are added
 * @throws RangeError when a count is not a whole number, or exceeds its n
 */
export function caseMix(cells: readonly Cell[]): CaseMixes {
  for (const { count, n } of cells) assertPart('count', count, n);
  const finest = Math.max(1, ...cells.map(({ stratum }) => stratum.length));
  const fine = poolBy(cells, ({ stratum }) => JSON.stringify(stratum));
  const depth = [...fine.values()].every(({ n }) => n === 0 || n >= cellFrom) ? finest : 1;
  const keyOf = ({ stratum }: Cell): string => JSON.stringify(stratum.slice(0, depth));
  const strata = poolBy(cells, keyOf);
  const overall = add([...strata.values()]);
  const byUnit = new Map<string, Cell[]>();
  for (const cell of cells) {
    const own = byUnit.get(cell.unit);
    if (own) own.push(cell);
    else byUnit.set(cell.unit, [cell]);
  }
  const units = [...byUnit].map(([unit, own]) => standardise(unit, poolBy(own, keyOf), strata, overall));
  const named = [...strata].map(([key, pooled]) => ({ stratum: JSON.parse(key) as string[], ...pooled }));
  return { overall, depth, strata: named, units };
}

function standardise(
  unit: string,
  own: ReadonlyMap<string, Share>,
  strata: ReadonlyMap<string, Share>,
  overall: Share,
): CaseMix {
  const raw = add([...own.values()]);
  if (raw.n === 0) return { unit, ...raw, expected: null, variance: null, difference: null, z: null, adjusted: null };
  let [expected, variance] = [0, 0];
  for (const [key, { n }] of own) {
    const share = strata.get(key)?.share ?? 0;
    expected += n * share;
    variance += n * share * (1 - share);
  }
  const difference = raw.count - expected;
  return {
    unit,
    ...raw,
    expected,
    variance,
    difference,
    z: variance === 0 ? null : difference / Math.sqrt(variance),
    adjusted: expected === 0 || overall.share === null ? null : (raw.count / expected) * overall.share,
  };
}

function add(parts: readonly Counted[]): Share {
  return shareOf(
    parts.reduce((sum, { count }) => sum + count, 0),
    parts.reduce((sum, { n }) => sum + n, 0),
  );
}

function poolBy(cells: readonly Cell[], keyOf: (cell: Cell) => string): Map<string, Share> {
  const pooled = new Map<string, Share>();
  for (const cell of cells) {
    const before = pooled.get(keyOf(cell));
    pooled.set(keyOf(cell), add(before ? [before, cell] : [cell]));
  }
  return pooled;
}
