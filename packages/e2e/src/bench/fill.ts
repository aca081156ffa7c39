// A relay's database with millions of messages, written by SQL: through the relay they would take hours of a bench.
// A hundred conversations at a time, side by side, as they come in life: the messages of one are scattered over the log.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteStore } from '@rapport/relay';

export const perConversation = 100;
const sideBySide = 100;
const perBlock = perConversation * sideBySide;
const startedAt = 1_700_000_000_000;
const text =
  'A message as people write them, of about a hundred and twenty characters, so that the row weighs what it really does.';

export const conversationId = (n: number): string => `filled-${n}`;

/** `messages` in conversations of a hundred, ended and rated; `long`: one more, open, of so many messages. */
export async function fill(data: string, messages: number, long: number): Promise<void> {
  mkdirSync(data, { recursive: true });
  const path = join(data, 'rapport.db');
  await (await openSqliteStore({ path })).close();
  const db = new DatabaseSync(path);
  db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144; BEGIN');
  const conversations = messages / perConversation;
  const body = JSON.stringify({ text });
  const count = 'WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ? - 1)';
  const state = (visitor: string, closedAt: string): string =>
    `json_object('st', iif(${closedAt} IS NULL, 'active', 'closed'), 'mode', 'live', 'site', 'demo', 'visitor', ${visitor},
      'as', 'agent', 'n', 1, 'who', json('{}'), 'openedAt', ${startedAt}, 'takenAt', ${startedAt}, 'closedAt', ${closedAt},
      'fromVisitor', 50, 'fromStaff', 50, 'waitingSince', NULL, 'rate', json('{}'), 'notes', 0)`;

  // Row i of the log: which conversation of its block, and the how-manieth of it.
  db.prepare(`${count} INSERT INTO event (id, cid, stream, seq, kind, actor, cmd, hash, at, data)
    SELECT i + 1, (i / ${perBlock}) * ${sideBySide} + i % ${sideBySide} + 1, 0, (i % ${perBlock}) / ${sideBySide} + 1,
      iif((i % ${perBlock}) / ${sideBySide} = ${perConversation - 1}, 'closed', 'message'),
      iif(i % 2, 'visitor-' || i % 1000, 'agent'), printf('command-%014d', i), 'fingerprint', ${startedAt} + i,
      iif((i % ${perBlock}) / ${sideBySide} = ${perConversation - 1}, '{"n":1,"by":"visitor"}', ?) FROM n`).run(
    messages,
    body,
  );
  db.prepare(`${count} INSERT INTO place (cid, stream, seq, id)
    SELECT i / ${perConversation} + 1, 0, i % ${perConversation} + 1,
      (i / ${perBlock}) * ${perBlock} + (i % ${perConversation}) * ${sideBySide} + (i / ${perConversation}) % ${sideBySide} + 1
    FROM n`).run(messages);
  db.prepare(`${count} INSERT INTO event (id, cid, stream, seq, kind, actor, cmd, hash, at, data)
    SELECT ?2 + i + 1, i + 1, 2, 1, 'rated', 'visitor', printf('rating-%015d', i), 'fingerprint', ${startedAt} + ?2 + i,
      '{"n":1,"score":' || (i % 5 + 1) || ',"rev":1}' FROM n`).run(conversations, messages);
  db.prepare(`${count} INSERT INTO place (cid, stream, seq, id) SELECT i + 1, 2, 1, ?2 + i + 1 FROM n`).run(
    conversations,
    messages,
  );
  db.prepare(`${count} INSERT INTO conversation (cid, id, site, visitor, st, closed_at, at, head, head_n, head_r, last_id, state)
    SELECT i + 1, 'filled-' || (i + 1), 'demo', 'visitor-' || i % 1000, 'closed', ${startedAt} + i, ${startedAt} + i,
      ${perConversation}, 0, 1, (i / ${sideBySide}) * ${perBlock} + ${perBlock - 2 * sideBySide} + i % ${sideBySide} + 1,
      ${state(`'visitor-' || i % 1000`, `${startedAt} + i`)} FROM n`).run(conversations);

  const [cid, from] = [conversations + 1, messages + conversations];
  db.prepare(`${count} INSERT INTO event (id, cid, stream, seq, kind, actor, cmd, hash, at, data)
    SELECT ?2 + i + 1, ?3, 0, i + 1, 'message', 'visitor', printf('long-%017d', i), 'fingerprint', ${startedAt} + ?2 + i, ?4 FROM n`).run(
    long,
    from,
    cid,
    body,
  );
  db.prepare(`${count} INSERT INTO place (cid, stream, seq, id) SELECT ?3, 0, i + 1, ?2 + i + 1 FROM n`).run(
    long,
    from,
    cid,
  );
  db.prepare(`INSERT INTO conversation (cid, id, site, visitor, st, closed_at, at, head, head_n, head_r, last_id, state)
    SELECT ?1, 'long', 'demo', 'visitor', 'active', NULL, ${startedAt}, ?2, 0, 0, ?3, ${state(`'visitor'`, 'NULL')}`).run(
    cid,
    long,
    from + long,
  );
  db.prepare(
    `INSERT INTO meta (key, value) VALUES ('settled', CAST(? AS TEXT)) ON CONFLICT DO UPDATE SET value = excluded.value`,
  ).run(from + long);
  db.exec('COMMIT; PRAGMA journal_mode = WAL');
  db.close();
}
