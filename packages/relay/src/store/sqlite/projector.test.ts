// The session table of a database that had none, of one that two processes write, and the file of its columns.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { columnsOf } from '../../core/reports/columns.ts';
import { someRow } from '../../test/session-rows.ts';
import { at, closing, opening, rating } from '../../test/units.ts';
import type { Store } from '../store.ts';
import { columnsPath, createColumnsFile } from './columns-file.ts';
import { openDatabase } from './database.ts';
import { createProjector } from './projector.ts';
import { createSessionColumns } from './session-read.ts';
import { openSqliteStore } from './sqlite-store.ts';
import type { Transactions } from './transaction.ts';

const directory = mkdtempSync(join(tmpdir(), 'rapport-projector-'));
afterAll(() => rmSync(directory, { recursive: true }));
let files = 0;
const newFile = (): string => join(directory, `${++files}.db`);

const q = { from: 0, to: at * 2, zone: 'Europe/Athens', now: at * 2 };
const convs = async (store: Store) =>
  (await store.reportRows(q, null, 1_000)).rows.map(({ conv, score }) => [conv, score]);

test('a database from before the session table is followed from its beginning, in pieces', async () => {
  const path = newFile();
  const names = Array.from({ length: 120 }, (_, i) => `c${1_000 + i}`);
  const before = await openSqliteStore({ path });
  await before.commit(names.map((conv) => opening(conv)));
  await before.commit(names.map((conv, i) => closing(conv, { now: at + i })));
  await before.commit(names.map((conv, i) => rating(conv, (i % 5) + 1)));
  await before.close();
  const db = openDatabase({ path });
  db.exec(`DELETE FROM session; DELETE FROM meta WHERE key = 'projected'`);
  db.close();
  const store = await openSqliteStore({ path });
  expect(await convs(store)).toEqual(names.map((conv, i) => [conv, (i % 5) + 1]));
  await store.close();
});

test('figures of a log that is not counted to its end say how far it is; a report that can be waited for does not', async () => {
  const path = newFile();
  const store = await openSqliteStore({ path });
  await store.commit([opening('a'), closing('a'), rating('a', 2)]);
  expect(await store.report('card', q)).not.toHaveProperty('counted');
  const db = openDatabase({ path });
  // As a commit of another process leaves it that holds the lock for longer than a report waits.
  db.exec(`UPDATE meta SET value = '1' WHERE key = 'projected'`);
  const transactions = { aside: () => {} } as unknown as Transactions;
  const projector = createProjector(db, transactions, () => {});
  const { id } = db.prepare('SELECT max(id) AS id FROM event').get() as { id: number };
  expect(await projector.caughtUp(0)).toBeCloseTo(1 / id);
  projector.close();
  db.close();
  await store.close();
});

test('what another process has written is in the table of both', async () => {
  const path = newFile();
  const [one, other] = [await openSqliteStore({ path }), await openSqliteStore({ path })];
  await one.commit([opening('a'), closing('a')]);
  await other.commit([opening('b', { visitor: 'vj' }), closing('b', { now: at + 1 })]);
  await one.commit([rating('a', 2)]);
  const all = [
    ['a', 2],
    ['b', null],
  ];
  expect(await convs(one)).toEqual(all);
  expect(await convs(other)).toEqual(all);
  await one.close();
  await other.close();
});

test('nothing is written when nothing has changed', async () => {
  const path = newFile();
  const store = await openSqliteStore({ path });
  await store.commit([opening('a'), closing('a'), rating('a', 2)]);
  await convs(store);
  const db = openDatabase({ path });
  const changed = (): unknown => db.prepare('SELECT id, changed FROM session').all();
  const first = changed();
  db.exec(`DELETE FROM meta WHERE key = 'projected'`);
  expect(await convs(store)).toEqual([['a', 2]]);
  expect(changed()).toEqual(first);
  db.close();
  await store.close();
});

test('columns come back from their file as they went in; what does not fit is not there', () => {
  const path = newFile();
  const file = createColumnsFile(path, 'epoch');
  expect(file.load()).toBeNull();
  const rows = [1, 2, 3].map((id) => someRow({ id, site: `s${id}`, page: `/${id}`, speakers: ['ag', `a${id}`] }));
  const sessions = columnsOf(rows);
  file.keep({ sessions, changed: 17 });
  expect(file.load()).toEqual({ sessions, changed: 17 });
  expect(createColumnsFile(path, 'another').load()).toBeNull();
  const whole = readFileSync(columnsPath(path));
  writeFileSync(columnsPath(path), whole.subarray(0, whole.length - 16));
  expect(file.load()).toBeNull();
});

test('a file of columns in which any byte has changed is not believed: false figures would look like true ones', () => {
  const path = newFile();
  const file = createColumnsFile(path, 'epoch');
  file.keep({ sessions: columnsOf([someRow({ id: 1, score: 1 }), someRow({ id: 2, score: 5 })]), changed: 2 });
  const whole = readFileSync(columnsPath(path));
  const believed: number[] = [];
  for (let at = 0; at < whole.length; at += 1) {
    const damaged = Buffer.from(whole);
    damaged.writeUInt8((damaged.readUInt8(at) + 1) % 256, at);
    writeFileSync(columnsPath(path), damaged);
    const kept = file.load();
    if (kept && (kept.changed !== 2 || kept.sessions.score[0] !== 1)) believed.push(at);
  }
  expect(believed).toEqual([]);
  writeFileSync(columnsPath(path), whole.fill(0, 16));
  expect(file.load()).toBeNull();
});

test('a page that no session has any more is not in the file', () => {
  const path = newFile();
  const columns = columnsOf([someRow({ id: 1, page: '/of-one' }), someRow({ id: 2, page: '/of-many' })]);
  columns.page[0] = 0;
  createColumnsFile(path, 'epoch').keep({ sessions: columns, changed: 1 });
  const text = readFileSync(columnsPath(path)).toString('latin1');
  expect(text).toContain('/of-many');
  expect(text).not.toContain('/of-one');
});

test('columns are read on from their file, and from the table alone when the database was put back to an earlier state', async () => {
  const path = newFile();
  const store = await openSqliteStore({ path });
  await store.commit([opening('a'), closing('a'), opening('b', { visitor: 'vj' }), closing('b')]);
  await convs(store);
  const db = openDatabase({ path });
  const epoch = store.epoch;
  const sessions = (): number => createSessionColumns(db, path)().size;
  const file = createColumnsFile(path, epoch);
  // The file says that there was one more session than the table has: so it is the file that was read.
  file.keep({ sessions: columnsOf([1, 2, 3].map((id) => someRow({ id, closedAt: at }))), changed: 2 });
  expect(sessions()).toBe(3);
  file.keep({ sessions: columnsOf([1, 2, 3].map((id) => someRow({ id, closedAt: at }))), changed: 9 });
  expect(sessions()).toBe(2);
  db.close();
  await store.erase({ conversation: 'a' });
  expect(existsSync(columnsPath(path))).toBe(false);
  await store.close();
});
