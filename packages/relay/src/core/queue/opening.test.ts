import { expect, test } from 'vitest';
import type { Hours } from './hours.ts';
import { isOpen, opensAt } from './hours.ts';
import { openingOf } from './opening.ts';

test('[Q18] what is kept between two turns is what the calendar says, also when the clock is put back', () => {
  const hours: Hours = {
    zone: 'Europe/Athens',
    week: Array.from({ length: 7 }, (_, day) =>
      day === 6
        ? []
        : ([
            [540, 720],
            [780, 1020],
          ] as const),
    ),
    days: { '2026-10-26': [] },
  };
  const from = Date.parse('2026-10-23T00:00:00Z');
  const moments = Array.from({ length: 400 }, (_, n) => from + n * 17 * 60_000);
  for (const at of [...moments, ...moments.toReversed()]) {
    const opening = openingOf(hours, at);
    expect(opening.isOpen).toBe(isOpen(hours, at));
    expect(opening.opensAt).toBe(opening.isOpen ? null : opensAt(hours, at));
    expect(opening.from <= at && at < opening.until).toBe(true);
    expect(openingOf(hours, opening.until).isOpen).not.toBe(opening.isOpen);
  }
  expect(openingOf(null, from)).toMatchObject({ isOpen: true, opensAt: null });
});
