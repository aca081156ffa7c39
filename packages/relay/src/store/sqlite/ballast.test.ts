import { existsSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { message, opening } from '../../test/units.ts';
import { StoreFull, StoreLost } from '../store.ts';
import { createBallast } from './ballast.ts';
import { openDatabase } from './database.ts';
import { createLog } from './log.ts';
import { migrate } from './schema.ts';
import { createTransactions } from './transaction.ts';

const directory = mkdtempSync(join(tmpdir(), 'rapport-ballast-'));
afterAll(() => rmSync(directory, { recursive: true }));

const bytes = 2_500_000;

/** A log on a file that can be given more room. */
function smallDisk(name: string) {
  let now = 0;
  const path = join(directory, name);
  const file = `${path}-ballast`;
  const ballast = createBallast(file, bytes, () => now);
  const db = openDatabase({ path });
  migrate(db, 'epoch');
  const transactions = createTransactions(db, { ballast });
  const log = createLog(db, transactions);
  log.commit([opening('a')]);
  const limit = (pages: number): void => db.exec(`PRAGMA max_page_count = ${pages}`);
  const { page_count: pages } = db.prepare('PRAGMA page_count').get() as { page_count: number };
  limit(pages);
  return { db, log, transactions, file, limit, pages, pass: (ms: number) => (now += ms) };
}

const large = message('a', 'large', { text: 'x'.repeat(20_000) });

test('[B7] the ballast takes up all of its room, on an incompressible file, and what is left from last time is used', () => {
  const path = join(directory, 'alone');
  const first = createBallast(path, bytes);
  const { size, blocks } = statSync(path);
  expect(size).toBe(bytes);
  expect(blocks * 512).toBeGreaterThanOrEqual(bytes);
  expect(first.isReady()).toBe(true);
  const { ino } = statSync(path);
  expect(createBallast(path, bytes).isReady()).toBe(true);
  expect(statSync(path).ino).toBe(ino);
  truncateSync(path, 7);
  createBallast(path, bytes);
  expect(statSync(path).size).toBe(bytes);
});

test('[B7] where there is no room for it, none is left behind and new work is not begun', () => {
  const path = join(directory, 'too-large');
  const ballast = createBallast(path, 1e18);
  expect(ballast.isReady()).toBe(false);
  expect(existsSync(path)).toBe(false);
  expect(ballast.release()).toBe(false);
});

test('[B7] on a full disk the ballast is given up: new work is refused, what must be possible is, and after a second it is looked again', async () => {
  const { db, log, transactions, file, limit, pages, pass } = smallDisk('full.db');
  expect(() => log.commit([large])).toThrow(StoreFull);
  expect(existsSync(file)).toBe(false);
  limit(pages + 100);
  expect(() => log.commit([message('a', 'small')])).toThrow(StoreFull);
  await expect(transactions.write(() => 1)).rejects.toThrow(StoreFull);
  expect(await transactions.write(() => 2, { always: true })).toBe(2);
  expect(transactions.runAlways(() => 3)).toBe(3);
  pass(1_000);
  expect(log.commit([large])[0]?.kind).toBe('committed');
  expect(statSync(file).size).toBe(bytes);
  db.close();
});

test('[B8] after a sync that failed nothing is written any more, and whoever runs the process is told once', async () => {
  const told: Error[] = [];
  const db = openDatabase({ path: join(directory, 'lost.db') });
  migrate(db, 'epoch');
  const transactions = createTransactions(db, { onLost: (error) => told.push(error) });
  const log = createLog(db, transactions);
  const waits = transactions.write(() => db.exec(`INSERT INTO meta VALUES ('other', 'x')`));
  const failing = (): never => {
    throw Object.assign(new Error('disk I/O error'), { errcode: 1034 });
  };
  expect(() => transactions.run(failing)).toThrow(StoreLost);
  await expect(waits).rejects.toThrow(StoreLost);
  expect(() => log.commit([opening('a')])).toThrow(StoreLost);
  expect(() => transactions.runAlways(() => 1)).toThrow(StoreLost);
  await expect(transactions.write(() => 1, { always: true })).rejects.toThrow(StoreLost);
  expect(told).toHaveLength(1);
  expect(db.prepare('SELECT count(*) AS n FROM event').get()).toEqual({ n: 0 });
  db.close();
});
