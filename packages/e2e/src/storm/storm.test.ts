// 500 clients in a storm; ten thousand in the long run (long.ts).
import { expect, test } from 'vitest';
import { figures, mostWithin, storm } from './storm.ts';

const count = 500;
/** 8 % of very many, and what chance adds for so few. */
const mostAtOnce = 0.08 + 4 * Math.sqrt(0.05 / count);

test(`[X2][A1][D10][O3] ${count} visitors dropped together come back spread out, and nothing is lost`, async () => {
  const it = await storm(count);
  console.info(figures(it));
  expect(it.wrong).toEqual([]);
  expect(it.busiest).toBeLessThanOrEqual(mostAtOnce);
  expect(it.allMs).toBeLessThan(30_000);
});

test('the busiest moment is found wherever it lies', () => {
  expect(mostWithin([], 100)).toBe(0);
  expect(mostWithin([0, 50, 101, 140, 150, 400], 100)).toBe(4);
});
