import { afterEach, expect, test } from 'vitest';
import { createFakeHouse } from '../../test/fake-house.ts';
import { figure, report } from '../../test/fake-report.ts';
import { openPage, type PageStage } from '../../test/page-stage.ts';
import './reports.tsx';

let stage: PageStage;
afterEach(() => stage.close());

const texts = (of: string): string[] =>
  [...stage.root.querySelectorAll(of)].map((it) => (it.textContent ?? '').replace(/[\u2068\u2069]/g, ''));
const open = async (name: 'card' | 'trend' | 'reasons', over: Parameters<typeof report>[1], shows: string) => {
  const house = createFakeHouse();
  house.reports.set(name, report(name, over));
  stage = await openPage(`#/reports/${name}?period=week`, shows, { house });
};

test('other dates begin with those that were shown', async () => {
  await open('card', { figures: [figure()] }, 'How many were satisfied?');
  const asked = (): URLSearchParams =>
    new URLSearchParams(stage.house.asked.findLast(({ what }) => what.includes('/reports/card'))?.what.split('?')[1]);
  const before = [asked().get('from'), asked().get('to')];
  await stage.fill(stage.field('Period'), 'custom');
  expect(stage.field('From').value).toBe(before[0]);
  expect([asked().get('from'), asked().get('to')]).toEqual(before);
  expect(stage.text()).not.toContain('The last day must not be before the first.');
});

test('what was opened for paper is closed again, and what was open stays so', async () => {
  await open('card', { figures: [figure(), figure({ id: 'top_box' })] }, 'How many were very satisfied?');
  const [first, second] = stage.root.querySelectorAll<HTMLDetailsElement>('.how');
  if (first) first.open = true;
  window.dispatchEvent(new Event('beforeprint'));
  expect(second?.open).toBe(true);
  window.dispatchEvent(new Event('afterprint'));
  expect([first?.open, second?.open]).toEqual([true, false]);
});

test('[F13] one week makes no chart, and the page says why', async () => {
  const columns = [
    { id: 'week', kind: 'day' },
    { id: 'n', kind: 'count' },
    { id: 'csat', kind: 'figure' },
  ] as const;
  await open('trend', { tables: [{ id: 'weeks', columns, rows: [[Date.UTC(2026, 10, 2), 12, figure()]] }] }, 'Trend');
  await stage.sees('There is no chart yet: it needs at least two weeks with answers.');
  expect(stage.root.querySelector('.plot')).toBeNull();
  expect(stage.text()).toContain('Show the numbers');
});

const reasonRows = (show: 'counts' | 'compare') => [
  {
    id: 'negative',
    columns: [
      { id: 'reason', kind: 'code' },
      { id: 'mentions', kind: 'count' },
      { id: 'share', kind: 'share' },
      { id: 'cumulative', kind: 'share' },
      { id: 'of_ratings', kind: 'figure' },
    ] as const,
    rows: [
      ['rest', 9, 0.6, 0.6, figure({ id: 'rest', formula: 'F18', count: 9, n: 40, show })],
      ['runaround', 6, 0.4, 1, figure({ id: 'runaround', formula: 'F18', count: 6, n: 40, show })],
    ],
  },
];

test('[F18] what is seldom named stands last and begins no theme', async () => {
  await open('reasons', { tables: reasonRows('compare') }, 'Others, each named fewer than 5 times');
  const rows = texts('tbody tr');
  expect(rows[0]).toContain('Turn into a theme');
  expect(rows[1]).toMatch(/^Others, each named fewer than 5 times/);
  expect(rows[1]).not.toContain('Turn into a theme');
});

test('[F26] of few ratings the reasons are plain counts', async () => {
  await open('reasons', { tables: reasonRows('counts') }, 'Others, each named fewer than 5 times');
  expect(texts('thead th')).toEqual(['Reason', 'Named', 'Of ratings', 'Next']);
  expect(texts('tbody').join()).not.toMatch(/%|Too few/);
});
