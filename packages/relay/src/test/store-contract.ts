// What every store must do with the log, as one suite: run over the one on disk and the one in memory.
import { type Audience, type ConvState, type Ev, fold } from '@rapport/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../store/store.ts';
import { at, closing, draft, message, opening, rating, reopening, unit } from './units.ts';

const all = 1_000;
const audiences: readonly Audience[] = ['main', 'notes', 'rating'];

export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`${name}: the log`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const log = (conv: string, audience: Audience = 'main'): Promise<readonly Ev[]> =>
      store.events(conv, audience, 0, all);
    const seqs = async (conv: string, audience?: Audience): Promise<number[]> =>
      (await log(conv, audience)).map((ev) => ev.s);

    test('[L1] each stream is numbered 1, 2, 3 in the order of the units, over batches too', async () => {
      await store.commit([opening('a'), message('a', 'm1'), opening('b'), message('a', 'm2')]);
      await store.commit([message('b', 'm3'), message('a', 'm4')]);
      expect(await seqs('a')).toEqual([1, 2, 3, 4]);
      expect((await log('a')).map((ev) => ev.m)).toEqual(['open', 'm1', 'm2', 'm4']);
      expect(await seqs('b')).toEqual([1, 2]);
    });

    test('[L1] [L6] more units than one statement holds keep their order', async () => {
      const units = Array.from({ length: 50 }, (_, i) => message('a', `m${i}`, { now: at + i }));
      const outcomes = await store.commit([opening('a'), ...units]);
      expect(outcomes.map((o) => o.kind === 'committed' && o.seq)).toEqual(Array.from({ length: 51 }, (_, i) => i + 1));
      expect((await log('a')).slice(1).map((ev) => ev.m)).toEqual(units.map((u) => u.cmd));
    });

    test('[L2] [L3] the same id with the same body is answered with the first answer and changes nothing', async () => {
      await store.commit([opening('a'), message('a', 'm1', { now: at + 5 })]);
      const again = message('a', 'm1', { now: at + 99 });
      expect(await store.commit([again, again])).toEqual([
        { kind: 'repeated', audience: 'main', seq: 2, at: at + 5 },
        { kind: 'repeated', audience: 'main', seq: 2, at: at + 5 },
      ]);
      expect(await seqs('a')).toEqual([1, 2]);
    });

    test('[L3] a repeat within one batch is a repeat', async () => {
      const outcomes = await store.commit([opening('a'), message('a', 'm1'), message('a', 'm1'), opening('a')]);
      expect(outcomes.map((o) => o.kind)).toEqual(['committed', 'committed', 'repeated', 'repeated']);
      expect(await seqs('a')).toEqual([1, 2]);
    });

    test('[L3] the same id with another body is id_reused, in one batch and later', async () => {
      const other = message('a', 'm1', { hash: 'other' });
      const [, , within] = await store.commit([opening('a'), message('a', 'm1'), other]);
      const [later] = await store.commit([other]);
      expect([within, later]).toEqual([
        { kind: 'refused', code: 'id_reused' },
        { kind: 'refused', code: 'id_reused' },
      ]);
      expect(await seqs('a')).toEqual([1, 2]);
    });

    test('[L3] a repeat is answered without judging it again', async () => {
      const once = unit('a', 'x', (state) =>
        state ? { ok: false, code: 'taken' } : { ok: true, events: opened('x') },
      );
      await store.commit([once]);
      expect((await store.commit([once])).map((o) => o.kind)).toEqual(['repeated']);
    });

    test('[L2] an id is unique per author and conversation only', async () => {
      await store.commit([
        opening('a'),
        opening('b'),
        message('a', 'm1'),
        message('a', 'm1', { actor: 'ag' }),
        message('b', 'm1'),
      ]);
      expect(await seqs('a')).toEqual([1, 2, 3]);
      expect(await seqs('b')).toEqual([1, 2]);
    });

    test('[L3] a refused command leaves no memory: the same id is judged anew', async () => {
      const [, refused] = await store.commit([opening('a'), unit('a', 'm1', () => ({ ok: false, code: 'empty' }))]);
      expect(refused).toEqual({ kind: 'refused', code: 'empty' });
      expect((await store.commit([message('a', 'm1')])).map((o) => o.kind)).toEqual(['committed']);
    });

    test('[L4] the events of one command stand in all their streams, and the answer names the one with its id', async () => {
      const [, outcome] = await store.commit([opening('a'), closing('a', { now: at + 7 })]);
      expect(outcome).toMatchObject({
        kind: 'committed',
        audience: 'main',
        seq: 2,
        at: at + 7,
        heads: { main: 2, notes: 0, rating: 1 },
      });
      expect(await log('a', 'rating')).toEqual([
        { s: 1, k: 'invited', a: 'vi', at: at + 7, d: { n: 1, until: at + 1_000 } },
      ]);
      expect(await store.commit([closing('a')])).toMatchObject([{ kind: 'repeated', audience: 'main', seq: 2 }]);
    });

    test('[L5] a unit is judged on what the units before it in the batch have done', async () => {
      const seen: (number | undefined)[] = [];
      const looking = (cmd: string) =>
        unit('a', cmd, (state) => {
          seen.push(state?.fromVisitor);
          return { ok: true, events: [draft('message', { text: cmd }, cmd)] };
        });
      await store.commit([opening('a'), looking('m1'), looking('m2')]);
      await store.commit([looking('m3')]);
      expect(seen).toEqual([0, 1, 2]);
    });

    test('[L5] a refusal does not touch the others of its batch', async () => {
      const outcomes = await store.commit([
        opening('a'),
        unit('a', 'x', () => ({ ok: false, code: 'conflict', d: { why: 'x' }, retry: 5 })),
        message('a', 'm1'),
      ]);
      expect(outcomes.map((o) => o.kind)).toEqual(['committed', 'refused', 'committed']);
      expect(outcomes[1]).toEqual({ kind: 'refused', code: 'conflict', d: { why: 'x' }, retry: 5 });
      expect(await seqs('a')).toEqual([1, 2]);
    });

    test('[L4] [B7] a batch whose judging throws leaves nothing, in memory neither, and the next one works', async () => {
      await store.commit([opening('a')]);
      const broken = unit('a', 'x', () => {
        throw new Error('a bug');
      });
      await expect(store.commit([message('a', 'm1'), opening('new'), broken])).rejects.toThrow();
      expect(await seqs('a')).toEqual([1]);
      expect(await store.conversation('new')).toBeNull();
      expect((await store.conversation('a'))?.heads.main).toBe(1);
      expect((await store.commit([message('a', 'm1')]))[0]).toMatchObject({ kind: 'committed', seq: 2 });
    });

    test('[L2] a decision that names its command in no event, or in two, is refused as a whole', async () => {
      await store.commit([opening('a')]);
      await expect(store.commit([unit('a', 'x', [draft('message', { text: 'x' })])])).rejects.toThrow();
      const two = [draft('message', { text: 'x' }, 'x'), draft('message', { text: 'y' }, 'x')];
      await expect(store.commit([unit('a', 'x', two)])).rejects.toThrow();
      expect(await seqs('a')).toEqual([1]);
    });

    test('[S2] a note carries the head of the main stream at its commit', async () => {
      const note = (cmd: string) => unit('a', cmd, [draft('note', { text: cmd }, cmd, 'ag', 'notes')], { actor: 'ag' });
      await store.commit([opening('a'), note('n1'), message('a', 'm1'), note('n2')]);
      expect((await log('a', 'notes')).map((ev) => [ev.s, ev.p])).toEqual([
        [1, 1],
        [2, 2],
      ]);
      expect((await log('a')).every((ev) => !('p' in ev))).toBe(true);
    });

    test('[S4] the kept state is the fold of the log', async () => {
      await store.commit([opening('a'), message('a', 'm1'), closing('a'), rating('a', 4)]);
      let state: ConvState | null = null;
      for (const audience of audiences) for (const ev of await log('a', audience)) state = fold(state, audience, ev);
      const row = await store.conversation('a');
      expect(row?.state).toEqual(state);
      expect(row).toMatchObject({
        conv: 'a',
        heads: { main: 3, notes: 0, rating: 2 },
        last: { k: 'message', m: 'm1' },
        at,
      });
    });

    test('[D6] [D10] events follow a cursor, and history goes before one', async () => {
      await store.commit([opening('a'), ...Array.from({ length: 9 }, (_, i) => message('a', `m${i}`))]);
      const seqsOf = (evs: readonly Ev[]): number[] => evs.map((ev) => ev.s);
      expect(seqsOf(await store.events('a', 'main', 7, 2))).toEqual([8, 9]);
      expect(await store.events('a', 'main', 10, 5)).toEqual([]);
      expect(await store.events('a', 'notes', 0, 5)).toEqual([]);
      expect(await store.events('none', 'main', 0, 5)).toEqual([]);
      expect(seqsOf(await store.history('a', 'main', 5, 3))).toEqual([2, 3, 4]);
      expect(seqsOf(await store.history('a', 'main', 3, 50))).toEqual([1, 2]);
      expect(await store.history('a', 'main', 1, 5)).toEqual([]);
      expect(await store.history('none', 'main', 9, 5)).toEqual([]);
    });

    test('[D1] what is said is kept to the letter', async () => {
      const text = 'NUL-free, but \u202e \u{1f469}\u{1f3fd}\u200d\u{1f692} "\\" \u2028 \'); DROP TABLE event; --';
      await store.commit([opening('a'), message('a', 'm1', { text })]);
      expect((await log('a'))[1]?.d).toEqual({ text });
    });

    test('[S5] unread counts the messages of others after a mark', async () => {
      await store.commit([
        opening('a'),
        message('a', 'm1'),
        message('a', 'm2', { actor: 'ag' }),
        message('a', 'm3', { actor: 'ag' }),
      ]);
      expect(await store.unread('a', 'vi', 0)).toBe(2);
      expect(await store.unread('a', 'vi', 3)).toBe(1);
      expect(await store.unread('a', 'ag', 0)).toBe(1);
      expect(await store.unread('a', 'vi', 4)).toBe(0);
      expect(await store.unread('none', 'vi', 0)).toBe(0);
    });

    test('[M1] marks only grow, what was read was delivered, and none is beyond the head', async () => {
      await store.commit([opening('a'), message('a', 'm1'), message('a', 'm2')]);
      expect(await store.mark('a', 'vi', { r: 2 })).toEqual({ r: 2, d: 2 });
      expect(await store.mark('a', 'vi', { r: 1, d: 1 })).toEqual({ r: 2, d: 2 });
      expect(await store.mark('a', 'vi', { d: 99 })).toEqual({ r: 2, d: 3 });
      expect(await store.mark('a', 'ag', { d: 1 })).toEqual({ r: 0, d: 1 });
      expect(await store.mark('a', 'ag', { r: 99 })).toEqual({ r: 3, d: 3 });
      expect(await store.marks('a')).toEqual({ vi: { r: 2, d: 3 }, ag: { r: 3, d: 3 } });
      expect(await store.mark('none', 'vi', { r: 1 })).toEqual({ r: 0, d: 0 });
      expect(await store.marks('none')).toEqual({});
    });

    test('[M1] marks set at once end at the highest', async () => {
      await store.commit([opening('a'), message('a', 'm1'), message('a', 'm2')]);
      await Promise.all([
        store.mark('a', 'vi', { r: 3 }),
        store.mark('a', 'vi', { r: 1 }),
        store.mark('a', 'vi', { d: 2 }),
      ]);
      expect(await store.marks('a')).toEqual({ vi: { r: 3, d: 3 } });
    });

    test('[S5] open conversations, closed ones page by page, and those of a visitor', async () => {
      const convs = ['a', 'b', 'c', 'd', 'e'];
      await store.commit(convs.map((conv) => opening(conv, conv === 'e' ? { visitor: 'vj' } : {})));
      await store.commit([closing('c', { now: at + 1 }), closing('a', { now: at + 2 }), closing('d', { now: at + 2 })]);
      const names = (rows: readonly { conv: string }[]): string[] => rows.map((row) => row.conv);
      expect(names(await store.openConversations())).toEqual(['b', 'e']);
      expect(names(await store.conversationsOf('vi', 3))).toEqual(['d', 'c', 'b']);
      expect(names(await store.conversationsOf('vj', 3))).toEqual(['e']);
      const first = await store.closedConversations(2);
      expect(names(first.rows)).toEqual(['d', 'a']);
      expect(names(await store.endedLately(2))).toEqual(['d', 'a']);
      const second = await store.closedConversations(2, first.cursor);
      expect(names(second.rows)).toEqual(['c']);
      expect(second.cursor).toBeUndefined();
      expect(names((await store.closedConversations(9, 'no such cursor')).rows)).toEqual(['d', 'a', 'c']);
      await store.commit([reopening('c', 2)]);
      expect(names(await store.openConversations())).toEqual(['b', 'c', 'e']);
      expect(names((await store.closedConversations(9)).rows)).toEqual(['d', 'a']);
      expect(names(await store.endedLately(9))).toEqual(['d', 'a']);
    });

    test('[R5] the histogram counts the last score of every session that closed in the span', async () => {
      await store.commit(
        ['a', 'b', 'c'].flatMap((conv) => [opening(conv, conv === 'c' ? { site: 'other' } : {}), closing(conv)]),
      );
      await store.commit([rating('a', 1), rating('a', 5, { rev: 2 }), rating('b', 2), rating('c', 2)]);
      await store.commit([reopening('a', 2), closing('a', { n: 2, now: at + 50 }), rating('a', 3, { n: 2 })]);
      const none = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };
      const q = { from: at, zone: 'UTC', now: at + 100 };
      expect(await store.ratingHistogram({ ...q, to: at + 100 })).toEqual({ ...none, 2: 2, 3: 1, 5: 1 });
      expect(await store.ratingHistogram({ ...q, to: at + 50 })).toEqual({ ...none, 2: 2, 5: 1 });
      expect(await store.ratingHistogram({ ...q, to: at + 50, site: 'shop' })).toEqual({ ...none, 2: 1, 5: 1 });
      expect(await store.ratingHistogram({ ...q, from: at + 100, to: at + 200 })).toEqual(none);
    });

    test('[R7] [R11] nor is a rating in it that is void, or that its reader is still to guess', async () => {
      await store.commit(['a', 'b'].flatMap((conv) => [opening(conv), closing(conv)]));
      await store.commit([rating('a', 1), rating('b', 2)]);
      const said = (conv: string, k: string, d: object) =>
        store.commit([unit(conv, k, [draft(k, { n: 1, ...d }, k, 'lea', 'notes')], { actor: 'lea' })]);
      await said('a', 'guessing', { of: 'ag', until: at + 86_400_000 });
      const q = { from: at, to: at + 9, zone: 'UTC', now: at + 9 };
      const none = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };
      expect(await store.ratingHistogram({ ...q, reader: 'ag' })).toEqual({ ...none, 2: 1 });
      expect(await store.ratingHistogram({ ...q, reader: 'bo' })).toEqual({ ...none, 1: 1, 2: 1 });
      await said('b', 'voiding', { reason: 'Test' });
      expect(await store.ratingHistogram({ ...q, reader: 'bo' })).toEqual({ ...none, 1: 1, 2: 1 });
      await said('b', 'voided', {});
      expect(await store.ratingHistogram({ ...q, reader: 'bo' })).toEqual({ ...none, 1: 1 });
    });
  });
}

function opened(cmd: string) {
  return [draft('opened', { mode: 'live', site: 'shop', who: { id: 'vi', role: 'visitor' } }, cmd)];
}
