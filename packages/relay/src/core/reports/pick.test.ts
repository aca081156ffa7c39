import { expect, test } from 'vitest';
import { someRow } from '../../test/session-rows.ts';
import { createCalendar, dateStart, isoIn, periodBefore, weekday } from './calendar.ts';
import { columnsOf, type SessionRow } from './columns.ts';
import { pick } from './pick.ts';
import type { Asked } from './report.ts';
import { partition } from './walks.ts';

const hour = 3_600_000;
const asked: Asked = { from: 1_000, to: 2_000, zone: 'UTC', now: 10 * hour };

function picked(rows: readonly Partial<SessionRow>[], q: Partial<Asked> = {}) {
  const s = columnsOf(rows.map((row, at) => someRow({ id: at + 1, openedAt: 0, closedAt: 1_500, ...row })));
  return pick(s, { ...asked, ...q });
}

test('a period has its first moment and not its last, by the end of sessions', () => {
  const { rows } = picked([{ closedAt: 999 }, { closedAt: 1_000 }, { closedAt: 1_999 }, { closedAt: 2_000 }]);
  expect([...rows]).toEqual([1, 2]);
});

test('a sample or spam is in no figure; the session of a void rating is, and is counted beside', () => {
  const found = picked([{}, { flags: ['void'] }, { flags: ['sample', 'void'] }, { endedBy: 'spam' }]);
  expect([[...found.rows], found.voided, [...found.spam], found.before]).toEqual([[0, 1], 1, [3], null]);
});

test.each([
  [{ site: 'help' }, [1]],
  [{ team: 'sales' }, [1]],
  [{ page: '/a' }, [1]],
  [{ lang: 'sq' }, [1]],
  [{ visitors: 'returning' }, [1]],
  [{ visitors: 'new' }, [0, 2]],
  [{ agent: 'ag' }, [1, 2]],
  [{ agent: 'ag', site: 'shop' }, [2]],
  [{ site: 'nowhere' }, []],
] as const)('of %j there are %j', (q, rows) => {
  const help = { site: 'help', team: 'sales', page: '/a', locale: 'sq' };
  const all = [{}, { ...help, flags: ['returning'], owner: 'ag' }, { speakers: ['bo', 'ag'] }] as const;
  expect([...picked(all, q).rows]).toEqual(rows);
});

test('[R7] what somebody is still to guess is in no report that he reads, until it is too late to guess', () => {
  const rows = [
    { guess: 'unanswered', guesser: 'ag', speakers: ['ag'] },
    { guess: 3, guesser: 'ag' },
  ] as const;
  expect([...picked(rows, { reader: 'ag' }).rows]).toEqual([1]);
  expect([...picked(rows, { reader: 'bo' }).rows]).toEqual([0, 1]);
  expect([...picked(rows, { reader: 'ag', now: 1_500 + 24 * hour }).rows]).toEqual([0, 1]);
});

test('[UX134] a day in Tirana has 25 hours when the clocks go back, 23 when they go on; the period before keeps its local days', () => {
  const zone = 'Europe/Tirane';
  const at = (date: string): number => dateStart(date, zone) ?? Number.NaN;
  expect(at('2026-10-26') - at('2026-10-25')).toBe(25 * hour);
  expect(at('2026-03-30') - at('2026-03-29')).toBe(23 * hour);
  expect(periodBefore(at('2026-10-26'), at('2026-11-02'), zone)).toEqual({
    from: at('2026-10-19'),
    to: at('2026-10-26'),
  });
  expect(isoIn(at('2026-10-25'), zone)).toBe('2026-10-25T00:00:00+02:00');
  expect(isoIn(at('2026-10-26'), zone)).toBe('2026-10-26T00:00:00+01:00');
  expect(dateStart('2026-02-30', zone)).toBeNull();
});

test('each moment of that day has its local hour: two comes twice', () => {
  const calendar = createCalendar('Europe/Tirane');
  const from = dateStart('2026-10-25', 'Europe/Tirane') ?? 0;
  const hours = Array.from(
    calendar.hours(
      Uint32Array.from({ length: 25 }, (_, at) => at),
      Float64Array.from({ length: 25 }, (_, at) => from + at * hour),
    ),
    (at) => at % 24,
  );
  expect(hours).toEqual([0, 1, 2, 2, ...Array.from({ length: 21 }, (_, at) => at + 3)]);
  expect(new Set(hours.map((_, at) => calendar.day(from + at * hour))).size).toBe(1);
  expect(calendar.day(from + 25 * hour)).toBe(calendar.day(from) + 1);
  expect(weekday(calendar.day(from))).toBe(6);
  expect(calendar.startOf(calendar.day(from))).toBe(from);
});

test('rows in parts keep their order, and what belongs to no part is in none', () => {
  const parts = partition(
    Uint32Array.of(4, 7, 9, 2),
    Uint8Array.from({ length: 10 }, (_, i) => (i === 9 ? 2 : i % 2)),
    2,
  );
  expect(parts.map((part) => [...part])).toEqual([[4, 2], [7]]);
});
