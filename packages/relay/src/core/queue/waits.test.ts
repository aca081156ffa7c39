import { expect, test } from 'vitest';
import { createWaits } from './waits.ts';

const minute = 60_000;
const day = 86_400_000;

test('[Q8] the newest twenty of each line count, five are needed, and what is older than four weeks says nothing', () => {
  const waits = createWaits();
  const now = 100 * day;
  for (let n = 0; n < 20; n += 1) waits.add('shop', '', { takenAt: now - day - n, waitMs: 10 * minute });
  expect(waits.estimate('shop', '', now)).toEqual({ fromMs: 8 * minute, toMs: 15 * minute });
  expect(waits.estimate('shop', 'sales', now)).toBeNull();
  expect(waits.estimate('other', '', now)).toBeNull();
  for (let n = 0; n < 16; n += 1) waits.add('shop', '', { takenAt: now - n, waitMs: minute });
  // Four of twenty waited longer: the 80th percentile is a minute.
  expect(waits.estimate('shop', '', now)).toEqual({ fromMs: 0, toMs: minute });
  // What comes late does not push out what is newer.
  for (let n = 0; n < 20; n += 1) waits.add('shop', '', { takenAt: now - 9 * day, waitMs: 20 * minute });
  expect(waits.estimate('shop', '', now)).toEqual({ fromMs: 0, toMs: minute });
  expect(waits.estimate('shop', '', now + 28 * day)).toBeNull();
});
