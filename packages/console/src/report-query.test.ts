import { expect, test } from 'vitest';
import { addressOf, askedOf, dayIn, nothingAsked, periodOf, presetOf, queryOf } from './report-query.ts';

const period = (preset: Parameters<typeof periodOf>[0], from = '', to = ''): unknown =>
  periodOf(preset, { from, to }, '2026-03-01');

test('a period is made of whole days, its last one exclusive', () => {
  expect(period('today')).toEqual({ from: '2026-03-01', to: '2026-03-02' });
  expect(period('week')).toEqual({ from: '2026-02-23', to: '2026-03-02' });
  expect(period('thisMonth')).toEqual({ from: '2026-03-01', to: '2026-03-02' });
  expect(period('lastMonth')).toEqual({ from: '2026-02-01', to: '2026-03-01' });
  expect(period('custom', '2026-02-27', '2026-02-28')).toEqual({ from: '2026-02-27', to: '2026-03-01' });
});

test('dates that make no period ask for nothing', () => {
  expect(period('custom', '2026-02-28', '2026-02-27')).toBeNull();
  expect(period('custom', '', '2026-02-27')).toBeNull();
  expect(period('custom', '2026-13-01', '2026-13-02')).toBeNull();
  expect(queryOf('card', { ...nothingAsked, preset: 'custom' }, 'UTC', 0)).toBeNull();
});

test('today is the day of the zone, not of this computer', () => {
  const lateInLondon = Date.UTC(2026, 9, 24, 22, 30);
  expect(dayIn('Europe/London', lateInLondon)).toBe('2026-10-24');
  expect(dayIn('Europe/Tirane', lateInLondon)).toBe('2026-10-25');
});

test('only what was chosen is asked; a person only where the page is about one', () => {
  const now = Date.UTC(2026, 10, 23, 12);
  expect(queryOf('card', { ...nothingAsked, agent: 'mia', site: 'demo', compare: false }, 'Europe/Tirane', now)).toBe(
    '?from=2026-10-25&to=2026-11-24&zone=Europe%2FTirane&site=demo',
  );
  expect(queryOf('coaching', { ...nothingAsked, agent: 'mia', preset: 'today' }, 'UTC', now)).toBe(
    '?from=2026-11-23&to=2026-11-24&zone=UTC&agent=mia&compare=true',
  );
});

test('without a choice a trend has a year and every other page a month', () => {
  expect(presetOf('trend', { preset: null })).toBe('year');
  expect(presetOf('card', { preset: null })).toBe('month');
  expect(presetOf('trend', { preset: 'week' })).toBe('week');
});

test('what is asked stands in the address and is read from it; what the address makes up is left out', () => {
  const asked = {
    ...nothingAsked,
    preset: 'custom',
    from: '2026-01-01',
    to: '2026-01-31',
    team: 'sales',
    page: '/check out?a=1',
    lang: 'sq',
    visitors: 'returning',
    compare: false,
  } as const;
  expect(askedOf(addressOf(asked))).toEqual(asked);
  expect(addressOf(nothingAsked)).toBe('');
  expect(askedOf('')).toEqual(nothingAsked);
  expect(askedOf('period=ages&visitors=all&compare=1')).toEqual(nothingAsked);
  expect(addressOf({ ...asked, preset: 'week' })).not.toContain('2026');
});
