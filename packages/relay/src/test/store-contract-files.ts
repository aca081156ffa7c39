// What every store must do with uploaded files.
import type { FileRef } from '@rapport/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FileRow, refOf } from '../store/files.ts';
import type { Decision, Store, Unit } from '../store/store.ts';
import { at, draft, opening, unit } from './units.ts';

const fileRow = (id: string, o: Partial<FileRow> = {}): FileRow => ({
  ...{ id, by: 'vi', site: 'shop', name: `${id}.png`, type: 'image/png', size: 10, w: 4, h: 3, at, conv: null },
  ...{ inNote: false, ...o },
});

/** A message that brings `ids`, if they are all there and unsent. */
const bringing = (conv: string, cmd: string, ids: readonly string[], note = false): Unit => ({
  ...unit(conv, cmd, []),
  decide: (_state, _others, fileOf): Decision => {
    const files: FileRef[] = ids.flatMap((id) => {
      const row = fileOf(id);
      return row && row.conv === null ? [refOf(row)] : [];
    });
    if (files.length < ids.length) return { ok: false, code: 'not_found' };
    return {
      ok: true,
      events: [draft(note ? 'note' : 'message', { text: '', files }, cmd, 'vi', note ? 'notes' : 'main')],
    };
  },
});

export function storeContractFiles(name: string, open: () => Promise<Store>): void {
  describe(`${name}: files`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    test('a file is kept as it was put, with measures and without', async () => {
      const { w: _, h: __, ...flat } = fileRow('f2', { type: 'application/pdf', name: 'счёт.pdf', site: null });
      await store.putFile(fileRow('f1'));
      await store.putFile(flat);
      expect([await store.file('f1'), await store.file('f2')]).toEqual([fileRow('f1'), flat]);
      expect(await store.file('none')).toBeNull();
    });

    test('[U7] what somebody has uploaded lately, the oldest first', async () => {
      await store.putFile(fileRow('f1', { at: at + 2, size: 20 }));
      await store.putFile(fileRow('f2', { at: at + 1 }));
      await store.putFile(fileRow('f3', { at }));
      await store.putFile(fileRow('f4', { at: at + 3, by: 'other' }));
      expect(await store.uploadsOf('vi', at)).toEqual([
        { at: at + 1, size: 10 },
        { at: at + 2, size: 20 },
      ]);
    });

    test('[U6] a message claims its files in the same commit, a note for the staff alone', async () => {
      for (const id of ['f1', 'f2', 'f3']) await store.putFile(fileRow(id, { site: null }));
      await store.commit([opening('a'), bringing('a', 'm1', ['f1', 'f2']), bringing('a', 'n1', ['f3'], true)]);
      expect(await store.file('f1')).toEqual(fileRow('f1', { conv: 'a' }));
      expect(await store.file('f3')).toEqual(fileRow('f3', { conv: 'a', inNote: true }));
      const [, said] = await store.events('a', 'main', 0, 9);
      expect(said?.d).toEqual({ text: '', files: [refOf(fileRow('f1')), refOf(fileRow('f2'))] });
    });

    test('[U6] of two messages with the same file one wins, in one commit and in two', async () => {
      await store.putFile(fileRow('f1'));
      const outcomes = await store.commit([
        ...[opening('a'), opening('b')],
        ...[bringing('a', 'm1', ['f1']), bringing('b', 'm2', ['f1'])],
      ]);
      expect(outcomes.map(({ kind }) => kind)).toEqual(['committed', 'committed', 'committed', 'refused']);
      expect((await store.commit([bringing('b', 'm3', ['f1'])]))[0]?.kind).toBe('refused');
      // L3: what was sent again is answered as before, although the file is claimed by now.
      expect((await store.commit([bringing('a', 'm1', ['f1'])]))[0]?.kind).toBe('repeated');
      expect((await store.file('f1'))?.conv).toBe('a');
    });

    test('[U10] what was not sent, and what a site keeps no longer, is dropped by its age', async () => {
      for (const id of ['old', 'new']) await store.putFile(fileRow(id, { at: id === 'old' ? at : at + 1 }));
      for (const id of ['sent', 'kept']) await store.putFile(fileRow(id, { at: id === 'sent' ? at : at + 1 }));
      await store.putFile(fileRow('elsewhere'));
      await store.commit([opening('a'), bringing('a', 'm1', ['sent', 'kept'])]);
      await store.commit([opening('b', { site: 'other' }), bringing('b', 'm2', ['elsewhere'])]);
      expect(await store.dropUnsentFiles(at + 1)).toEqual(['old']);
      expect(await store.dropSentFiles('shop', at + 1)).toEqual(['sent']);
      const left = await Promise.all(['old', 'new', 'sent', 'kept', 'elsewhere'].map((id) => store.file(id)));
      expect(left.map((row) => row !== null)).toEqual([false, true, false, true, true]);
    });

    test('[U10] erasing takes the files along, and says which', async () => {
      await store.createVisitor({ id: 'vi', site: 'shop', info: {}, createdAt: at }, 'token-hash');
      for (const id of ['f1', 'f2', 'f3']) await store.putFile(fileRow(id));
      await store.putFile(fileRow('staff', { by: 'agent', site: null }));
      await store.putFile(fileRow('other', { by: 'vj' }));
      await store.commit([opening('a'), bringing('a', 'm1', ['f1']), bringing('a', 'n1', ['staff'], true)]);
      await store.commit([opening('b'), bringing('b', 'm2', ['f2'])]);
      expect([...(await store.erase({ conversation: 'a' })).files].sort()).toEqual(['f1', 'staff']);
      expect([...(await store.erase({ visitor: 'vi' })).files].sort()).toEqual(['f2', 'f3']);
      const left = await Promise.all(['f1', 'f2', 'f3', 'staff', 'other'].map((id) => store.file(id)));
      expect(left.map((row) => row?.id ?? null)).toEqual([null, null, null, null, 'other']);
    });
  });
}
