// The tables, as numbered migrations: `user_version` counts those that were applied. A released one is never changed.
import { type Database, inTransaction } from './database.ts';
import { assessmentTables } from './schema-of-assessments.ts';
import { fileTables } from './schema-of-files.ts';
import { identityTables } from './schema-of-identity.ts';
import { ratingTables } from './schema-of-ratings.ts';

export const migrations: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  -- The log: rows are only ever added at the end, in commit order. stream: 0 main, 1 notes, 2 rating.
  -- What came after meta.settled may not have its place yet (settle.ts); until then it is found by its conversation.
  CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    cid INTEGER NOT NULL,
    stream INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    cmd TEXT,
    hash TEXT,
    at INTEGER NOT NULL,
    p INTEGER,
    data TEXT NOT NULL
  ) STRICT;
  CREATE INDEX event_closed ON event (at) WHERE kind = 'closed';

  -- L1: where in its stream an event stands. id: of the event.
  CREATE TABLE place (
    cid INTEGER NOT NULL,
    stream INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    id INTEGER NOT NULL,
    PRIMARY KEY (cid, stream, seq)
  ) STRICT, WITHOUT ROWID;

  -- What follows from the events that have their place. head, head_n, head_r: the last seq of the three streams.
  -- state: their fold (S4). last_id: the last message.
  CREATE TABLE conversation (
    cid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    site TEXT NOT NULL,
    visitor TEXT NOT NULL,
    st TEXT NOT NULL,
    closed_at INTEGER,
    at INTEGER NOT NULL,
    head INTEGER NOT NULL,
    head_n INTEGER NOT NULL,
    head_r INTEGER NOT NULL,
    last_id INTEGER,
    state TEXT NOT NULL
  ) STRICT;
  CREATE INDEX conversation_open ON conversation (cid) WHERE closed_at IS NULL;
  CREATE INDEX conversation_closed ON conversation (closed_at, cid) WHERE closed_at IS NOT NULL;
  CREATE INDEX conversation_visitor ON conversation (visitor);

  CREATE TABLE mark (
    cid INTEGER NOT NULL REFERENCES conversation (cid),
    actor TEXT NOT NULL,
    r INTEGER NOT NULL,
    d INTEGER NOT NULL,
    PRIMARY KEY (cid, actor)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE visitor (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    info TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE site (
    key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    origins TEXT NOT NULL,
    native INTEGER NOT NULL,
    disabled INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE agent (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE COLLATE NOCASE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    presence TEXT NOT NULL,
    disabled INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE secret (
    hash TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    agent TEXT,
    parent TEXT,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX secret_agent ON secret (agent, kind);
  CREATE INDEX secret_expires ON secret (expires_at);
  `,
  `
  -- settings: what differs from the defaults. seen: where the widget was last.
  ALTER TABLE site ADD COLUMN settings TEXT;
  ALTER TABLE site ADD COLUMN seen_origin TEXT;
  ALTER TABLE site ADD COLUMN seen_at INTEGER;

  -- teams, langs: lists, as JSON.
  ALTER TABLE agent ADD COLUMN teams TEXT;
  ALTER TABLE agent ADD COLUMN langs TEXT;
  ALTER TABLE agent ADD COLUMN capacity INTEGER;

  -- Why and since when a visitor may not write. Beside info, so that a visitor who changes the one cannot undo the other.
  ALTER TABLE visitor ADD COLUMN block TEXT;
  ALTER TABLE visitor ADD COLUMN blocked_at INTEGER;
  CREATE INDEX visitor_blocked ON visitor (blocked_at) WHERE blocked_at IS NOT NULL;

  ALTER TABLE secret ADD COLUMN name TEXT;
  `,
  `
  -- Mail on its way. told: whether those whom its end concerns know of it.
  CREATE TABLE mail (
    id TEXT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    address TEXT NOT NULL COLLATE NOCASE,
    lang TEXT NOT NULL,
    data TEXT NOT NULL,
    conv TEXT,
    visitor TEXT,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    since INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    ended_at INTEGER,
    error TEXT,
    round INTEGER NOT NULL,
    told INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX mail_queued ON mail (next_at, id) WHERE state = 'queued';
  CREATE INDEX mail_ended ON mail (state, ended_at, id);
  CREATE INDEX mail_untold ON mail (told, id) WHERE ended_at IS NOT NULL;
  CREATE INDEX mail_conv ON mail (conv);
  CREATE INDEX mail_visitor ON mail (visitor);
  CREATE INDEX mail_address ON mail (address, since);
  `,
  ratingTables,
  identityTables,
  fileTables,
  assessmentTables,
];

/** Brings the tables up to date and gives back the epoch of the log (D8): `newEpoch` if the log is new. `upTo`: tests only. */
export function migrate(db: Database, newEpoch: string, upTo: number = migrations.length): string {
  return inTransaction(db, () => {
    const { user_version: done } = db.prepare('PRAGMA user_version').get() as { user_version: number };
    if (done > migrations.length) throw new Error('The database was made by a newer version of Rapport.');
    for (const sql of migrations.slice(done, upTo)) db.exec(sql);
    if (done < upTo) db.exec(`PRAGMA user_version = ${upTo}`);
    db.prepare(`INSERT INTO meta (key, value) VALUES ('epoch', ?) ON CONFLICT DO NOTHING`).run(newEpoch);
    const { value } = db.prepare(`SELECT value FROM meta WHERE key = 'epoch'`).get() as { value: string };
    return value;
  });
}
