import type { Figure, Report, ReportName } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { someRow } from '../../test/session-rows.ts';
import { dateStart } from './calendar.ts';
import { columnsOf, type SessionRow } from './columns.ts';
import { type Asked, reportOf } from './report.ts';

const day = 86_400_000;
const asked: Asked = { from: 0, to: day, zone: 'UTC', now: 30 * day };

function made(name: ReportName, rows: readonly Partial<SessionRow>[], q: Partial<Asked> = {}): Report {
  const s = columnsOf(rows.map((row, at) => someRow({ id: at + 1, ...row })));
  return reportOf(name, s, { ...asked, ...q }, () => []);
}
const figure = ({ figures }: Report, id: string): Figure | undefined => figures.find((one) => one.id === id);
const table = ({ tables }: Report, id: string) => tables.find((one) => one.id === id)?.rows ?? [];

const rated = { invitation: 'rated', score: 5 } as const;

test('[F9] everybody who ended is in the funnel, or under why not', () => {
  const report = made('quality', [
    rated,
    { invitation: 'shown' },
    { invitation: 'dismissed' },
    { invitation: 'offered' },
    { invitation: 'superseded' },
    { invitation: 'superseded', flags: ['shown'] },
    { invitation: 'suppressed', excuse: 'throttled' },
    { invitation: 'suppressed', excuse: 'spam', endedBy: 'spam' },
    { invitation: 'ineligible', excuse: 'stale' },
    { ...rated, flags: ['void'] },
  ]);
  const steps = Object.fromEntries(table(report, 'funnel').map(([step, count]) => [step, count]));
  expect(steps).toMatchObject({
    ended: 10,
    eligible: 9,
    offered: 7,
    shown: 5,
    void: 1,
    rated: 1,
    stale: 1,
    throttled: 1,
    spam: 1,
  });
  expect(figure(report, 'response_rate')).toMatchObject({ count: 1, n: 7 });
  expect(figure(report, 'answer_rate')).toMatchObject({ count: 1, n: 5 });
  expect(figure(report, 'coverage')).toMatchObject({ count: 7, n: 9 });
  expect(report).toMatchObject({ sessions: 9, spam: 1 });
  expect(figure(report, 'voided')?.value).toBe(1);
});

test('[F10] who answered stands beside who did not, by what is known of both', () => {
  const report = made('quality', [rated, { ...rated, handoffs: 2 }, { handoffs: 3 }, { flags: ['returning'] }]);
  const row = table(report, 'respondents').find(([trait]) => trait === 'handoffs');
  expect(row?.slice(1)).toMatchObject([
    { count: 1, n: 2 },
    { count: 1, n: 2 },
  ]);
});

test('[F24] a visitor who gives many of the ratings is told of, and counts once beside', () => {
  const heavy = Array.from({ length: 3 }, () => ({ ...rated, score: 1 as const, visitorNo: 7 }));
  const report = made('quality', [...heavy, rated]);
  expect(report.findings).toEqual([{ code: 'heavy_rater', value: 3 }]);
  expect(figure(report, 'visitor_weighted')?.value).toBe(0.5);
});

test('the response by team and by who ended it', () => {
  const report = made('quality', [{ ...rated, team: 'sales' }, { team: 'sales', endedBy: 'left' }, {}]);
  expect(table(report, 'teams').map(([team, ended, offered, given]) => [team, ended, offered, given])).toEqual([
    ['', 1, 1, 0],
    ['sales', 2, 2, 1],
  ]);
  expect(table(report, 'ended_by').map(([by, ended]) => [by, ended])).toEqual([
    ['agent', 2],
    ['left', 1],
  ]);
});

const zone = 'Europe/Tirane';
const sunday = dateStart('2026-10-25', zone) ?? 0;
const autumn = { from: sunday, to: sunday + 25 * 3_600_000, zone, now: sunday + 30 * day };
/** Begun so many hours after the midnight before the clocks went back. */
const after = (hours: number, repliedMs: number | null = 0): Partial<SessionRow> => {
  const openedAt = sunday + hours * 3_600_000;
  return { openedAt, repliedAt: repliedMs === null ? null : openedAt + repliedMs, closedAt: sunday + 24.5 * 3_600_000 };
};

test('[F9] chats of the staff are under why not; those from the network of a colleague are counted, and count', () => {
  const report = made('quality', [
    rated,
    { ...rated, flags: ['staffAddress'] },
    { invitation: 'ineligible', excuse: 'staff_session' },
  ]);
  expect(table(report, 'funnel')).toEqual(
    expect.arrayContaining([
      ['ended', 3],
      ['staff_session', 1],
      ['eligible', 2],
      ['rated', 2],
    ]),
  );
  expect(figure(report, 'staff_address')).toMatchObject({ value: 1, n: 3 });
});

test('[F14] response times by local hour: the two that come twice are one', () => {
  const report = made(
    'times',
    [after(2, 10), after(3, 30), after(4, null), { ...after(5, 50), mode: 'offline' }],
    autumn,
  );
  expect(table(report, 'hours')[2]).toEqual([2, 2, 0, 10, 30]);
  expect(table(report, 'hours')[3]).toEqual([3, 1, 1, 'never', 'never']);
  expect(figure(report, 'first_reply_p90')).toMatchObject({ value: 'never', n: 3 });
  expect(figure(report, 'offline_reply_p50')).toMatchObject({ value: 50, n: 1 });
});

test('volume by weekday, hour and day, with those who stayed unanswered', () => {
  const report = made('volume', [after(2), after(3, null), { ...after(20), happened: ['missed', 'missed'] }], autumn);
  expect(table(report, 'hours')[6]?.[0]).toBe('sun');
  expect([table(report, 'hours')[6]?.[3], table(report, 'hours_unanswered')[6]?.[3]]).toEqual([2, 1]);
  expect(table(report, 'hours_missed')[6]?.[20]).toBe(2);
  expect(table(report, 'days')).toEqual([[sunday, 3, 1]]);
  expect(figure(report, 'answered')).toMatchObject({ count: 2, n: 3 });
});
