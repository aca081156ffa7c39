// A relay's database with ended sessions in its session table and nowhere else, written by SQL: reports are computed from that table
// alone, and a million conversations would take hours. Nothing in it looks into the log, so nobody can ask what was said.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteStore } from '@rapport/relay';

const dayMs = 86_400_000;
export const firstDay: number = Date.UTC(2024, 0, 1);
export const days = 730;
export const lastDay: number = firstDay + days * dayMs;

/** One of those who have them. */
export const filledAgent = 'agent-1';

/** `sessions`, evenly over two years: forty agents in five teams, two sites, every third one rated. */
export async function fillSessions(data: string, sessions: number): Promise<void> {
  mkdirSync(data, { recursive: true });
  const path = join(data, 'rapport.db');
  await (await openSqliteStore({ path })).close();
  const db = new DatabaseSync(path);
  db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144; BEGIN');
  // h: sixteen bits that look like chance, from a number and a salt.
  const h = (salt: number): string => `((((i + ${salt}) * 2654435761) >> 12) & 65535)`;
  const isRated = `(${h(1)} % 3 = 0)`;
  const opened = `${firstDay} + i * ${days * dayMs} / ?1`;
  const closed = `${opened} + 60000 + ${h(2)} * 20`;
  const replied = `iif(${h(3)} % 20 = 0, NULL, ${opened} + ${h(4)} * 10)`;
  const given: Readonly<Record<string, string>> = {
    id: 'i + 1',
    conv: `printf('filled-%d', i)`,
    n: '1',
    visitor: `printf('visitor-%d', i * 2 / 5)`,
    visitor_no: 'i * 2 / 5 + 1',
    site: `iif(i % 4 = 0, 'other', 'demo')`,
    team: `printf('team-%d', ${h(5)} % 5)`,
    page: `printf('/page/%d', ${h(6)} % 200)`,
    locale: `substr('deenelrumssq', ${h(7)} % 6 * 2 + 1, 2)`,
    owner: `printf('agent-%d', ${h(8)} % 40)`,
    speakers: `printf('["agent-%d"]', ${h(8)} % 40)`,
    opened_at: opened,
    closed_at: closed,
    replied_at: replied,
    wait_open_ms: `${replied} - (${opened})`,
    next_at: `iif(${h(9)} % 3 = 0, ${closed} + ${h(10)} * 20000, NULL)`,
    mode: `(${h(11)} % 10 = 0)`,
    ended_by: `${h(12)} % 4`,
    promise: `${h(13)} % 4`,
    invitation: `iif(${isRated}, 6, ${h(14)} % 5)`,
    excuse: `CASE iif(${isRated}, 6, ${h(14)} % 5) WHEN 0 THEN 1 + i % 3 WHEN 1 THEN 4 + i % 2 ELSE 0 END`,
    score: `iif(${isRated}, min(5, ${h(15)} % 7 + 1), NULL)`,
    resolved: `iif(${isRated}, ${h(16)} % 5, 0)`,
    outcome: `${h(17)} % 5`,
    extra: '0',
    reasons: `iif(${isRated}, 1 << (${h(18)} % 18), 0)`,
    guess: `iif(${h(19)} % 5 = 0, 1 + ${h(20)} % 7, 0)`,
    guesser: `iif(${h(19)} % 5 = 0, printf('agent-%d', ${h(8)} % 40), '')`,
    guess_until: `iif(${h(19)} % 5 = 0, ${closed} + ${dayMs}, NULL)`,
    first_rated_at: `iif(${isRated}, ${closed} + 60000, NULL)`,
    rated_at: `iif(${isRated}, ${closed} + 60000, NULL)`,
    revisions: `${isRated}`,
    handoffs: `max(0, ${h(21)} % 12 - 9)`,
    visitor_messages: `${h(22)} % 20 + 1`,
    flags: `4 | iif(i % 5 > 1, 2, 0)`,
    happened: `iif(${h(23)} % 10 = 0, '[3,4]', '[]')`,
    changed: 'i + 1',
  };
  db.prepare(`WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?1 - 1)
    INSERT INTO session (${Object.keys(given).join(', ')}) SELECT ${Object.values(given).join(', ')} FROM n`).run(
    sessions,
  );
  db.prepare(`INSERT INTO agent (id, email, name, role, password_hash, presence, disabled)
    VALUES (?1, ?1 || '@rapport.example', 'Agent', 'agent', '', 'away', 0)`).run(filledAgent);
  db.exec('COMMIT; PRAGMA journal_mode = WAL');
  db.close();
}
