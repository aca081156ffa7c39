import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { caseRow } from '../../test/store-contract-cases.ts';
import { mailRow } from '../../test/store-contract-mails.ts';
import { at, closing, draft, message, opening, rating, unit } from '../../test/units.ts';
import { mailKeptMs } from '../mails.ts';
import { createMemoryStore } from '../memory-store.ts';
import type { Store } from '../store.ts';
import { openSqliteStore } from './sqlite-store.ts';

const directory = mkdtempSync(join(tmpdir(), 'rapport-erase-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** In which of the database's files `text` is, byte by byte, and how often. */
const onDisk = (name: string, text: string): readonly string[] =>
  readdirSync(directory)
    .filter((file) => file.startsWith(name))
    .map((file) => ({ file, n: readFileSync(join(directory, file), 'latin1').split(text).length - 1 }))
    .flatMap(({ file, n }) => (n > 0 ? [`${n} in ${file}`] : []));

async function filled(store: Store): Promise<void> {
  for (const id of ['vi', 'other'])
    await store.createVisitor({ id, site: 'shop', info: { name: `canary of ${id}` }, createdAt: at }, `hash of ${id}`);
  await store.blockVisitor('vi', { by: 'ag', reason: 'why, canary of vi', at });
  await store.commit([opening('a'), opening('b'), opening('c', { visitor: 'other' })]);
  for (let n = 0; n < 200; n += 1)
    await store.commit(['a', 'b', 'c'].map((conv) => message(conv, `m${n}`, { text: `canary in ${conv}, ${n}` })));
  await store.commit([closing('a'), rating('a', 4)]);
  await store.mark('a', 'vi', { r: 3 });
}

let files = 0;
describe.each([
  ['sqlite', () => openSqliteStore({ path: join(directory, `contract-${++files}.db`) })],
  ['memory', async () => createMemoryStore()],
] as const)('%s', (_name, open) => {
  test('[B7] an erased conversation is as one that never was, the others stay, and erasing again does nothing', async () => {
    const store = await open();
    await filled(store);
    const kept = await store.events('b', 'main', 0, 1_000);
    expect(await store.erase({ conversation: 'a' })).toEqual({ visitors: 0, conversations: 1, events: 204, files: [] });
    expect(await store.erase({ conversation: 'a' })).toEqual({ visitors: 0, conversations: 0, events: 0, files: [] });
    expect(await store.conversation('a')).toBeNull();
    expect(await store.events('a', 'main', 0, 9)).toEqual([]);
    expect(await store.history('a', 'main', 99, 9)).toEqual([]);
    expect(await store.marks('a')).toEqual({});
    expect((await store.conversationsOf('vi', 9)).map(({ conv }) => conv)).toEqual(['b']);
    expect(await store.events('b', 'main', 0, 1_000)).toEqual(kept);
    expect((await store.commit([message('b', 'after'), opening('a')])).map((one) => one.kind)).toEqual([
      'committed',
      'committed',
    ]);
    expect((await store.events('a', 'main', 0, 9)).map(({ s }) => s)).toEqual([1]);
    expect((await store.events('b', 'main', kept.length, 9)).map(({ m }) => m)).toEqual(['after']);
    await store.close();
  });

  test('[B7] an erased visitor takes all own conversations along, and the token opens nothing', async () => {
    const store = await open();
    await filled(store);
    expect(await store.erase({ visitor: 'vi' })).toEqual({ visitors: 1, conversations: 2, events: 405, files: [] });
    expect(await store.visitorByToken('hash of vi')).toBeNull();
    expect(await store.visitor('vi')).toBeNull();
    expect(await store.conversationsOf('vi', 9)).toEqual([]);
    expect((await store.conversation('c'))?.heads.main).toBe(201);
    expect((await store.visitor('other'))?.id).toBe('other');
    await store.close();
  });
});

test('[B7] [S3] nothing of it is left in any file, while another process has the database open and goes on', async () => {
  const path = join(directory, 'canary.db');
  const relay = await openSqliteStore({ path });
  await filled(relay);
  expect(onDisk('canary.db', 'canary in a, 199')).not.toEqual([]);
  const command = await openSqliteStore({ path });
  await command.erase({ visitor: 'vi' });
  for (const text of ['canary in a', 'canary in b', 'canary of vi']) expect(onDisk('canary.db', text)).toEqual([]);
  expect(onDisk('canary.db', 'canary in c, 199')).not.toEqual([]);
  await command.close();
  // Also while nothing is committed: the memory of the relay is no second log.
  await expect.poll(() => relay.conversation('a'), { timeout: 5_000 }).toBeNull();
  expect(await relay.conversation('b')).toBeNull();
  expect((await relay.conversation('c'))?.heads.main).toBe(201);
  expect((await relay.commit([message('c', 'after'), message('a', 'gone')])).map((one) => one.kind)).toEqual([
    'committed',
    'committed',
  ]);
  expect((await relay.events('c', 'main', 0, 1_000)).map(({ s }) => s)).toEqual(
    Array.from({ length: 202 }, (_, n) => n + 1),
  );
  await relay.close();
});

test('[B7] [S3] nothing is left of mail either: addresses, what servers said of them, and what was forgotten before', async () => {
  const path = join(directory, 'mail.db');
  const store = await openSqliteStore({ path });
  await store.createVisitor({ id: 'vi', site: 'shop', info: {}, createdAt: at }, 'hash of vi');
  for (let n = 0; n < 400; n += 1) {
    const visitor = n % 5 === 0 ? 'vi' : 'other';
    const to = `canary.of.${visitor}.${n}@example.com`;
    const row = mailRow(`${(n * 7_919) % 400}`.padStart(32, '0'), { key: `reply ${n}`, conv: visitor, visitor, to });
    await store.putMail(row);
    await store.changeMail(row, { attempts: 1, error: `It said: canary.of.${visitor} is not here` });
    const end = visitor === 'vi' ? ({ state: 'failed' } as const) : ({ state: 'sent', error: null, data: {} } as const);
    await store.changeMail({ ...row, attempts: 1 }, { ...end, endedAt: at, isTold: true });
  }
  expect(onDisk('mail.db', 'canary.of.vi')).not.toEqual([]);
  // Forgets what was sent.
  await store.putMail(mailRow('later', { key: 'later', since: at + 2 * mailKeptMs.sent }));
  await store.erase({ visitor: 'vi' });
  expect([onDisk('mail.db', 'canary.of.vi'), onDisk('mail.db', 'canary.of.other')]).toEqual([[], []]);
  await store.close();
});

test('[B7] [S3] nothing is left of what was written about a recovery case; what was done stays', async () => {
  const store = await openSqliteStore({ path: join(directory, 'cases.db') });
  const about = (conv: string) =>
    ({ at, actor: 'ag', kind: 'noted', data: { text: `canary of ${conv}, ä "x"` } }) as const;
  await store.commit([opening('a'), opening('b')]);
  for (const conv of ['a', 'b']) {
    await store.openCase(caseRow(`case-${conv}`, { conv }), { ...about(conv), kind: 'opened', data: {} });
    for (let n = 0; n < 40; n += 1) await store.changeCase(`case-${conv}`, (row) => ({ row, event: about(conv) }));
  }
  expect(onDisk('cases.db', 'canary of a')).not.toEqual([]);
  await store.erase({ conversation: 'a' });
  expect(onDisk('cases.db', 'canary of a')).toEqual([]);
  expect(onDisk('cases.db', 'canary of b')).not.toEqual([]);
  expect(await store.caseEvents('case-a')).toHaveLength(41);
  await store.close();
});

test('[B7] [S3] of a rating the score is left, and not one of its words: not where it was changed, folded, cited or voided', async () => {
  const path = join(directory, 'rating.db');
  const store = await openSqliteStore({ path });
  await store.createVisitor({ id: 'vi', site: 'shop', info: { name: 'canary name' }, createdAt: at }, 'hash of vi');
  const page = '/canary-page';
  await store.commit([
    unit('a', 'open', [
      draft('opened', { mode: 'live', site: 'shop', page, who: { id: 'vi', role: 'visitor' } }, 'open'),
    ]),
  ]);
  await store.commit([closing('a'), opening('b', { visitor: 'other' })]);
  // Long and short, so that what is folded from them grows over pages and gives them back again.
  for (const [i, length] of [2_000, 3, 1_900, 40, 1_500].entries()) {
    const d = { n: 1, rev: i + 1, until: at + 9, score: (i % 5) + 1, comment: 'canary '.repeat(Math.ceil(length / 7)) };
    const contact = { wish: true, to: `canary-${i}@example.com` };
    await store.commit([unit('a', `rate-${i}`, [draft('rated', { ...d, contact }, `rate-${i}`, 'vi', 'rating')])]);
    for (let n = 0; n < 20; n += 1) await store.commit([message('b', `m${i}-${n}`, { actor: 'other' })]);
  }
  const noted = (k: string, d: object) => unit('a', k, [draft(k, { n: 1, ...d }, k, 'lea', 'notes')], { actor: 'lea' });
  await store.commit([noted('voiding', { reason: 'canary reason' }), noted('note', { text: 'canary note' })]);
  await store.commit([
    unit('a', 'complain', [draft('complained', { n: 1, text: 'canary complaint' }, 'complain', 'vi', 'rating')]),
  ]);
  await store.openCase(caseRow('case', { conv: 'a' }), { at, actor: 'system', kind: 'opened', data: {} });
  await store.changeCase('case', (row) => ({
    row: { ...row, state: 'owned', owner: 'ag' },
    event: { at, actor: 'ag', kind: 'noted', data: { text: 'canary of the case' } },
  }));
  const asked = { from: 0, to: at + 9, zone: 'UTC', now: at + 9 };
  const words = async (): Promise<string> => JSON.stringify((await store.reportRows(asked, null, 9)).rows);
  expect(await words()).toContain('canary');
  expect(JSON.stringify(await store.report('coaching', { ...asked, agent: 'ag' }))).toBeDefined();
  expect(onDisk('rating.db', 'canary').length).toBeGreaterThan(0);

  await store.erase({ visitor: 'vi' });
  expect(onDisk('rating.db', 'canary')).toEqual([]);
  expect(await words()).not.toContain('canary');
  const [row] = (await store.reportRows(asked, null, 9)).rows;
  expect(row).toMatchObject({ conv: null, visitor: null, score: 5, revisions: 5, comment: null, page: '' });
  // Nobody is left to get in touch with, and the case can still be brought to an end.
  const closed = await store.changeCase('case', (now) => ({
    row: { ...now, state: 'closed', outcome: 'no_contact_possible', closedAt: at + 9 },
    event: { at: at + 9, actor: 'ag', kind: 'closed', data: { outcome: 'no_contact_possible' } },
  }));
  expect(closed).toMatchObject({ conv: null, state: 'closed', outcome: 'no_contact_possible' });
  await store.report('card', asked);
  await store.close();
  // Nor in what was kept for the next start.
  expect(onDisk('rating.db', 'canary')).toEqual([]);
});

test('[I8] [S3] nothing is left of a person: not the name its site has for it, nor what was signed', async () => {
  const store = await openSqliteStore({ path: join(directory, 'person.db') });
  for (const id of ['vi', 'vj', 'other'])
    await store.createVisitor({ id, site: 'shop', info: {}, createdAt: at }, `hash of ${id}`);
  for (let n = 0; n < 60; n += 1)
    for (const id of ['vi', 'vj', 'other']) {
      const sub = id === 'other' ? 'kept-subject' : 'canary-subject';
      const claims = { name: `canary of ${sub}, ${n}`.repeat(1 + (n % 9)) };
      await store.identify({
        visitor: id,
        site: 'shop',
        sub,
        jti: `${sub}-${id}-${n}`,
        until: at + 9,
        now: at,
        ...claims,
      });
    }
  expect(onDisk('person.db', 'canary-subject')).not.toEqual([]);
  await store.erase({ visitor: 'vi' });
  expect(onDisk('person.db', 'canary-subject')).toEqual([]);
  expect(onDisk('person.db', 'kept-subject')).not.toEqual([]);
  await store.close();
});
