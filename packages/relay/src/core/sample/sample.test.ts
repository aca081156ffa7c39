import { expect, test } from 'vitest';
import { createSamples } from './sample.ts';

const hourMs = 3_600_000;
const thursday = Date.UTC(2026, 10, 26);
const now = thursday + 13 * hourMs;
const asked = { from: 0, to: now, zone: 'UTC', now, sample: true };

test('the sample is the same all day, a year up to yesterday, and nothing of it is still to come', () => {
  const [one, another] = [createSamples(), createSamples()];
  const rows = one.reportRows(asked, null, 10_000).rows;
  expect(rows.length).toBeGreaterThan(7_000);
  expect(another.reportRows({ ...asked, now: now + 10 * hourMs }, null, 10_000).rows).toEqual(rows);
  const ends = rows.map(({ closedAt }) => closedAt);
  expect(Math.max(...ends)).toBeLessThan(thursday);
  expect(Math.max(...ends)).toBeGreaterThan(thursday - 24 * hourMs);
  expect(Math.min(...ends)).toBeGreaterThan(Date.UTC(2025, 11, 1));
  for (const { ratedAt, contactedAt, caseClosedAt, actedAt, readAt, nextAt } of rows)
    expect(
      Math.max(...[ratedAt, contactedAt, caseClosedAt, actedAt, readAt, nextAt].map((at) => at ?? 0)),
    ).toBeLessThan(thursday);
});

test('its people and its teams are nobody’s: they say themselves what they are', () => {
  const { rows } = createSamples().reportRows(asked, null, 10_000);
  const names = new Set(rows.flatMap(({ team, owner, guesser, speakers }) => [team, owner, guesser, ...speakers]));
  names.delete('');
  expect(names.size).toBe(13);
  for (const name of names) expect(name).toMatch(/^Sample \w+$/);
});

test('its cases are open, spoken of and closed, and its complaints are the same in every report', () => {
  const samples = createSamples();
  const { rows } = samples.reportRows(asked, null, 10_000);
  const cases = rows.filter(({ caseAt }) => caseAt !== null);
  const closed = cases.filter(({ caseClosedAt }) => caseClosedAt !== null);
  expect(closed.length).toBeGreaterThan(cases.length / 2);
  expect(closed.length).toBeLessThan(cases.length);
  const complaints = (name: 'card' | 'recovery') =>
    samples.report(name, asked).figures.find(({ id }) => id === 'complaints');
  expect(complaints('card')?.count).toBeGreaterThan(0);
  expect(complaints('card')).toMatchObject({ count: complaints('recovery')?.count, n: complaints('recovery')?.n });
});

test('who may read of himself alone reads as one person of it', () => {
  const report = createSamples().report('reasons', { ...asked, isOwnOnly: true, reader: 'ag' });
  const lines = report.lists.flatMap((list) => list.lines);
  expect(lines.length).toBeGreaterThan(0);
  for (const { agents } of lines) expect(agents).toContain('Sample Ada');
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
