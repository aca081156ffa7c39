// What the tables of ratings refuse by themselves, tried by SQL and past every line of code: who writes to the file by hand, or a
// mistake in what writes to it, makes no state that the reports could not explain.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caseRow } from '../../test/store-contract-cases.ts';
import { at, closing, message, opening, rating } from '../../test/units.ts';
import { openDatabase } from './database.ts';
import { migrate } from './schema.ts';
import { openSqliteStore } from './sqlite-store.ts';

const directory = mkdtempSync(join(tmpdir(), 'rapport-constraints-'));
const path = join(directory, 'rapport.db');
let db: DatabaseSync;

const empty = openDatabase({ path: ':memory:' });
migrate(empty, 'epoch');
const namesIn = (table: string): readonly string[] =>
  (empty.prepare(`PRAGMA table_info(${table})`).all() as { name: string }[]).map(({ name }) => name);
const columnsOf = { session: namesIn('session'), recovery_case: namesIn('recovery_case') };
empty.close();

/** Conversations a (rated twice, with a case and its words), b (ended, not rated) and one that was erased. */
beforeAll(async () => {
  const store = await openSqliteStore({ path });
  for (const conv of ['a', 'b', 'erased']) await store.commit([opening(conv), message(conv, 'm1'), closing(conv)]);
  await store.commit([rating('a', 2), rating('erased', 3)]);
  await store.commit([rating('a', 3, { rev: 2 })]);
  await store.openCase(caseRow('case'), { at, actor: 'system', kind: 'opened', data: {} });
  await store.changeCase('case', (row) => ({
    row: { ...row, state: 'contacted', owner: 'ag', contactedAt: at + 5 },
    event: { at, actor: 'ag', kind: 'contacted', data: { how: 'mail', text: 'Dear Ann' } },
  }));
  await store.readRating({ conv: 'a', n: 1, agent: 'ag', at });
  await store.addAudit({ at, actor: 'ag', kind: 'export', data: { rows: 1 } });
  await store.reportRows({ from: 0, to: at + 9, zone: 'UTC', now: at + 9 }, null, 9);
  await store.erase({ conversation: 'erased' });
  await store.close();
  db = new DatabaseSync(path);
  db.exec('PRAGMA foreign_keys = ON');
});
afterAll(() => {
  db.close();
  rmSync(directory, { recursive: true });
});

/** Null: it was done. Nothing of it stays. */
function refused(sql: string): string | null {
  db.exec('BEGIN');
  try {
    db.exec(sql);
    return null;
  } catch (error) {
    return (error as Error).message;
  } finally {
    db.exec('ROLLBACK');
  }
}

const ofA = `WHERE conv = 'a' AND n = 1`;
const ofB = `WHERE conv = 'b' AND n = 1`;
/** Another row like those that `from` names, but for some columns. */
function like(table: 'session' | 'recovery_case', changes: Readonly<Record<string, string>>, from = ''): string {
  const columns = columnsOf[table];
  return `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.map((name) => changes[name] ?? name).join(', ')} FROM ${table} ${from}`;
}
const copied = (changes: Readonly<Record<string, string>>): string =>
  like('session', { id: '(SELECT max(id) + 1 FROM session)', ...changes }, ofB);

describe('what is right is written', () => {
  test.each([
    ['another session', copied({ conv: `'c'` })],
    ['a change of a rating', `UPDATE session SET score = 5, revisions = 3 ${ofA}`],
    ['an end of a case', `UPDATE recovery_case SET state = 'closed', outcome = 'resolved', closed_at = 9`],
    ['words that are taken out', `UPDATE recovery_event SET data = json_remove(data, '$.text') || '   ' WHERE seq = 2`],
    ['whose case it was is forgotten', `UPDATE recovery_case SET conv = NULL`],
    ['what somebody wrote is overwritten, and then deleted', `UPDATE event SET data = '  '; DELETE FROM event`],
  ])('%s', (_, sql) => {
    expect(refused(sql)).toBeNull();
  });
});

describe('a session', () => {
  test.each([
    ['has one row', copied({})],
    ['has no score without an invitation that was answered', `UPDATE session SET invitation = 3 ${ofA}`],
    ['is not rated without a score', `UPDATE session SET invitation = 6 ${ofB}`],
    ['has exactly one state of its invitation', `UPDATE session SET invitation = 7 ${ofB}`],
    ['has a state of its invitation', `UPDATE session SET invitation = NULL ${ofB}`],
    ['has a reason if nobody was asked', `UPDATE session SET invitation = 0 ${ofB}`],
    ['has no such reason if somebody was', `UPDATE session SET excuse = 4 ${ofB}`],
    ['has a reason that there is', `UPDATE session SET invitation = 1, excuse = 9 ${ofB}`],
    ['has a score from 1', `UPDATE session SET score = 0 ${ofA}`],
    ['has a score up to 5', `UPDATE session SET score = 6 ${ofA}`],
    ['has a whole score', `UPDATE session SET score = 3.5 ${ofA}`],
    ['has a score that is a number', `UPDATE session SET score = 'x' ${ofA}`],
    ['has a score or no time of one', `UPDATE session SET score = NULL, invitation = 2 ${ofA}`],
    ['has a first time with its score', `UPDATE session SET first_rated_at = NULL ${ofA}`],
    ['has a last time with its score', `UPDATE session SET rated_at = NULL ${ofA}`],
    ['has revisions with its score', `UPDATE session SET revisions = 0 ${ofA}`],
    ['has no revisions without one', `UPDATE session SET revisions = 1 ${ofB}`],
    ['has no reasons without a score', `UPDATE session SET reasons = 1 ${ofB}`],
    ['has no outcome by the visitor without a score', `UPDATE session SET resolved = 1 ${ofB}`],
    ['has no other answer without a score', `UPDATE session SET nps = 9 ${ofB}`],
    ['has one extra answer at most', `UPDATE session SET nps = 9, ces = 2 ${ofA}`],
    ['has a recommendation up to 10', `UPDATE session SET nps = 11 ${ofA}`],
    ['has an ease up to 7', `UPDATE session SET ces = 8 ${ofA}`],
    ['has an expectation down to -2', `UPDATE session SET expect = -3 ${ofA}`],
    ['has a guess that there is', `UPDATE session SET guess = 8, guesser = 'ag', guess_until = 1 ${ofA}`],
    ['has a guess of somebody', `UPDATE session SET guess = 4, guess_until = 1 ${ofA}`],
    ['has a guess with an end', `UPDATE session SET guess = 4, guesser = 'ag' ${ofA}`],
    ['has no second score without a case', `UPDATE session SET second = 5 ${ofB}`],
    ['has a second score up to 5', `UPDATE session SET second = 6 ${ofA}`],
    ['does not end before it began', `UPDATE session SET closed_at = opened_at - 1 ${ofB}`],
    ['is not answered before it began', `UPDATE session SET replied_at = opened_at - 1 ${ofB}`],
    ['has no conversation and a visitor', `UPDATE session SET conv = NULL ${ofB}`],
    ['ended in a way that there is', `UPDATE session SET ended_by = 5 ${ofB}`],
    ['is of a number', `UPDATE session SET n = 0 ${ofB}`],
    ['that was erased is not changed', `UPDATE session SET score = 5 WHERE conv IS NULL`],
    ['that was erased is not deleted', 'DELETE FROM session WHERE conv IS NULL'],
  ])('%s', (_, sql) => {
    expect(refused(sql)).toMatch(/constraint failed|append-only|cannot store/);
  });
});

describe('the log, with every revision of a rating,', () => {
  test.each([
    ['is not changed', `UPDATE event SET data = replace(data, '"score":2', '"score":5') WHERE kind = 'rated'`],
    ['is not given to somebody else', `UPDATE event SET actor = 'x', data = '' WHERE kind = 'rated'`],
    ['loses no revision', `DELETE FROM event WHERE kind = 'rated'`],
    ['has a place once', 'INSERT INTO place SELECT * FROM place'],
  ])('[R5] %s', (_, sql) => {
    expect((db.prepare(`SELECT count(*) AS n FROM event WHERE kind = 'rated'`).get() as { n: number }).n).toBe(2);
    expect(refused(sql)).toMatch(/constraint failed|append-only/);
  });
});

describe('a case', () => {
  const another = (changes: Readonly<Record<string, string>>): string =>
    like('recovery_case', { id: `'other'`, n: '2', ...changes });
  test('is written if it is right', () => {
    expect(refused(another({}))).toBeNull();
  });
  test.each([
    ['is the only one of its session', another({ n: '1' })],
    ['is of a session', another({ n: '0' })],
    ['was opened for something', another({ triggers: `'[]'` })],
    ['is in a state that there is', another({ state: `'lost'` })],
    ['somebody got in touch about has somebody', another({ owner: 'NULL' })],
    ['somebody got in touch about has a time of that', another({ contacted_at: 'NULL' })],
    ['is not due before it was opened', another({ due_at: 'opened_at - 1' })],
    ['escalates at half of its time, or at its end', another({ escalated: '60' })],
    ['is not closed without an outcome', another({ state: `'closed'`, closed_at: '1' })],
    ['is not closed without a time', another({ state: `'closed'`, outcome: `'resolved'` })],
    ['has no outcome while it is open', another({ outcome: `'resolved'` })],
    ['has an outcome that there is', another({ state: `'closed'`, closed_at: '1', outcome: `'his own fault'` })],
    ['is not deleted', 'DELETE FROM recovery_case'],
    ['is not given to another session', 'UPDATE recovery_case SET n = 2'],
    ['is not given to another conversation', `UPDATE recovery_case SET conv = 'b'`],
    ['is not dated otherwise', 'UPDATE recovery_case SET opened_at = opened_at + 1'],
    ['keeps when somebody first got in touch', 'UPDATE recovery_case SET contacted_at = 1'],
    ['forgets nothing', 'DELETE FROM recovery_event'],
    ['has its history as it was', `UPDATE recovery_event SET at = 1`],
    ['has its words as they were', `UPDATE recovery_event SET data = replace(data, 'Ann', 'Eve') WHERE seq = 2`],
    ['has no history of another kind', `INSERT INTO recovery_event VALUES ('case', 3, 1, 'ag', 'deleted', '{}')`],
    ['has no two things at one place', `INSERT INTO recovery_event VALUES ('case', 1, 1, 'ag', 'noted', '{}')`],
    ['that is not there has no history', `INSERT INTO recovery_event VALUES ('none', 1, 1, 'ag', 'noted', '{}')`],
  ])('%s', (_, sql) => {
    expect(refused(sql)).toMatch(/constraint failed|append-only/);
  });
});

describe('the rest', () => {
  test.each([
    ['the first look at a rating stands', 'UPDATE rating_read SET at = 1'],
    ['nobody looks at it first twice', 'INSERT INTO rating_read SELECT * FROM rating_read'],
    ['the audit is not changed', `UPDATE audit SET actor = 'x'`],
    ['the audit is not deleted', 'DELETE FROM audit'],
    ['a target is a share', `INSERT INTO target VALUES ('csat', '', 1.5, 'ag', 1)`],
    ['a theme has a name', `INSERT INTO theme VALUES ('t', '', '', 'd', 'ag', 1, NULL, NULL, 0, NULL)`],
    ['a theme was told or not', `INSERT INTO theme VALUES ('t', '', 'l', 'd', 'ag', 1, NULL, NULL, 2, NULL)`],
    ['an annotation says something', `INSERT INTO annotation VALUES ('a', 1, NULL, 'other', '', 'ag')`],
  ])('%s', (_, sql) => {
    expect(refused(sql)).toMatch(/constraint failed|append-only/);
  });
});
