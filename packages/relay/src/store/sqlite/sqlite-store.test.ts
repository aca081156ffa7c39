import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { storeContract } from '../../test/store-contract.ts';
import { storeContractCases } from '../../test/store-contract-cases.ts';
import { storeContractFiles } from '../../test/store-contract-files.ts';
import { storeContractImprove } from '../../test/store-contract-improve.ts';
import { storeContractMails } from '../../test/store-contract-mails.ts';
import { storeContractPeople } from '../../test/store-contract-people.ts';
import { storeContractPersons } from '../../test/store-contract-persons.ts';
import { storeContractSessions } from '../../test/store-contract-sessions.ts';
import { at, closing, message, opening, rating, unit } from '../../test/units.ts';
import { StoreFailed, StoreFull } from '../store.ts';
import { openDatabase, storeError } from './database.ts';
import { migrate, migrations } from './schema.ts';
import { openSqliteStore } from './sqlite-store.ts';

const directory = mkdtempSync(join(tmpdir(), 'rapport-store-'));
afterAll(() => rmSync(directory, { recursive: true }));

let files = 0;
const newFile = (): string => join(directory, `${++files}.db`);

storeContract('sqlite file', () => openSqliteStore({ path: newFile() }));
storeContract('sqlite memory', () => openSqliteStore({ path: ':memory:' }));
storeContractPeople('sqlite', () => openSqliteStore({ path: newFile() }));
storeContractPersons('sqlite', () => openSqliteStore({ path: newFile() }));
storeContractImprove('sqlite', () => openSqliteStore({ path: newFile() }));
storeContractMails('sqlite', () => openSqliteStore({ path: newFile() }));
storeContractFiles('sqlite', () => openSqliteStore({ path: newFile() }));
storeContractSessions('sqlite', () => openSqliteStore({ path: newFile() }));
storeContractCases('sqlite', () => openSqliteStore({ path: newFile() }));

test('[D2] a commit is on disk with FULL, and with NORMAL only if the operator chose relaxed', () => {
  const settings = (durability?: 'full' | 'relaxed') => {
    const db = openDatabase({ path: newFile(), ...(durability ? { durability } : {}) });
    const read = (pragma: string): unknown => Object.values(db.prepare(`PRAGMA ${pragma}`).get() ?? {})[0];
    const found = { journal: read('journal_mode'), synchronous: read('synchronous'), busyMs: read('busy_timeout') };
    db.close();
    return found;
  };
  const full = 2;
  const normal = 1;
  expect(settings()).toEqual({ journal: 'wal', synchronous: full, busyMs: 5_000 });
  expect(settings('full').synchronous).toBe(full);
  expect(settings('relaxed').synchronous).toBe(normal);
});

test('what people write is readable for the owner of the process alone, also in a file that was made otherwise', async () => {
  const modes = (path: string) => ['', '-wal', '-shm'].map((end) => statSync(`${path}${end}`).mode & 0o777);
  const path = newFile();
  const open = await openSqliteStore({ path });
  await open.commit([opening('a')]);
  expect(modes(path)).toEqual([0o600, 0o600, 0o600]);
  await open.close();
  chmodSync(path, 0o644);
  const again = await openSqliteStore({ path });
  await again.commit([message('a', 'm1')]);
  expect(modes(path)).toEqual([0o600, 0o600, 0o600]);
  await again.close();
});

test('[D8] [D10] what was committed is there after closing and opening, under the same epoch', async () => {
  const path = newFile();
  const first = await openSqliteStore({ path });
  await first.commit([opening('a'), message('a', 'm1'), closing('a'), rating('a', 4)]);
  await first.mark('a', 'vi', { r: 2 });
  const before = {
    row: await first.conversation('a'),
    log: await first.events('a', 'main', 0, 9),
    marks: await first.marks('a'),
  };
  await first.close();
  const second = await openSqliteStore({ path });
  expect(second.epoch).toBe(first.epoch);
  expect({
    row: await second.conversation('a'),
    log: await second.events('a', 'main', 0, 9),
    marks: await second.marks('a'),
  }).toEqual(before);
  expect((await second.commit([message('a', 'm1')]))[0]).toMatchObject({ kind: 'repeated', seq: 2 }); // L2: no expiry
  await second.close();
});

test('[D8] every new log has an epoch of its own', async () => {
  const stores = await Promise.all([openSqliteStore({ path: newFile() }), openSqliteStore({ path: newFile() })]);
  expect(stores[0]?.epoch).not.toBe(stores[1]?.epoch);
  for (const store of stores) await store.close();
});

test('[D8] bringing the tables up to date again changes nothing', () => {
  const db = openDatabase({ path: newFile() });
  const tables = (): unknown[] => db.prepare('SELECT name, sql FROM sqlite_master ORDER BY name').all();
  expect(migrate(db, 'first')).toBe('first');
  const before = tables();
  expect(migrate(db, 'second')).toBe('first');
  expect(tables()).toEqual(before);
  expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: migrations.length });
  db.close();
});

test('[D8] what the first release has kept is there after bringing its tables up to date', async () => {
  const path = newFile();
  const db = openDatabase({ path });
  migrate(db, 'epoch', 1);
  db.exec(`
    INSERT INTO site (key, name, origins, native, disabled) VALUES ('shop', 'Shop', '["https://shop.example"]', 1, 0);
    INSERT INTO agent VALUES ('ag', 'maria@example.com', 'Maria', 'owner', 'h', 'away', 0);
    INSERT INTO visitor VALUES ('vi', 'shop', 't', '{"name":"Ann"}', ${at});
    INSERT INTO secret VALUES ('h1', 'session', 'ag', NULL, ${at}, ${at + 9});
  `);
  db.close();
  const store = await openSqliteStore({ path });
  expect(await store.sites()).toEqual([
    { key: 'shop', name: 'Shop', origins: ['https://shop.example'], native: true, disabled: false },
  ]);
  expect(await store.agent('ag')).toEqual({
    id: 'ag',
    email: 'maria@example.com',
    name: 'Maria',
    role: 'owner',
    passwordHash: 'h',
    presence: 'away',
    disabled: false,
  });
  expect(await store.visitor('vi')).toEqual({ id: 'vi', site: 'shop', info: { name: 'Ann' }, createdAt: at });
  expect(await store.secret('h1')).toEqual({
    hash: 'h1',
    kind: 'session',
    agent: 'ag',
    parent: null,
    createdAt: at,
    expiresAt: at + 9,
  });
  await store.close();
});

test('[D8] a database of a newer version is left alone', async () => {
  const path = newFile();
  const db = openDatabase({ path });
  db.exec('PRAGMA user_version = 999');
  db.close();
  await expect(openSqliteStore({ path })).rejects.toThrow(StoreFailed);
});

test('[B7] what a failure of the database means is said by its code', () => {
  expect(storeError({ errcode: 13 })).toBeInstanceOf(StoreFull);
  expect(storeError({ code: 'ENOSPC' })).toBeInstanceOf(StoreFull);
  expect(storeError({ errcode: 10 })).toBeInstanceOf(StoreFailed);
  expect(storeError(undefined)).toBeInstanceOf(StoreFailed);
});

test('[L5] a commit sees what another process has written meanwhile', async () => {
  const path = newFile();
  const one = await openSqliteStore({ path });
  const other = await openSqliteStore({ path });
  await one.commit([opening('a'), message('a', 'm1')]);
  await other.commit([message('a', 'm2', { actor: 'ag' })]);
  let staff: number | undefined;
  const [outcome] = await one.commit([
    unit('a', 'm3', (state) => {
      staff = state?.fromStaff;
      return { ok: true, events: [{ audience: 'main', k: 'message', a: 'vi', m: 'm3', d: { text: 'x' } }] };
    }),
  ]);
  expect(staff).toBe(1);
  expect(outcome).toMatchObject({ kind: 'committed', seq: 4 });
  await one.close();
  await other.close();
});

test('[D2] a small write that waits goes into the next commit and is answered after it', async () => {
  const seen: string[] = [];
  const store = await openSqliteStore({ path: newFile(), checkpoint: (at) => seen.push(at) });
  const mark = store
    .createVisitor({ id: 'vi', site: 'shop', info: {}, createdAt: at }, 'h')
    .then(() => seen.push('created'));
  await store.commit([opening('a')]);
  await mark;
  expect(seen).toEqual(['before-commit', 'after-commit', 'created']);
  await store.close();
});

test('[D2] closing carries out what waits, and refuses what comes later', async () => {
  const path = newFile();
  const store = await openSqliteStore({ path });
  const created = store.createVisitor({ id: 'vi', site: 'shop', info: {}, createdAt: at }, 'h');
  await store.close();
  await created;
  await expect(store.commit([opening('a')])).rejects.toThrow(StoreFailed);
  await expect(store.putSite({ key: 's', name: 'S', origins: [], native: false, disabled: false })).rejects.toThrow(
    StoreFailed,
  );
  await expect(store.history('a', 'main', 9, 9)).rejects.toThrow(StoreFailed);
  await store.close();
  const again = await openSqliteStore({ path });
  expect((await again.visitor('vi'))?.site).toBe('shop');
  await again.close();
});
