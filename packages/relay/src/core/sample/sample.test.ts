import { expect, test } from 'vitest';
import { createSamples } from './sample.ts';

const hourMs = 3_600_000;
const now = Date.UTC(2026, 10, 23, 13);
const asked = { from: 0, to: now, zone: 'UTC', now, sample: true };

test('the sample is the same all week, of the last whole weeks, and nothing of it is still to come', () => {
  const [one, another] = [createSamples(), createSamples()];
  const rows = one.reportRows(asked, null, 10_000).rows;
  expect(rows.length).toBeGreaterThan(7_000);
  expect(another.reportRows({ ...asked, now: now + 34 * hourMs }, null, 10_000).rows).toEqual(rows);
  const ends = rows.map(({ closedAt }) => closedAt);
  // 13:00 of a Monday is not two days after the end of the week before: that week is not in it yet.
  expect(Math.max(...ends)).toBeLessThan(Date.UTC(2026, 10, 16));
  expect(Math.max(...ends)).toBeGreaterThan(Date.UTC(2026, 10, 15));
  expect(Math.min(...ends)).toBeGreaterThan(Date.UTC(2025, 10, 17));
  for (const { ratedAt, contactedAt, readAt, nextAt } of rows)
    expect(Math.max(ratedAt ?? 0, contactedAt ?? 0, readAt ?? 0, nextAt ?? 0)).toBeLessThan(now);
});

test('a week later it has moved on by that week', () => {
  const samples = createSamples();
  const ends = (at: number): number[] =>
    samples.reportRows({ ...asked, now: at, to: at }, null, 10_000).rows.map(({ closedAt }) => closedAt);
  const [before, after] = [ends(now), ends(now + 7 * 24 * hourMs)];
  expect(after).toEqual(before.map((end) => end + 7 * 24 * hourMs));
});

test('what was planted in it stands out in its reports', () => {
  const { report } = createSamples();
  const codes = (name: 'promise' | 'trend'): readonly (string | undefined)[] =>
    report(name, asked).findings.map(({ code, value }) => `${code} ${value}`);
  expect(codes('promise')).toContain('kept_less_on mon');
  expect(codes('trend')).toContain('run_below csat');
});
