// That a recovery case, once open, stays: in the file as in the code that writes to it.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from 'vitest';
import { caseRow } from '../../test/store-contract-cases.ts';
import { at, opening } from '../../test/units.ts';
import { openSqliteStore } from './sqlite-store.ts';

const directory = mkdtempSync(join(tmpdir(), 'rapport-cases-'));
afterAll(() => rmSync(directory, { recursive: true }));

test('neither a case nor a line of its history can be taken out of the database, whoever asks', async () => {
  const path = join(directory, 'stays.db');
  const store = await openSqliteStore({ path });
  await store.commit([opening('a')]);
  await store.openCase(caseRow('one', { conv: 'a' }), { at, actor: 'system', kind: 'opened', data: {} });
  await store.erase({ conversation: 'a' });
  const db = new DatabaseSync(path);
  for (const table of ['recovery_case', 'recovery_event'])
    expect(() => db.exec(`DELETE FROM ${table}`)).toThrow('append-only');
  db.close();
  expect(await store.recoveryCase('one')).toMatchObject({ id: 'one', conv: null });
  expect(await store.caseEvents('one')).toHaveLength(1);
  await store.close();
});

test('no statement of the relay deletes or replaces a row of them', () => {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const written = files.flatMap((file) => {
    const text = readFileSync(join(import.meta.dirname, file), 'utf8').replace(/\s+/g, ' ');
    return (
      text.match(
        /\b(DELETE FROM|REPLACE INTO|INSERT OR \w+ INTO|DROP TABLE( IF EXISTS)?|UPDATE|INSERT INTO) recovery_\w+/g,
      ) ?? []
    );
  });
  expect(new Set(written)).toEqual(
    new Set([
      'INSERT INTO recovery_case',
      'UPDATE recovery_case',
      'INSERT INTO recovery_event',
      'UPDATE recovery_event',
    ]),
  );
});
