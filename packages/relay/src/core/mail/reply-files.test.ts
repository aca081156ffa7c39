import { expect, test } from 'vitest';
import { createMemoryStore } from '../../store/memory-store.ts';
import { at, draft, opening, unit } from '../../test/units.ts';
import { replyMail } from './reply.ts';

test('[U8] a mail tells of a file by its name alone, with words and without', async () => {
  const store = createMemoryStore();
  await store.createVisitor({ id: 'vi', site: 'shop', info: { email: 'ann@example.com' }, createdAt: at }, 'hash');
  const files = [{ id: 'f1', name: 'bill.pdf', type: 'application/pdf', size: 9 }];
  const said = (text: string, cmd: string) =>
    unit('a', cmd, [draft('message', { text, files }, cmd, 'maria')], { actor: 'maria' });
  await store.commit([opening('a'), said('', 'm1'), said('Here it is.', 'm2')]);
  const about = { conv: 'a', visitor: 'vi', after: 0, upTo: 3 };
  const mail = await replyMail(store, about, { to: 'ann@example.com', ownOrigin: 'https://chat.example' });
  expect(mail?.text).toContain(':\n📎 bill.pdf\n');
  expect(mail?.text).toContain(':\nHere it is.\n📎 bill.pdf\n');
  expect(mail?.text).not.toContain('f1');
});
