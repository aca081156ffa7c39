import { expect, test } from 'vitest';
import { dayMs, figureOf, monday, rowsOf, table, told } from '../../test/report-scene.ts';
import { createCalendar, dateStart } from './calendar.ts';

const rows = rowsOf([50, { score: 5 }]);
const now = monday + 9 * dayMs;

test('of all time, no report tells of more days than ten years have, nor of days after tomorrow', () => {
  const ever = { from: 0, to: Date.UTC(9999, 11, 31), now };
  const days = table(told('volume', rows, ever), 'days');
  expect(days.length).toBeLessThan(3_700);
  expect(days.at(-1)?.[0]).toBe(monday + 10 * dayMs);
  for (const { rows: lines } of told('trend', rows, ever).tables) expect(lines.length).toBeLessThan(3_700);
  expect(figureOf(told('volume', rows, ever), 'sessions').value).toBe(50);
  expect(told('volume', rows, ever).asked).toMatchObject({ from: 0, to: ever.to });
});

test('a period that is still to come has no days yet', () => {
  const later = { from: now + 5 * dayMs, to: now + 9 * dayMs, now };
  expect(table(told('volume', rows, later), 'days')).toEqual([]);
});

test.each(['Europe/Tirane', 'America/Sao_Paulo', 'Asia/Beirut', 'Pacific/Apia', 'UTC'])(
  'every day of %s begins where its calendar says',
  (zone) => {
    const calendar = createCalendar(zone);
    for (let day = calendar.day(Date.UTC(2010, 0, 1)); day < calendar.day(Date.UTC(2020, 0, 1)); day += 1) {
      const date = new Date(day * dayMs).toISOString().slice(0, 10);
      if (calendar.startOf(day) !== dateStart(date, zone))
        expect([date, calendar.startOf(day)]).toEqual([date, dateStart(date, zone)]);
    }
  },
);
