import { expect, test } from 'vitest';
import type { Hours } from '../queue/hours.ts';
import { columnsOf } from '../reports/columns.ts';
import type { Asked } from '../reports/report.ts';
import { isEnded, sessionRow } from '../reports/row.ts';
import type { SessionFacts } from './facts.ts';
import { openIn } from './open.ts';
import { ratingFactsOf } from './rating-facts.ts';
import { serviceOf } from './report.ts';

const day = 86_400_000;
const q: Asked = { from: 0, to: day, zone: 'UTC', now: 30 * day };
const nothingOpen = { waiting: 0, answered: 0 };
const base: SessionFacts = {
  ...ratingFactsOf(1, { main: [], notes: [], rating: [] }, { notes: [], messages: [] }),
  ...{ n: 1, page: '', locale: '', team: '', owner: 'ag', speakers: ['ag'], visitorMessages: 1 },
  ...{ isVisitorLast: false, isReopened: false },
  site: 'shop',
  mode: 'live',
  openedAt: 1_000,
  closedAt: 90_000,
  closedBy: 'agent',
  closedWhy: null,
  repliedAt: 11_000,
  promise: null,
  owners: [{ agent: 'ag', team: '' }],
  nextAt: null,
  happened: [],
};

function reportOf(all: readonly Partial<SessionFacts>[], of: Partial<Asked> = {}, hours: Hours | null = null) {
  const rows = all
    .map((facts) => ({ ...base, ...facts }))
    .filter(isEnded)
    .map((facts, at) =>
      sessionRow(facts, {
        ...{ id: at + 1, conv: `conv${at}`, visitor: `vi${at}`, visitorNo: at + 1, isReturning: false, hours },
        ...{ readAt: null, caseAt: null, contactedAt: null, caseClosedAt: null },
      }),
    );
  return serviceOf(columnsOf(rows), { ...q, ...of }, nothingOpen);
}

test('of nothing there are no figures, and no zeros that look like some', () => {
  const { waits, promises, runaround } = reportOf([]);
  expect(waits.live).toMatchObject({ n: 0, p50: null, p90: null });
  expect([promises.kept.share, runaround.handoffRate.share, runaround.oneStop.share]).toEqual([null, null, null]);
});

test('[F14] who was never answered waits for ever, and is in the count', () => {
  const never = { repliedAt: null, owners: [] };
  expect(reportOf([{}, {}, never, never]).waits.live).toMatchObject({ n: 4, never: 2, p50: 10_000, p90: 'never' });
});

test('[F14] a message left in the night has two clocks', () => {
  const week = Array.from({ length: 7 }, () => [[540, 1_020]] as const);
  const hours = { zone: 'UTC', week, days: {} };
  const left = { mode: 'offline', openedAt: 0, repliedAt: 10 * 3_600_000, closedAt: 11 * 3_600_000 } as const;
  const { waits } = reportOf([left], {}, hours);
  expect([waits.offline.p50, waits.offlineInHours.p50, waits.live.n]).toEqual([10 * 3_600_000, 3_600_000, 0]);
});

test('what is asked for is what ended in the period, of that site, through the hands of that agent', () => {
  const all = [{ closedAt: 0 }, { closedAt: day - 1 }, { closedAt: day }, { closedAt: null }, { site: 'other' }];
  expect(reportOf(all).ended).toBe(3);
  expect(reportOf(all, { site: 'shop' }).ended).toBe(2);
  const speaks = (...speakers: string[]) => ({ owner: 'bo', speakers });
  expect(reportOf([{}, speaks('ag', 'bo'), speaks('bo')], { agent: 'ag' }).ended).toBe(2);
});

test('spam is counted as such and nowhere else, but for its blocks', () => {
  const spam = { closedWhy: 'spam', promise: 'kept', happened: ['blocked', 'complaints', 'unblocked'] } as const;
  const report = reportOf([spam]);
  expect(report).toMatchObject({
    ended: 1,
    spam: 1,
    endedBy: { agent: 0 },
    waits: { live: { n: 0 } },
    promises: { n: 0 },
  });
  expect(report.happened).toMatchObject({ blocked: 1, unblocked: 1, complaints: 0 });
});

test('[F21] kept, and felt slow all the same', () => {
  const rating = (reasons?: readonly ['lost_time' | 'hours']) => ({ score: 2, ...(reasons && { reasons }) }) as const;
  const { promises } = reportOf([
    { promise: 'kept', rating: rating(['lost_time']) },
    { promise: 'kept', rating: rating(['hours']) },
    { promise: 'kept' },
    { promise: 'late', rating: rating(['lost_time']) },
    { promise: 'never' },
  ]);
  expect([promises.n, promises.kept.count, promises.late.count, promises.never.count]).toEqual([5, 3, 1, 1]);
  expect(promises.keptButFeltSlow).toMatchObject({ count: 1, n: 2 });
});

test('[R7] of a rating that its reader is still to guess nothing is in it, and then all of it', () => {
  const guess = { of: 'ag', until: 2 * day, is: 'unanswered' } as const;
  const rating = { score: 2, reasons: ['availability'] } as const;
  const felt = (of: Partial<Asked>, is: 'unanswered' | 4 = 'unanswered'): number =>
    reportOf([{ promise: 'kept', rating, guess: { ...guess, is } }], of).promises.keptButFeltSlow.n;
  expect(felt({ reader: 'ag', now: day })).toBe(0);
  expect(felt({ reader: 'bo', now: day })).toBe(1);
  expect(felt({ reader: 'ag', now: day }, 4)).toBe(1);
  expect(felt({ reader: 'ag', now: 2 * day })).toBe(1);
});

test('[F19] sessions by handoffs, of those in which a person replied', () => {
  const [ag, bo, billing] = [
    { agent: 'ag', team: '' },
    { agent: 'bo', team: '' },
    { agent: 'bo', team: 'billing' },
  ];
  const { runaround } = reportOf([
    {},
    { owners: [ag, bo] },
    { owners: [ag, billing, ag] },
    { repliedAt: null, owners: [] },
  ]);
  expect(runaround.byHandoffs).toEqual([1, 1, 1]);
  expect([runaround.n, runaround.handoffRate.count, runaround.runaroundRate.count, runaround.bounceRate.count]).toEqual(
    [3, 2, 1, 1],
  );
});

test('[F19] whether one session was enough is not known before seven days have passed', () => {
  const week = 7 * day;
  const again = { nextAt: 90_000 + week - 1 };
  const all = [{}, again, { nextAt: 90_000 + week }, { rating: { score: 1, resolved: 'no' } as const }];
  const { oneStop, pending } = reportOf(all).runaround;
  expect([oneStop.count, oneStop.n, pending]).toEqual([2, 4, 0]);
  const early = reportOf(all, { now: 90_000 + week - 1 }).runaround;
  expect([early.oneStop.share, early.oneStop.n, early.pending, early.n]).toEqual([null, 0, 4, 4]);
});

test('who waits still is counted apart: nobody knows yet how long', () => {
  const state = { closedAt: null, openedAt: 5, site: 'shop', as: null, fromStaff: 0 };
  const states = [
    state,
    { ...state, fromStaff: 1, as: 'ag' },
    { ...state, openedAt: -1 },
    { ...state, closedAt: 9 },
    { ...state, site: 'other' },
  ] as never;
  expect(openIn(states, q)).toEqual({ waiting: 2, answered: 1 });
  expect(openIn(states, { ...q, site: 'shop', agent: 'ag' })).toEqual({ waiting: 0, answered: 1 });
});
