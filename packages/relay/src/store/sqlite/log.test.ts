// What a failing or dying disk leaves behind.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { closing, message, opening, unit } from '../../test/units.ts';
import { StoreFailed, StoreFull } from '../store.ts';
import { type Database, openDatabase } from './database.ts';
import { createLog } from './log.ts';
import { migrate } from './schema.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { createTransactions } from './transaction.ts';

const directory = mkdtempSync(join(tmpdir(), 'rapport-log-'));
afterAll(() => rmSync(directory, { recursive: true }));

function openLog(path: string) {
  const db = openDatabase({ path });
  migrate(db, 'epoch');
  const transactions = createTransactions(db);
  return { db, transactions, log: createLog(db, transactions) };
}

const events = (db: Database): unknown[] =>
  db
    .prepare('SELECT cmd FROM event ORDER BY id')
    .all()
    .map((row) => row.cmd);

test('[B7] [L4] a full disk is StoreFull, nothing is half done, the cache neither, and then it goes on', () => {
  const { db, log } = openLog(join(directory, 'full.db'));
  log.commit([opening('a')]);
  const { page_count: pages } = db.prepare('PRAGMA page_count').get() as { page_count: number };
  db.exec(`PRAGMA max_page_count = ${pages}`);
  const large = message('a', 'large', { text: 'x'.repeat(20_000) });
  expect(() => log.commit([message('a', 'm1'), opening('b'), large])).toThrow(StoreFull);
  expect(db.isTransaction).toBe(false);
  expect(events(db)).toEqual(['open']);
  expect(log.held('a')?.heads.main).toBe(1);
  expect(log.held('b')).toBeNull();
  db.exec(`PRAGMA max_page_count = ${pages + 100}`);
  expect(log.commit([message('a', 'm1'), opening('b'), large]).map((o) => o.kind)).toEqual([
    'committed',
    'committed',
    'committed',
  ]);
  expect(events(db)).toEqual(['open', 'm1', 'open', 'large']);
  db.close();
});

test('[B7] [D2] while commits fail, what was acknowledged is there to be read, also before it has its place', () => {
  const { db, log } = openLog(join(directory, 'failing.db'));
  log.commit([opening('a')]);
  log.commit([message('a', 'm1')]);
  const acknowledged = log.held('a');
  expect(acknowledged?.tail).toHaveLength(1);
  const { page_count: pages } = db.prepare('PRAGMA page_count').get() as { page_count: number };
  db.exec(`PRAGMA max_page_count = ${pages}`);
  const large = message('a', 'large', { text: 'x'.repeat(20_000) });
  for (let tries = 0; tries < 3; tries++) {
    expect(() => log.commit([large])).toThrow(StoreFull);
    expect(log.held('a')).toBe(acknowledged);
    expect(log.unsettled('a')).toBe(acknowledged);
  }
  db.exec(`PRAGMA max_page_count = ${pages + 100}`);
  expect(log.commit([large, message('a', 'm1')]).map((o) => o.kind)).toEqual(['committed', 'repeated']);
  expect(events(db)).toEqual(['open', 'm1', 'large']);
  db.close();
});

test('[B7] a small write that broke a constraint fails alone; one that found the disk full fails with its transaction', async () => {
  const { db, transactions, log } = openLog(join(directory, 'small.db'));
  const doomed = transactions.write(() => db.exec(`INSERT INTO meta VALUES ('epoch', 'again')`));
  const fine = transactions.write(() => db.exec(`INSERT INTO meta VALUES ('other', 'x')`));
  log.commit([opening('a')]);
  await expect(doomed).rejects.toThrow(StoreFailed);
  await fine;
  const { page_count: pages } = db.prepare('PRAGMA page_count').get() as { page_count: number };
  db.exec(`PRAGMA max_page_count = ${pages}`);
  const large = transactions.write(() => db.prepare(`INSERT INTO meta VALUES ('large', ?)`).run('x'.repeat(20_000)));
  const beside = transactions.write(() => db.exec(`INSERT INTO meta VALUES ('beside', 'x')`));
  transactions.flush();
  await expect(large).rejects.toThrow(StoreFull);
  await expect(beside).rejects.toThrow(StoreFull);
  expect(
    db
      .prepare('SELECT key FROM meta ORDER BY key')
      .all()
      .map((row) => row.key),
  ).toEqual(['epoch', 'other']);
  db.close();
});

test('[L1] the table itself refuses a second event at one place of a stream', () => {
  const { db, log } = openLog(join(directory, 'unique.db'));
  log.commit([opening('a')]);
  expect(() => db.exec('INSERT INTO place (cid, stream, seq, id) VALUES (1, 0, 1, 99)')).toThrow(/UNIQUE/);
  db.close();
});

test('[L2] [L3] two commands whose fingerprints are the same are told apart, waiting or settled', () => {
  const { db, log } = openLog(join(directory, 'fingerprints.db'));
  // Known to collide under FNV-1a.
  const pair = [message('a', 'costarring'), message('a', 'liquid')] as const;
  const repeats = [
    { kind: 'repeated', seq: 2 },
    { kind: 'repeated', seq: 3 },
  ];
  log.commit([opening('a')]);
  expect(log.commit([...pair])).toMatchObject([{ kind: 'committed' }, { kind: 'committed' }]);
  expect(log.commit([...pair])).toMatchObject(repeats);
  log.settleAll();
  expect(log.commit([...pair])).toMatchObject(repeats);
  db.close();
});

test('[L1] [D10] what waits for its place is bounded, and nothing is lost on the way', () => {
  const path = join(directory, 'bounded.db');
  const db = openDatabase({ path });
  migrate(db, 'epoch');
  const log = createLog(db, createTransactions(db), 64);
  const convs = Array.from({ length: 20 }, (_, i) => `c${i}`);
  log.commit(convs.map((conv) => opening(conv)));
  const unsettled = (): number =>
    (
      db
        .prepare('SELECT count(*) AS n FROM event e WHERE NOT EXISTS (SELECT 1 FROM place p WHERE p.id = e.id)')
        .get() as { n: number }
    ).n;
  let most = 0;
  for (let i = 0; i < 200; i++) {
    log.commit([message(`c${(i * i) % 20}`, `m${i}`)]);
    most = Math.max(most, unsettled());
  }
  expect(most).toBeGreaterThan(20);
  expect(most).toBeLessThanOrEqual(64);
  log.settleAll();
  expect(unsettled()).toBe(0);
  expect(
    db
      .prepare('SELECT count(*) AS n, sum(head) AS heads FROM conversation, (SELECT count(*) AS places FROM place)')
      .get(),
  ).toEqual({ n: 20, heads: 220 });
  db.close();
});

const child = join(import.meta.dirname, '../../test/commit-and-die.ts');

async function dieAt(path: string, checkpoint: string): Promise<void> {
  const dying = spawn(process.execPath, ['--conditions=@rapport/source', child, path, checkpoint], {
    stdio: 'inherit',
  });
  const [, signal] = await once(dying, 'exit');
  expect(signal).toBe('SIGKILL');
}

test('[D2] [L4] a process that dies between insert and commit leaves nothing half done', async () => {
  const path = join(directory, 'before.db');
  await dieAt(path, 'before-commit');
  const store = await openSqliteStore({ path });
  expect((await store.conversation('a'))?.heads).toEqual({ main: 2, notes: 0, rating: 0 });
  expect((await store.events('a', 'main', 0, 9)).map((ev) => ev.m)).toEqual(['open', 'm1']);
  expect(await store.events('a', 'rating', 0, 9)).toEqual([]);
  expect(await store.conversation('b')).toBeNull();
  // The client never heard of it, and sends it again.
  expect((await store.commit([message('a', 'm2'), closing('a')])).map((o) => o.kind)).toEqual([
    'committed',
    'committed',
  ]);
  await store.close();
});

test('[D2] [L3] a process that dies after the commit has kept everything, and the repeat is answered from the log', async () => {
  const path = join(directory, 'after.db');
  await dieAt(path, 'after-commit');
  const store = await openSqliteStore({ path });
  expect((await store.conversation('a'))?.heads).toEqual({ main: 4, notes: 0, rating: 1 });
  expect((await store.conversation('b'))?.heads.main).toBe(1);
  expect((await store.commit([message('a', 'm2'), closing('a')])).map((o) => o.kind)).toEqual(['repeated', 'repeated']);
  await store.close();
});

test('[L5] the state inside the transaction counts, not one remembered from before a failure', async () => {
  const { db, log } = openLog(join(directory, 'cache.db'));
  log.commit([opening('a'), message('a', 'm1')]);
  const bug = unit('a', 'x', () => {
    throw new Error('a bug');
  });
  expect(() => log.commit([message('a', 'm2'), bug])).toThrow(StoreFailed);
  const seen: unknown[] = [];
  log.commit([
    unit('a', 'm3', (state) => {
      seen.push(state?.fromVisitor);
      return { ok: false, code: 'conflict' };
    }),
  ]);
  expect(seen).toEqual([1]);
  db.close();
});
