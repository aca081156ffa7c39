import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLines } from './line.ts';

test('property: what is told, put together, is everybody’s place in a list that is sorted each time', () => {
  const step = fc.record({
    conv: fc.nat({ max: 24 }),
    line: fc.constantFrom('shop sales', 'shop help'),
    since: fc.nat({ max: 8 }),
    do: fc.constantFrom('put', 'put', 'put', 'drop', 'tell'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      const lines = createLines();
      const all = new Map<string, { line: string; since: number }>();
      const known = new Map<string, number | null>();
      const tell = (): void => {
        for (const [conv, n] of lines.changes()) {
          // Nobody is told what he knows.
          expect(known.get(conv)).not.toBe(n);
          known.set(conv, n);
        }
        for (const line of ['shop sales', 'shop help']) {
          const sorted = [...all]
            .filter(([, stand]) => stand.line === line)
            .sort(([a, x], [b, y]) => x.since - y.since || (a < b ? -1 : 1));
          for (const [n, [conv]] of sorted.entries()) {
            expect(known.get(conv)).toBe(n < 9 ? n + 1 : null);
            expect(lines.place(conv)).toBe(n < 9 ? n + 1 : null);
          }
        }
        for (const [conv, n] of known) if (!all.has(conv)) expect(n).toBe(null);
      };
      for (const { conv, line, since, do: what } of steps) {
        const id = `c${conv}`;
        if (what === 'put') {
          lines.put(id, line, since);
          all.set(id, { line, since });
        } else if (what === 'drop') {
          lines.drop(id);
          all.delete(id);
        } else tell();
      }
      tell();
    }),
  );
});
