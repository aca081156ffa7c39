import { expect, test } from 'vitest';
import { howCounted } from './report-how.ts';
import { questions } from './report-words.ts';
import { figure } from './test/fake-report.ts';

const how = (over: Parameters<typeof figure>[0]): string => howCounted(figure(over)).join(' ');

test('every figure that has a question says how it is counted, in words and without a code', () => {
  const told = Object.keys(questions).map((id) => [id, how({ id })] as const);
  expect(told.filter(([, text]) => !/^\p{Lu}.{30,}\.$/u.test(text)).map(([id]) => id)).toEqual([]);
  expect(told.filter(([, text]) => /\bF\d/.test(text))).toEqual([]);
});

test('figures of one formula are each counted in their own way', () => {
  const all = ['csat', 'top_box', 'dissatisfied', 'resolved'].map((id) => how({ id, interval: null }));
  expect(new Set(all).size).toBe(4);
  expect(all[2]).toContain('“dissatisfied” and “very dissatisfied”, divided by all ratings');
  expect(all[3]).toContain('their issue is resolved');
});

test('the method is told as far as the figure shows what comes of it', () => {
  expect(how({ id: 'csat' })).toContain('Wilson');
  expect(how({ id: 'csat', interval: null })).not.toContain('Wilson');
  expect(how({ id: 'gap', kind: 'net' })).toContain('Agresti and Min');
  expect(how({ id: 'expect', kind: 'net' })).not.toMatch(/Wilson|Agresti/);
  expect(how({ id: 'p50', kind: 'time', interval: null })).toContain('What has not happened yet stays among all');
  expect(how({ id: 'csat', verdict: { target: 0.8, is: 'met' } })).toContain('A target is met');
  // Of one reason, by its own code.
  expect(how({ id: 'bad_info', formula: 'F18' })).toContain('name it');
  expect(howCounted(figure({ id: 'unheard_of', formula: 'F2' }))).toEqual([]);
});
