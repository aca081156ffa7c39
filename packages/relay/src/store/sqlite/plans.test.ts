// That what is asked for every day does not get slower with what is stored: seen in SQLite's own plans, not in times.
import { expect, test } from 'vitest';
import { createCommands } from './commands.ts';
import { type Database, openDatabase } from './database.ts';
import { createEraser } from './erase.ts';
import { createImprove } from './improve.ts';
import { createLog } from './log.ts';
import { createLongReads } from './long-reads.ts';
import { createMails } from './mails.ts';
import { createMarks } from './marks.ts';
import { createPeople } from './people.ts';
import { createProject } from './project.ts';
import { createProjector } from './projector.ts';
import type { Reader } from './reader.ts';
import { migrate } from './schema.ts';
import { createShortReads } from './short-reads.ts';
import { createTransactions } from './transaction.ts';

/** Every statement that the store prepares. */
function statements(db: Database): string[] {
  const texts: string[] = [];
  const watched = new Proxy(db, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (name !== 'prepare') return value.bind(target);
      return (sql: string) => {
        texts.push(sql);
        return target.prepare(sql);
      };
    },
  });
  const transactions = createTransactions(watched);
  const log = createLog(watched, transactions);
  createCommands(watched);
  createLongReads(watched, null);
  const project = createProject(watched);
  createEraser(watched, log, project);
  createProjector(watched, transactions, project).close();
  createImprove(watched, transactions);
  createMails(watched, transactions);
  createMarks(watched, log, transactions);
  createPeople(watched, transactions);
  createShortReads(watched, log, {} as Reader);
  return texts;
}

/** The steps that go over all rows of something. */
const scans = (db: Database, sql: string): string[] =>
  db
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all()
    .map((row) => String(row['detail']))
    .filter((detail) => detail.startsWith('SCAN'));

/** These are as many as the house has, what is open now, or what was asked for; and one that has only as much as was found before it. */
const bounded = [
  /^SCAN site/,
  /^SCAN agent/,
  /^SCAN theme/,
  /^SCAN target/,
  /^SCAN annotation/,
  /^SCAN meta/,
  /^SCAN CONSTANT ROW$/,
  /^SCAN r VIRTUAL TABLE/,
  /^SCAN c USING (COVERING )?INDEX conversation_open/,
  /^SCAN \((subquery|join)-\d+\)/,
];

test('no statement of the store goes over a table that grows', () => {
  const db = openDatabase({ path: ':memory:' });
  migrate(db, 'epoch');
  const asked = statements(db).filter((sql) => /^\s*(SELECT|UPDATE|DELETE)/.test(sql));
  expect(asked.length).toBeGreaterThan(20);
  const found = asked.flatMap((sql) =>
    scans(db, sql)
      .filter((detail) => !bounded.some((known) => known.test(detail)))
      .map((detail) => `${detail}: ${sql.trim()}`),
  );
  expect(found).toEqual([]);
  db.close();
});

test('a page of history is found by its place, from its end', () => {
  const db = openDatabase({ path: ':memory:' });
  migrate(db, 'epoch');
  const history = statements(db).find((sql) => sql.includes('ORDER BY p.seq DESC LIMIT')) ?? '';
  const plan = db
    .prepare(`EXPLAIN QUERY PLAN ${history}`)
    .all()
    .map((row) => String(row['detail']));
  expect(plan).toContain('SEARCH p USING PRIMARY KEY (cid=? AND stream=? AND seq<?)');
  expect(plan).toContain('SEARCH e USING INTEGER PRIMARY KEY (rowid=?)');
  db.close();
});
