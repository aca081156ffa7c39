import type { Figure } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { figureWords } from './report-figure.ts';

const csat = (over: Partial<Figure> = {}): Figure => ({
  id: 'csat',
  formula: 'F1',
  kind: 'share',
  value: 348 / 401,
  count: 348,
  n: 401,
  interval: [0.8311, 0.8978],
  show: 'compare',
  ...over,
});

test('[F26] nothing is said to be nothing: no ratings, not 0%', () => {
  expect(figureWords(csat({ value: null, count: 0, n: 0, interval: null, show: 'none' }))).toMatchObject({
    question: 'How many were satisfied?',
    value: 'No ratings yet',
    basis: null,
  });
  expect(figureWords(csat({ id: 'kept', formula: 'F21', n: 0, show: 'none' })).value).toBe('Nothing to count yet');
});

test('[UX132][F26] few are counts, never a percentage', () => {
  const few = figureWords(csat({ value: 6 / 7, count: 6, n: 7, show: 'counts' }));
  expect(few).toMatchObject({ value: '6 of 7 satisfied', basis: 'Too few answers to compare (7)', isFew: true });
  expect(JSON.stringify(few)).not.toContain('%');
  expect(figureWords(csat({ id: 'gap', kind: 'net', value: 0.5, n: 12, show: 'counts' })).value).toBe('12 answers');
});

test('a count of nothing is 0, and one of few says of what', () => {
  const count = (over: Partial<Figure>) => figureWords(csat({ kind: 'count', formula: 'F0', interval: null, ...over }));
  expect(count({ id: 'sessions', value: 0, n: 0, show: 'none' })).toMatchObject({ value: '0', basis: null });
  expect(count({ id: 'unhappy', value: 2, n: 4, show: 'counts' })).toMatchObject({ value: '2', basis: 'of 4 chats' });
});

test('what is counted is named by figure, and by the table it stands in', () => {
  const of = (id: string, formula: string, table = ''): string =>
    figureWords(csat({ id, formula: formula as Figure['formula'] }), table)
      .basis?.split(' ')
      .slice(-2)
      .join(' ') ?? '';
  expect(of('bad_info', 'F18')).toBe('dissatisfied ratings');
  expect(of('bad_info', 'F18', 'positive')).toBe('satisfied ratings');
  expect(of('raised', 'F20')).toBe('401 ratings');
  expect(of('raised', 'F0')).toBe('401 chats');
  expect(of('low_read', 'F2')).toBe('dissatisfied ratings');
});

test('[F0] a share is its whole percent, with its interval and of how many', () => {
  expect(figureWords(csat())).toMatchObject({ value: '87%', basis: '95% interval 83% to 90% · 348 of 401 ratings' });
  expect(figureWords(csat({ value: 0.125, count: 1, n: 8, interval: null, show: 'alone' })).value).toBe('13%');
});

test('a net has its sign, a time its length, and what never came is said', () => {
  expect(figureWords(csat({ kind: 'net', value: -0.125, n: 80, interval: [-0.2, 0.03] }))).toMatchObject({
    value: '−13',
    basis: '95% interval −20 to +3 · of 80 ratings',
  });
  expect(figureWords(csat({ kind: 'time', value: 72_000, interval: null, n: 40 })).value).toBe('1 min 12 s');
  const never = (id: string): string =>
    figureWords(csat({ id, kind: 'time', formula: 'F14', value: 'never', interval: null, n: 40 })).value;
  expect(never('p90')).toBe('Not yet: fewer than nine in ten have been answered');
  expect(never('read_p50')).toBe('Not yet: fewer than half have been read');
});

test('[F4] higher and lower are said only where they are found; otherwise it is not distinguishable', () => {
  const before = { value: 0.8, count: 80, n: 100, interval: [0.71, 0.87] as const };
  const change = { difference: 0.068, interval: [0.01, 0.15] as const };
  expect(figureWords(csat({ before, change: { ...change, is: 'higher' } })).change).toEqual([
    '▲ Higher than before by 7 points (95% interval +1 to +15)',
    'Before: 80%, of 100',
  ]);
  expect(figureWords(csat({ before, change: { ...change, is: 'not distinguishable' } })).change[0]).toBe(
    'Not distinguishable from before',
  );
  expect(figureWords(csat({ before, change: null })).change[0]).toBe('Not compared with before: too few answers');
  expect(figureWords(csat()).change).toEqual([]);
});

test('[F4] of times, ratios and counts nothing is claimed: only what it was is said', () => {
  const before = { value: 90_000, n: 100 };
  expect(figureWords(csat({ id: 'p50', kind: 'time', value: 72_000, before, change: null })).change).toEqual([
    'Before: 1 min 30 s, of 100',
  ]);
  expect(figureWords(csat({ id: 'sessions', kind: 'count', value: 72, before, change: null })).change).toEqual([
    'Before: 90,000',
  ]);
});

test('a share below two percent of many has its first place; of few it has not', () => {
  expect(figureWords(csat({ id: 'complaints', formula: 'F17', value: 9 / 1381, count: 9, n: 1381 }))).toMatchObject({
    value: '0.7%',
    basis: expect.stringContaining('9 of 1,381 visitors'),
  });
  expect(figureWords(csat({ value: 1 / 60, count: 1, n: 60 })).value).toBe('2%');
});

test('[F25] a verdict is words beside its target', () => {
  const of = (is: string): string | undefined => figureWords(csat({ verdict: { target: 0.8, is } })).verdict?.text;
  expect([of('met'), of('missed'), of('cannot tell yet'), of('too few')]).toEqual([
    'Target 80%: met',
    'Target 80%: missed',
    'Target 80%: cannot tell yet',
    'Target 80%: too few answers to tell',
  ]);
});

test('a figure without words yet is called by its id', () => {
  expect(figureWords(csat({ id: 'quick_wins' })).question).toBe('Quick wins?');
});
