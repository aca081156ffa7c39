// The questions that are asked now and then (F5 to F7): none of them is about one chat, and where nobody was asked there is no line.
import type { Figure } from '@rapport/protocol';
import { type CesScore, ces, nps } from '@rapport/ratings';
import { netFigure, shareFigure } from './figure.ts';
import type { Sessions } from './sessions.ts';
import { type Indexes, tally } from './walks.ts';

export function extraFigures(s: Sessions, now: Indexes, before: Indexes | undefined): Figure[] {
  const [recommended, easy] = [npsOf(s, now), easeOf(s, now)];
  return [
    ...(recommended.n > 0 ? [netFigure('nps', 'F5', recommended, before && npsOf(s, before))] : []),
    ...(easy.n > 0 ? [shareFigure('ces', 'F7', easy, { before: before && easeOf(s, before) })] : []),
  ];
}

/** From points to a net of -1 to 1. */
function npsOf(s: Sessions, of: Indexes) {
  const given = tally(of, s.nps, 256);
  const count = (from: number, to: number): number => given.subarray(from, to + 1).reduce((sum, n) => sum + n, 0);
  const found = nps({ promoters: count(9, 10), passives: count(7, 8), detractors: count(0, 6) });
  return {
    n: found.n,
    net: found.nps === null ? null : found.nps / 100,
    interval: found.interval && ([found.interval[0] / 100, found.interval[1] / 100] as const),
  };
}

function easeOf(s: Sessions, of: Indexes) {
  const given = tally(of, s.ces, 8);
  const count = (score: CesScore): number => given[score] ?? 0;
  const { easy } = ces({ 1: count(1), 2: count(2), 3: count(3), 4: count(4), 5: count(5), 6: count(6), 7: count(7) });
  return easy;
}
