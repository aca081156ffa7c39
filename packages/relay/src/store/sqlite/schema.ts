// The tables, as numbered migrations: `user_version` counts those that were applied. A released one is never changed.
import { type Database, inTransaction } from './database.ts';

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
  `
  -- One row for every session that has ended, made from the log (project.ts) and rebuilt from it at any time, but for what was
  -- erased there: of that the figures stay and the words and the people go. changed: grows with every change of any row.
  CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    conv TEXT,
    n INTEGER NOT NULL CHECK (n >= 1),
    visitor TEXT,
    visitor_no INTEGER NOT NULL,
    site TEXT NOT NULL,
    team TEXT NOT NULL,
    page TEXT NOT NULL,
    locale TEXT NOT NULL,
    owner TEXT NOT NULL,
    speakers TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    closed_at INTEGER NOT NULL CHECK (closed_at >= opened_at),
    replied_at INTEGER,
    wait_open_ms INTEGER,
    next_at INTEGER,
    mode INTEGER NOT NULL,
    ended_by INTEGER NOT NULL,
    promise INTEGER NOT NULL,
    invitation INTEGER NOT NULL,
    excuse INTEGER NOT NULL,
    score INTEGER CHECK (score BETWEEN 1 AND 5),
    resolved INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    extra INTEGER NOT NULL,
    nps INTEGER CHECK (nps BETWEEN 0 AND 10),
    ces INTEGER CHECK (ces BETWEEN 1 AND 7),
    expect INTEGER CHECK (expect BETWEEN -2 AND 2),
    reasons INTEGER NOT NULL,
    guess INTEGER NOT NULL CHECK (guess BETWEEN 0 AND 7),
    guesser TEXT NOT NULL,
    guess_until INTEGER,
    first_rated_at INTEGER,
    rated_at INTEGER,
    revisions INTEGER NOT NULL,
    read_at INTEGER,
    acted_at INTEGER,
    case_at INTEGER,
    contacted_at INTEGER,
    second INTEGER CHECK (second BETWEEN 1 AND 5),
    handoffs INTEGER NOT NULL,
    visitor_messages INTEGER NOT NULL,
    flags INTEGER NOT NULL,
    happened TEXT NOT NULL,
    changed INTEGER NOT NULL,
    UNIQUE (conv, n),
    CHECK ((score IS NULL) = (first_rated_at IS NULL)),
    CHECK (second IS NULL OR case_at IS NOT NULL)
  ) STRICT;
  CREATE INDEX session_changed ON session (changed);
  CREATE INDEX session_visitor ON session (visitor) WHERE visitor IS NOT NULL;
  CREATE INDEX session_closed ON session (closed_at, id);

  -- A recovery case, and what was done about it: only ever added to.
  CREATE TABLE recovery_case (
    id TEXT PRIMARY KEY,
    conv TEXT,
    n INTEGER NOT NULL,
    site TEXT NOT NULL,
    triggers TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'owned', 'contacted', 'waiting', 'closed')),
    owner TEXT,
    opened_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    escalated INTEGER NOT NULL CHECK (escalated IN (0, 50, 100)),
    contacted_at INTEGER,
    closed_at INTEGER,
    outcome TEXT,
    actions TEXT NOT NULL,
    root_cause TEXT,
    UNIQUE (conv, n),
    CHECK ((state = 'closed') = (outcome IS NOT NULL AND closed_at IS NOT NULL)),
    CHECK (state NOT IN ('owned') OR owner IS NOT NULL)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX case_open ON recovery_case (due_at) WHERE state <> 'closed';
  CREATE INDEX case_closed ON recovery_case (closed_at) WHERE state = 'closed';
  CREATE TABLE recovery_event (
    id TEXT NOT NULL REFERENCES recovery_case (id),
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (id, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER recovery_event_stays BEFORE DELETE ON recovery_event BEGIN SELECT raise(ABORT, 'append-only'); END;
  CREATE TRIGGER recovery_case_stays BEFORE DELETE ON recovery_case BEGIN SELECT raise(ABORT, 'append-only'); END;

  -- Who has seen which rating first, and up to when an agent has read his brief.
  CREATE TABLE rating_read (
    conv TEXT NOT NULL, n INTEGER NOT NULL, agent TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (conv, n, agent)
  ) STRICT, WITHOUT ROWID;

  -- What is not in the log and belongs to a session is in its row at once.
  CREATE TRIGGER session_read AFTER INSERT ON rating_read BEGIN
    UPDATE session SET read_at = new.at, changed = (SELECT max(changed) + 1 FROM session)
    WHERE conv = new.conv AND n = new.n AND (read_at IS NULL OR read_at > new.at);
  END;
  CREATE TRIGGER session_case AFTER INSERT ON recovery_case BEGIN
    UPDATE session SET case_at = new.opened_at, contacted_at = new.contacted_at, changed = (SELECT max(changed) + 1 FROM session)
    WHERE conv = new.conv AND n = new.n;
  END;
  CREATE TRIGGER session_contacted AFTER UPDATE OF contacted_at ON recovery_case WHEN new.contacted_at IS NOT old.contacted_at BEGIN
    UPDATE session SET contacted_at = new.contacted_at, changed = (SELECT max(changed) + 1 FROM session)
    WHERE conv = new.conv AND n = new.n;
  END;
  ALTER TABLE agent ADD COLUMN briefed_at INTEGER;

  -- The outer loop: what is to change, what was aimed at, what happened when, who signed.
  CREATE TABLE theme (
    id TEXT PRIMARY KEY, code TEXT NOT NULL, label TEXT NOT NULL, decision TEXT NOT NULL, owner TEXT NOT NULL,
    created_at INTEGER NOT NULL, due_at INTEGER, done_at INTEGER, told INTEGER NOT NULL, site TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE target (
    metric TEXT NOT NULL, site TEXT NOT NULL, value REAL NOT NULL CHECK (value BETWEEN 0 AND 1), owner TEXT NOT NULL, valid_until INTEGER NOT NULL,
    PRIMARY KEY (metric, site)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE annotation (id TEXT PRIMARY KEY, at INTEGER NOT NULL, site TEXT, kind TEXT NOT NULL, text TEXT NOT NULL, actor TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE audit (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL, data TEXT NOT NULL) STRICT;
  CREATE INDEX audit_at ON audit (at);
  -- Of voided ratings the log itself is the audit.
  CREATE INDEX event_void ON event (at) WHERE kind IN ('voiding', 'voided', 'unvoided');
  CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'append-only'); END;
  CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'append-only'); END;
  `,
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
