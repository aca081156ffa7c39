// What every store must do with mail on its way.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type MailRow, mailKeptMs } from '../store/mails.ts';
import type { Store } from '../store/store.ts';
import { at, opening } from './units.ts';

export function mailRow(id: string, o: Partial<MailRow> = {}): MailRow {
  return {
    id,
    key: `key of ${id}`,
    kind: 'reply',
    to: 'ann@example.com',
    lang: 'en',
    data: { upTo: 3 },
    conv: 'a',
    visitor: 'vi',
    state: 'queued',
    attempts: 0,
    since: at,
    nextAt: at,
    endedAt: null,
    error: null,
    round: 0,
    isTold: false,
    ...o,
  };
}

export function storeContractMails(name: string, open: () => Promise<Store>): void {
  describe(`${name}: mail`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const ids = (rows: readonly MailRow[]): string[] => rows.map(({ id }) => id);

    test('a mail is kept as it was put, and the same key or id is put once only', async () => {
      const row = mailRow('m1', { data: { link: 'https://x/#setup=t', nested: [1, 'ä'] }, conv: null, visitor: null });
      const put = await Promise.all([store.putMail(row), store.putMail({ ...row, id: 'other' })]);
      expect(put).toEqual([true, false]);
      expect(await store.putMail({ ...row, key: 'other', to: 'eve@example.com' })).toBe(false);
      expect(await store.mail('m1')).toEqual(row);
      expect(await store.mail('other')).toBeNull();
      expect(await store.countMails()).toEqual({ queued: 1, failed: 0 });
    });

    test('the queue is in the order in which it is tried, and ends do not stand in it', async () => {
      await store.putMail(mailRow('late', { nextAt: at + 9 }));
      await store.putMail(mailRow('b', { nextAt: at + 1 }));
      await store.putMail(mailRow('a', { nextAt: at + 1 }));
      await store.putMail(mailRow('sent', { state: 'sent', endedAt: at }));
      await store.putMail(mailRow('f1', { state: 'failed', endedAt: at + 1 }));
      await store.putMail(mailRow('f2', { state: 'failed', endedAt: at + 2 }));
      expect(ids(await store.queuedMails(9))).toEqual(['a', 'b', 'late']);
      expect(ids(await store.queuedMails(2))).toEqual(['a', 'b']);
      expect(ids(await store.failedMails(9))).toEqual(['f2', 'f1']);
      expect(ids(await store.failedMails(1))).toEqual(['f2']);
      expect(await store.countMails()).toEqual({ queued: 3, failed: 2 });
    });

    test('of two who change a mail at once, one does', async () => {
      const row = mailRow('m1');
      await store.putMail(row);
      const both = await Promise.all([
        store.changeMail(row, { attempts: 1, nextAt: at + 60_000 }),
        store.changeMail(row, { attempts: 1, nextAt: at + 70_000 }),
      ]);
      expect(both).toEqual([true, false]);
      expect(await store.mail('m1')).toEqual({ ...row, attempts: 1, nextAt: at + 60_000 });
      const end = { state: 'sent', endedAt: at + 5, data: {}, error: null, isTold: true } as const;
      expect(await store.changeMail({ ...row, attempts: 1 }, end)).toBe(true);
      expect(await store.mail('m1')).toEqual({ ...row, attempts: 1, nextAt: at + 60_000, ...end });
      expect(await store.changeMail({ ...row, attempts: 1 }, { attempts: 2 })).toBe(false);
      expect(await store.changeMail(mailRow('none'), {})).toBe(false);
    });

    test('an end that nobody has been told of is found until it was told', async () => {
      await store.putMail(mailRow('queued'));
      await store.putMail(mailRow('sent', { state: 'sent', endedAt: at }));
      await store.putMail(mailRow('failed', { state: 'failed', endedAt: at }));
      await store.putMail(mailRow('told', { state: 'sent', endedAt: at, isTold: true }));
      expect(ids(await store.untoldMails(9))).toEqual(['failed', 'sent']);
      expect(ids(await store.untoldMails(1))).toEqual(['failed']);
      await store.changeMail(mailRow('sent', { state: 'sent' }), { isTold: true });
      expect(ids(await store.untoldMails(9))).toEqual(['failed']);
    });

    test('whether a conversation has a reply on its way, and how much an address or a visitor got lately', async () => {
      await store.putMail(mailRow('m1', { since: at - 10 }));
      await store.putMail(mailRow('m2', { conv: 'b', state: 'sent', endedAt: at }));
      await store.putMail(mailRow('m3', { kind: 'invite', conv: null }));
      await store.putMail(mailRow('m4', { to: 'bob@example.com' }));
      await store.putMail(mailRow('m5', { kind: 'transcript', conv: 'b', visitor: 'vj' }));
      expect([await store.isReplyQueued('a'), await store.isReplyQueued('b')]).toEqual([true, false]);
      expect(await store.countMailsTo('ann@example.com', 'reply', at - 10)).toBe(2);
      expect(await store.countMailsTo('ann@example.com', 'reply', at)).toBe(1);
      expect(await store.countMailsTo('ann@example.com', 'transcript', at)).toBe(1);
      const of = (visitor: string, since: number) => store.countMailsOf(visitor, 'transcript', since);
      expect([await of('vj', at), await of('vj', at + 1), await of('vi', at)]).toEqual([1, 0, 0]);
      // One mailbox, however it is written: the limit is for whoever did not ask for it.
      expect(await store.countMailsTo('ANN@example.com', 'reply', at)).toBe(1);
      await store.dropMail('m1');
      await store.dropMail('m4');
      expect(await store.isReplyQueued('a')).toBe(false);
    });

    test('what ended long ago does not pile up, unless nobody was told', async () => {
      const ended = (state: 'sent' | 'failed', isTold = true): Partial<MailRow> => ({ state, isTold, endedAt: at });
      await store.putMail(mailRow('sent', ended('sent')));
      await store.putMail(mailRow('failed', ended('failed')));
      await store.putMail(mailRow('untold', ended('sent', false)));
      await store.putMail(mailRow('n1', { since: at + mailKeptMs.sent }));
      expect(await store.mail('sent')).not.toBeNull();
      await store.putMail(mailRow('n2', { since: at + mailKeptMs.sent + 1 }));
      expect([await store.mail('sent'), await store.mail('failed')]).toEqual([null, expect.anything()]);
      await store.putMail(mailRow('n3', { since: at + mailKeptMs.failed + 1 }));
      expect([await store.mail('failed'), await store.mail('untold')]).toEqual([null, expect.anything()]);
    });

    test('erasing a conversation or a visitor takes the mail along', async () => {
      await store.createVisitor({ id: 'vi', site: 'shop', info: {}, createdAt: at }, 'token-hash');
      await store.commit([opening('a'), opening('b')]);
      await store.putMail(mailRow('m1'));
      await store.putMail(mailRow('m2', { conv: 'b' }));
      await store.putMail(mailRow('m3', { conv: 'c', visitor: 'vj' }));
      await store.erase({ conversation: 'a' });
      expect([await store.mail('m1'), await store.mail('m2')]).toEqual([null, expect.anything()]);
      await store.erase({ visitor: 'vi' });
      expect(await store.mail('m2')).toBeNull();
      expect(await store.mail('m3')).not.toBeNull();
    });
  });
}
