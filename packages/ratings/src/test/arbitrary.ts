// Counts as properties meet them.
import fc from 'fast-check';
import type { Counted } from '../share.ts';

/** So many of so many, `least` to `most` of them. */
export function counted(most: number, least = 0): fc.Arbitrary<Counted> {
  return fc
    .integer({ min: least, max: most })
    .chain((n) => fc.record({ count: fc.integer({ min: 0, max: n }), n: fc.constant(n) }));
}
