// What every store must do with the outer loop: themes, targets, annotations, the audit, and who has read what.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AnnotationRow, TargetRow, ThemeRow } from '../store/improve.ts';
import type { AgentRow, Store } from '../store/store.ts';
import { at, draft, opening, unit } from './units.ts';

export function themeRow(id: string, o: Partial<ThemeRow> = {}): ThemeRow {
  const words = { label: `Label of ${id}`, decision: 'Answer within an hour', owner: 'lea' };
  return { id, code: 'runaround', ...words, createdAt: at, dueAt: null, doneAt: null, isTold: false, site: null, ...o };
}

const target: TargetRow = { metric: 'csat', site: null, value: 0.8, owner: 'lea', validUntil: at + 9 };
const by = { actor: 'lea', at };
const agent: AgentRow = {
  id: 'lea',
  email: 'lea@example.com',
  name: 'Lea',
  role: 'lead',
  passwordHash: 'h',
  presence: 'away',
  disabled: false,
};

export function storeContractImprove(name: string, open: () => Promise<Store>): void {
  describe(`${name}: the outer loop`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    test('a theme is kept as it was put, once, and the newest is first', async () => {
      const old = themeRow('old', { createdAt: at - 1, code: null, site: 'shop', dueAt: at + 5, doneAt: at + 6 });
      expect(await store.addTheme(old)).toBe(true);
      expect(await store.addTheme(themeRow('new', { isTold: true }))).toBe(true);
      expect(await store.addTheme(themeRow('old', { label: 'Another' }))).toBe(false);
      expect(await store.themes()).toEqual([themeRow('new', { isTold: true }), old]);
    });

    test('of two changes of a theme at once the second sees the first; what it is and when it began stays', async () => {
      await store.addTheme(themeRow('t'));
      await Promise.all([
        store.changeTheme('t', (row) => ({ ...row, id: 'x', createdAt: 1, label: `${row.label} a` })),
        store.changeTheme('t', (row) => ({ ...row, label: `${row.label} b`, isTold: true })),
      ]);
      expect(await store.themes()).toEqual([themeRow('t', { label: 'Label of t a b', isTold: true })]);
      expect(await store.changeTheme('t', () => null)).toBeNull();
      expect(await store.changeTheme('none', (row) => row)).toBeNull();
    });

    test('a target replaces the one before it, and each change is in the audit', async () => {
      await store.putTarget(target, by);
      await store.putTarget({ ...target, value: 0.9 }, { actor: 'max', at: at + 1 });
      await store.putTarget({ ...target, site: 'shop' }, { ...by, at: at + 2 });
      expect(await store.targets()).toEqual([
        { ...target, value: 0.9 },
        { ...target, site: 'shop' },
      ]);
      expect(await store.dropTarget({ metric: 'csat', site: 'shop' }, { ...by, at: at + 3 })).toBe(true);
      expect(await store.dropTarget({ metric: 'csat', site: 'shop' }, { ...by, at: at + 4 })).toBe(false);
      expect(await store.audit(2)).toEqual([
        { actor: 'lea', at: at + 3, kind: 'target', data: { metric: 'csat', site: 'shop', value: null } },
        { actor: 'lea', at: at + 2, kind: 'target', data: { ...target, site: 'shop' } },
      ]);
      expect((await store.audit(9, at + 2)).map((row) => [row.actor, row.at])).toEqual([
        ['max', at + 1],
        ['lea', at],
      ]);
    });

    test('who voided which rating is in the audit, from the log itself', async () => {
      await store.commit([opening('a', { now: at })]);
      const note = (k: string, d: unknown) => [draft(k, d, k, 'lea', 'notes')];
      await store.commit([
        unit('a', 'voiding', note('voiding', { n: 1, reason: 'Test' }), { actor: 'lea', now: at + 1 }),
      ]);
      await store.commit([unit('a', 'voided', note('voided', { n: 1 }), { actor: 'lea', now: at + 3 })]);
      await store.addAudit({ at: at + 2, actor: 'max', kind: 'export', data: { rows: 3 } });
      expect(await store.audit(9)).toEqual([
        { at: at + 3, actor: 'lea', kind: 'voided', data: { conv: 'a', n: 1 } },
        { at: at + 2, actor: 'max', kind: 'export', data: { rows: 3 } },
        { at: at + 1, actor: 'lea', kind: 'voiding', data: { conv: 'a', n: 1, reason: 'Test' } },
      ]);
    });

    test('annotations are those of the time and the site, and a theme that was done is one', async () => {
      const row = (id: string, o: Partial<AnnotationRow> = {}): AnnotationRow => {
        return { id, at, site: null, kind: 'staffing', text: `Text of ${id}`, actor: 'lea', ...o };
      };
      for (const one of [
        row('b', { at: at + 2 }),
        row('a'),
        row('shop', { site: 'shop' }),
        row('other', { site: 'x' }),
      ])
        await store.addAnnotation(one);
      await store.addTheme(themeRow('t', { doneAt: at + 1, site: 'shop' }));
      await store.addTheme(themeRow('open'));
      const done = row('t', { at: at + 1, site: 'shop', kind: 'theme', text: 'Label of t' });
      expect(await store.annotations({ from: at, to: at + 2, site: 'shop' })).toEqual([
        row('a'),
        row('shop', { site: 'shop' }),
        done,
      ]);
      expect((await store.annotations({ from: at + 1, to: at + 3 })).map(({ id }) => id)).toEqual(['t', 'b']);
    });

    test('what a person thinks of a quarter is kept once, and that it was said is in the audit, without what', async () => {
      const own = { agent: 'lea', quarter: '2026-Q4', at, reasons: ['hours', 'rule_book'] as const };
      expect(await store.addAssessment(own)).toBe(true);
      expect(await store.addAssessment({ ...own, at: at + 1, reasons: [] })).toBe(false);
      expect(await store.addAssessment({ ...own, quarter: '2027-Q1', at: at + 2, reasons: [] })).toBe(true);
      expect(await store.addAssessment({ ...own, agent: 'ben' })).toBe(true);
      const of = async (from: number, to: number): Promise<unknown> =>
        (await store.assessments({ from, to })).map((row) => [row.agent, row.quarter, row.at, row.reasons]);
      expect(await of(at, at + 2)).toEqual([
        ['ben', '2026-Q4', at, ['hours', 'rule_book']],
        ['lea', '2026-Q4', at, ['hours', 'rule_book']],
      ]);
      expect(await of(at + 1, at + 9)).toEqual([['lea', '2027-Q1', at + 2, []]]);
      expect(await store.audit(1)).toEqual([
        { at: at + 2, actor: 'lea', kind: 'self_assessment', data: { quarter: '2027-Q1' } },
      ]);
    });

    test('the first time that an agent has seen a rating stands, and the first of all is told', async () => {
      const seen = { conv: 'a', n: 1, agent: 'lea', at };
      await store.commit([opening('a')]);
      expect(await store.readRating(seen)).toBe(true);
      expect(await store.readRating({ ...seen, at: at - 5 })).toBe(false);
      expect(await store.readRating({ ...seen, agent: 'max', at: at - 1 })).toBe(true);
      expect(await store.readRating({ ...seen, n: 2, at: at + 7 })).toBe(true);
      expect([await store.ratingRead('a', 1), await store.ratingRead('a', 2)]).toEqual([at - 1, at + 7]);
      await store.erase({ conversation: 'a' });
      expect(await store.ratingRead('a', 1)).toBeNull();
    });

    test('a brief is read forward only, also when the agent is changed', async () => {
      expect(await store.brief('lea', at)).toBeNull();
      await store.putAgent(agent);
      expect(await store.briefedAt('lea')).toBeNull();
      expect(await store.brief('lea', at)).toBe(at);
      expect(await store.brief('lea', at - 1)).toBe(at);
      await store.putAgent({ ...agent, name: 'Lea B.' });
      expect(await store.briefedAt('lea')).toBe(at);
    });
  });
}
