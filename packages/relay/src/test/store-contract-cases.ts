// What every store must do with recovery cases.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CaseDraft, CaseRow } from '../store/cases.ts';
import type { Store } from '../store/store.ts';
import { at, opening } from './units.ts';

export const caseRow = (id: string, o: Partial<CaseRow> = {}): CaseRow => ({
  id,
  conv: 'a',
  n: 1,
  site: 'shop',
  triggers: ['low_score'],
  state: 'open',
  owner: null,
  openedAt: at,
  dueAt: at + 100,
  escalated: 0,
  contactedAt: null,
  closedAt: null,
  outcome: null,
  actions: [],
  cause: null,
  ...o,
});

const event = (kind: CaseDraft['kind'], data: CaseDraft['data'] = {}): CaseDraft => ({ at, actor: 'ag', kind, data });
const opened = event('opened', { triggers: ['low_score'] });

export function storeContractCases(name: string, open: () => Promise<Store>): void {
  describe(`${name}: recovery cases`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const ids = (rows: readonly CaseRow[]): string[] => rows.map(({ id }) => id);

    test('a session has one case, however often it is opened', async () => {
      const row = caseRow('c1');
      const both = await Promise.all([store.openCase(row, opened), store.openCase({ ...row, id: 'c2' }, opened)]);
      expect(both).toEqual([true, false]);
      expect(await store.openCase({ ...row, conv: 'b' }, opened)).toBe(false);
      expect(await store.openCase(caseRow('c3', { n: 2 }), opened)).toBe(true);
      expect(await store.recoveryCase('c1')).toEqual(row);
      expect(await store.recoveryCase('c2')).toBeNull();
      expect(ids(await store.casesOf('a'))).toEqual(['c1', 'c3']);
      expect(await store.casesOf('b')).toEqual([]);
      expect(await store.caseEvents('c1')).toEqual([{ seq: 1, ...opened }]);
    });

    test('what is changed is judged on the case as it is then, and all of it is told in order', async () => {
      await store.openCase(caseRow('c1'), opened);
      const take = (owner: string) => (row: CaseRow) =>
        row.owner === null
          ? { row: { ...row, owner, state: 'owned' as const }, event: event('owned', { owner }) }
          : null;
      const both = await Promise.all([store.changeCase('c1', take('ann')), store.changeCase('c1', take('bob'))]);
      expect(both.map((row) => row?.owner)).toEqual(['ann', undefined]);
      expect(await store.changeCase('none', take('ann'))).toBeNull();
      const end: Partial<CaseRow> = {
        ...{ triggers: ['low_score', 'complaint'], state: 'closed', dueAt: at + 5, escalated: 100 },
        ...{
          contactedAt: at + 1,
          closedAt: at + 2,
          outcome: 'resolved',
          actions: ['apology', 'fix'],
          cause: 'runaround',
        },
      };
      const closed = await store.changeCase('c1', (row) => ({ row: { ...row, ...end }, event: event('closed') }));
      expect(closed).toEqual({ ...caseRow('c1'), owner: 'ann', ...end });
      expect(await store.recoveryCase('c1')).toEqual(closed);
      expect((await store.caseEvents('c1')).map(({ seq, kind }) => [seq, kind])).toEqual([
        [1, 'opened'],
        [2, 'owned'],
        [3, 'closed'],
      ]);
    });

    test('whose it is does not change', async () => {
      await store.openCase(caseRow('c1'), opened);
      const other = { conv: 'b', n: 7, site: 'other', openedAt: 1 };
      await store.changeCase('c1', (row) => ({ row: { ...row, ...other, dueAt: at + 7 }, event: event('noted') }));
      expect(await store.recoveryCase('c1')).toEqual(caseRow('c1', { dueAt: at + 7 }));
    });

    test('open ones are listed by when they are due, closed ones by when they were closed', async () => {
      await store.openCase(caseRow('late', { conv: 'b', dueAt: at + 9 }), opened);
      await store.openCase(caseRow('b', { conv: 'c', dueAt: at + 1, state: 'owned', owner: 'ag' }), opened);
      await store.openCase(caseRow('a', { conv: 'd', dueAt: at + 1, site: 'other' }), opened);
      const closed = (id: string, closedAt: number): Promise<boolean> =>
        store.openCase(caseRow(id, { conv: id, state: 'closed', closedAt, outcome: 'duplicate' }), opened);
      await closed('x', at + 1);
      await closed('y', at + 2);
      expect(ids(await store.openCases(9))).toEqual(['a', 'b', 'late']);
      expect(ids(await store.openCases(2))).toEqual(['a', 'b']);
      expect(ids(await store.openCases(9, 'shop'))).toEqual(['b', 'late']);
      expect(ids(await store.closedCases(9))).toEqual(['y', 'x']);
      expect(ids(await store.closedCases(1))).toEqual(['y']);
      expect(ids(await store.closedCases(9, { since: at + 2 }))).toEqual(['y']);
      expect(await store.closedCases(9, { site: 'other' })).toEqual([]);
    });

    test('erasing a conversation keeps its case, without whose it was and without the words', async () => {
      await store.commit([opening('a')]);
      await store.openCase(caseRow('c1'), opened);
      await store.openCase(caseRow('c2', { conv: 'b' }), opened);
      const noted = (id: string) =>
        store.changeCase(id, (row) => ({ row, event: event('contacted', { how: 'mail', text: 'Dear Ann, ä "x"' }) }));
      await noted('c1');
      await noted('c2');
      await store.erase({ conversation: 'a' });
      expect(await store.recoveryCase('c1')).toEqual(caseRow('c1', { conv: null }));
      expect((await store.caseEvents('c1')).map(({ data }) => data)).toEqual([opened.data, { how: 'mail' }]);
      expect((await store.caseEvents('c2')).at(-1)?.data).toEqual({ how: 'mail', text: 'Dear Ann, ä "x"' });
    });
  });
}
