// What every store must do with ended sessions: their rows follow the log, and outlive what is erased.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ReportRow } from '../core/reports/row.ts';
import type { Store, Unit } from '../store/store.ts';
import { caseRow } from './store-contract-cases.ts';
import { at, closing, draft, message, opening, rating, reopening, unit } from './units.ts';

const q = { from: 0, to: at + 1_000_000, zone: 'Europe/Athens', now: at + 1_000_000 };
const taken = (conv: string, now: number): Unit =>
  unit(conv, 'take', [draft('assigned', { to: 'ag' }, 'take', 'ag')], { actor: 'ag', now });
const reply = (conv: string, cmd: string, now: number): Unit => message(conv, cmd, { actor: 'ag', now });
const noted = (conv: string, now: number): Unit =>
  unit(conv, `note-${now}`, [draft('note', { text: 'x' }, `note-${now}`, 'ag', 'notes')], { actor: 'ag', now });
const rated = (conv: string, d: object, now: number): Unit =>
  unit(conv, `rate-${now}`, [draft('rated', { n: 1, rev: 1, until: 0, ...d }, `rate-${now}`, 'vi', 'rating')], { now });

export function storeContractSessions(name: string, open: () => Promise<Store>): void {
  describe(`${name}: ended sessions`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const rows = async (): Promise<readonly ReportRow[]> => (await store.reportRows(q, null, 100)).rows;
    const only = async (): Promise<ReportRow> => {
      const [row, another] = await rows();
      if (!row || another) throw new Error('not one row');
      return row;
    };
    const ended: readonly Unit[] = [
      opening('a', { now: at }),
      message('a', 'm1', { now: at + 5 }),
      taken('a', at + 10),
      reply('a', 'm2', at + 20),
      closing('a', { now: at + 50 }),
    ];

    test('a session has a row once it has ended, with all that was committed before', async () => {
      await store.commit(ended.slice(0, 4));
      expect(await rows()).toEqual([]);
      await store.commit(ended.slice(4));
      expect(await only()).toMatchObject({
        ...{ conv: 'a', n: 1, visitor: 'vi', site: 'shop', owner: 'ag', speakers: ['ag'], visitorMessages: 1 },
        ...{ openedAt: at, repliedAt: at + 20, waitOpenMs: 20, closedAt: at + 50, invitation: 'offered', score: null },
      });
    });

    test('who was never answered and has not rated is at risk, until he rates', async () => {
      const asked = { from: 0, to: at + 1_000_000, by: 'ag', now: at + 1_000_000 };
      await store.commit([...ended, opening('b', { now: at }), message('b', 'm1', { now: at + 5 })]);
      await store.commit([closing('b', { now: at + 60 })]);
      const [line, ...others] = await store.silent(asked, 9);
      expect(line).toMatchObject({ conv: 'b', n: 1, endedAt: at + 60, score: null, marks: ['never_answered'] });
      expect(others).toEqual([]);
      expect(await store.silent({ ...asked, site: 'other' }, 9)).toEqual([]);
      await store.commit([rated('b', { score: 3 }, at + 70)]);
      expect(await store.silent(asked, 9)).toEqual([]);
    });

    test('what is said of it later is in its row: the last revision, and what was first done about it', async () => {
      await store.commit([...ended, noted('a', at + 55), rated('a', { score: 1, comment: 'Slow.' }, at + 60)]);
      expect(await only()).toMatchObject({
        score: 1,
        comment: 'Slow.',
        actedAt: null,
        flags: expect.arrayContaining(['comment']),
      });
      await store.commit([reopening('a', 2)]);
      // Nothing but a message: on disk it has no place in its stream yet.
      await store.commit([reply('a', 'm3', at + 80)]);
      expect((await only()).actedAt).toBe(at + 80);
      await store.commit([noted('a', at + 90), rated('a', { score: 4, rev: 2 }, at + 95)]);
      expect(await only()).toMatchObject({
        ...{ score: 4, revisions: 2, firstRatedAt: at + 60, ratedAt: at + 95, actedAt: at + 80, comment: null },
        ...{ flags: expect.arrayContaining(['raised']) },
      });
    });

    test('the sessions of one visitor know of each other, and those of another do not', async () => {
      await store.commit(ended);
      await store.commit([opening('x', { visitor: 'vj', now: at + 60 })]);
      expect(await only()).toMatchObject({ nextAt: null, flags: ['sole'] });
      await store.commit([opening('b', { now: at + 100 })]);
      expect((await only()).nextAt).toBe(at + 100);
      await store.commit([closing('b', { now: at + 110 })]);
      const [first, second] = await rows();
      expect(second).toMatchObject({ conv: 'b', nextAt: null, flags: ['returning'] });
      expect(second?.visitorNo).toBe(first?.visitorNo);
    });

    test('a row knows at once who has seen the rating, and what became of its case', async () => {
      await store.commit([...ended, rating('a', 1, { now: at + 60 })]);
      expect(await only()).toMatchObject({ readAt: null, caseAt: null });
      await store.readRating({ conv: 'a', n: 1, agent: 'ag', at: at + 70 });
      await store.readRating({ conv: 'a', n: 1, agent: 'le', at: at + 71 });
      expect((await only()).readAt).toBe(at + 70);
    });

    test('a row knows at once when its case was closed, and that it was opened again', async () => {
      await store.commit([...ended, rated('a', { score: 1 }, at + 60)]);
      const event = { at, actor: 'ag', kind: 'opened' as const, data: {} };
      await store.openCase(caseRow('c1'), event);
      expect(await only()).toMatchObject({ caseAt: at, caseClosedAt: null });
      const closed = { state: 'closed', closedAt: at + 99, outcome: 'no_answer' } as const;
      await store.changeCase('c1', (row) => ({ row: { ...row, ...closed }, event }));
      expect((await only()).caseClosedAt).toBe(at + 99);
      await store.changeCase('c1', (row) => ({ row: { ...row, state: 'open', closedAt: null, outcome: null }, event }));
      expect((await only()).caseClosedAt).toBeNull();
      // Made from the log anew, it is the same.
      await store.changeCase('c1', (row) => ({ row: { ...row, ...closed }, event }));
      await store.commit([rated('a', { score: 2, rev: 2 }, at + 61)]);
      expect(await only()).toMatchObject({ score: 2, caseClosedAt: at + 99 });
    });

    test('[F20] the report of recovery knows how the cases of its sessions ended', async () => {
      await store.commit([...ended, rated('a', { score: 1 }, at + 60)]);
      const opened = { at, actor: 'ag', kind: 'opened' as const, data: {} };
      await store.openCase(caseRow('c1'), opened);
      const outcomes = async (): Promise<unknown> =>
        (await store.report('recovery', q)).tables
          .filter(({ id }) => id.startsWith('case_'))
          .map(({ rows }) => rows.filter(([, cases]) => cases !== 0));
      expect(await outcomes()).toEqual([[['not_closed', 1]], [], []]);
      const closed = { state: 'closed', closedAt: at + 99, outcome: 'apologised', cause: 'coldness' } as const;
      await store.changeCase('c1', (row) => ({
        row: { ...row, ...closed, actions: ['apology', 'refund'] },
        event: { ...opened, kind: 'closed' },
      }));
      expect(await outcomes()).toEqual([
        [['apologised', 1]],
        [
          ['apology', 1],
          ['refund', 1],
        ],
        [['coldness', 1]],
      ]);
      const elsewhere = await store.report('recovery', { ...q, site: 'other' });
      expect(elsewhere.figures.find(({ id }) => id === 'closed')).toMatchObject({ n: 0 });
    });

    test('pages follow each other by the end of the sessions, within the period', async () => {
      const convs = ['a', 'b', 'c', 'd'];
      await store.commit(convs.map((conv) => opening(conv)));
      await store.commit(convs.map((conv, i) => closing(conv, { now: at + 40 - 10 * i })));
      const period = { ...q, to: at + 40 };
      const first = await store.reportRows(period, null, 2);
      const rest = await store.reportRows(period, first.after, 2);
      expect([first, rest].map((page) => page.rows.map(({ conv }) => conv))).toEqual([['d', 'c'], ['b']]);
      expect(rest.after).toBeNull();
      expect((await store.reportRows({ ...period, site: 'other' }, null, 2)).rows).toEqual([]);
    });

    test('erased, a session stays in every count, without whose it was, where, and what was said', async () => {
      await store.commit([...ended, rated('a', { score: 2, comment: 'Slow.' }, at + 60)]);
      // Not asked for before: it is made from the log in the moment before that goes.
      await store.erase({ visitor: 'vi' });
      expect(await only()).toMatchObject({
        ...{ conv: null, visitor: null, visitorNo: 0, page: '', name: null, comment: null },
        ...{ n: 1, score: 2, owner: 'ag', closedAt: at + 50, flags: ['sole', 'shown'] },
      });
      // What comes after it takes its numbers in the log, and is seen all the same.
      await store.commit([opening('z', { visitor: 'vz' }), closing('z', { now: at + 70 })]);
      expect((await rows()).map(({ conv }) => conv)).toEqual([null, 'z']);
    });
  });
}
