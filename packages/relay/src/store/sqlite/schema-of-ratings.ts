// The fourth migration: ended sessions, recovery cases, and what a house learns from its ratings, with what these tables refuse by
// themselves, whoever writes to them. Its codes are those of core/reports/sessions.ts.
export const ratingTables: string = `
  -- One row for every session that has ended, made from the log (project.ts) and rebuilt from it at any time, but for what was
  -- erased there: of that the figures stay and the words and the people go. changed: grows with every change of any row.
  CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    conv TEXT,
    n INTEGER NOT NULL CHECK (n >= 1),
    visitor TEXT,
    visitor_no INTEGER NOT NULL CHECK (visitor_no >= 0),
    site TEXT NOT NULL,
    team TEXT NOT NULL,
    page TEXT NOT NULL,
    locale TEXT NOT NULL,
    owner TEXT NOT NULL,
    speakers TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    closed_at INTEGER NOT NULL CHECK (closed_at >= opened_at),
    replied_at INTEGER CHECK (replied_at >= opened_at),
    wait_open_ms INTEGER CHECK (wait_open_ms >= 0),
    next_at INTEGER,
    mode INTEGER NOT NULL CHECK (mode BETWEEN 0 AND 1),
    ended_by INTEGER NOT NULL CHECK (ended_by BETWEEN 0 AND 4),
    promise INTEGER NOT NULL CHECK (promise BETWEEN 0 AND 3),
    invitation INTEGER NOT NULL CHECK (invitation BETWEEN 0 AND 6),
    excuse INTEGER NOT NULL CHECK (excuse BETWEEN 0 AND 8),
    score INTEGER CHECK (score BETWEEN 1 AND 5),
    resolved INTEGER NOT NULL CHECK (resolved BETWEEN 0 AND 4),
    outcome INTEGER NOT NULL CHECK (outcome BETWEEN 0 AND 4),
    extra INTEGER NOT NULL CHECK (extra BETWEEN 0 AND 3),
    nps INTEGER CHECK (nps BETWEEN 0 AND 10),
    ces INTEGER CHECK (ces BETWEEN 1 AND 7),
    expect INTEGER CHECK (expect BETWEEN -2 AND 2),
    reasons INTEGER NOT NULL,
    guess INTEGER NOT NULL CHECK (guess BETWEEN 0 AND 7),
    guesser TEXT NOT NULL,
    guess_until INTEGER,
    first_rated_at INTEGER,
    rated_at INTEGER,
    revisions INTEGER NOT NULL CHECK (revisions >= 0),
    read_at INTEGER,
    acted_at INTEGER,
    case_at INTEGER,
    contacted_at INTEGER,
    case_closed_at INTEGER,
    second INTEGER CHECK (second BETWEEN 1 AND 5),
    handoffs INTEGER NOT NULL CHECK (handoffs >= 0),
    visitor_messages INTEGER NOT NULL CHECK (visitor_messages >= 0),
    flags INTEGER NOT NULL,
    happened TEXT NOT NULL,
    changed INTEGER NOT NULL,
    UNIQUE (conv, n),
    -- Rated or not, in every column that says so; what was answered besides belongs to a score.
    CHECK ((score IS NOT NULL) = (invitation = 6)),
    CHECK ((score IS NULL) = (first_rated_at IS NULL)),
    CHECK ((score IS NULL) = (rated_at IS NULL)),
    CHECK ((score IS NULL) = (revisions = 0)),
    CHECK (score IS NOT NULL OR (resolved = 0 AND reasons = 0 AND coalesce(nps, ces, expect) IS NULL)),
    -- R9: one more question at most.
    CHECK ((nps IS NOT NULL) + (ces IS NOT NULL) + (expect IS NOT NULL) <= 1),
    -- R1: who is not asked has a reason, and nobody else.
    CHECK ((excuse > 0) = (invitation < 2)),
    CHECK ((guess = 0) = (guesser = '') AND (guess = 0) = (guess_until IS NULL)),
    CHECK (second IS NULL OR case_at IS NOT NULL),
    CHECK (case_closed_at IS NULL OR case_at IS NOT NULL),
    -- Of what was erased nobody can say whose it was.
    CHECK (conv IS NOT NULL OR (visitor IS NULL AND visitor_no = 0 AND page = ''))
  ) STRICT;
  CREATE INDEX session_changed ON session (changed);
  CREATE INDEX session_visitor ON session (visitor) WHERE visitor IS NOT NULL;
  CREATE INDEX session_closed ON session (closed_at, id);
  -- What was erased cannot be made from the log again, so nothing of it changes any more.
  CREATE TRIGGER session_erased_stays BEFORE DELETE ON session WHEN old.conv IS NULL BEGIN SELECT raise(ABORT, 'append-only'); END;
  CREATE TRIGGER session_erased_is_not_changed BEFORE UPDATE ON session WHEN old.conv IS NULL BEGIN SELECT raise(ABORT, 'append-only'); END;
  -- The log, and with it every revision of a rating, is only added to. Erasing overwrites what somebody wrote, and takes out that alone.
  CREATE TRIGGER event_stays BEFORE DELETE ON event WHEN trim(old.data) <> '' BEGIN SELECT raise(ABORT, 'append-only'); END;
  CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event
    WHEN trim(new.data) <> '' OR (new.id, new.cid, new.stream, new.seq, new.kind, new.actor, new.at) IS NOT (old.id, old.cid, old.stream, old.seq, old.kind, old.actor, old.at)
    BEGIN SELECT raise(ABORT, 'append-only'); END;

  -- A recovery case, and what was done about it: only ever added to.
  CREATE TABLE recovery_case (
    id TEXT PRIMARY KEY,
    conv TEXT,
    n INTEGER NOT NULL CHECK (n >= 1),
    site TEXT NOT NULL,
    triggers TEXT NOT NULL CHECK (json_array_length(triggers) >= 1),
    state TEXT NOT NULL CHECK (state IN ('open', 'owned', 'contacted', 'waiting', 'closed')),
    owner TEXT,
    opened_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL CHECK (due_at >= opened_at),
    escalated INTEGER NOT NULL CHECK (escalated IN (0, 50, 100)),
    contacted_at INTEGER,
    closed_at INTEGER,
    outcome TEXT CHECK (outcome IN ('resolved', 'apologised', 'cannot_do_explained', 'no_answer', 'no_contact_possible', 'declined_by_visitor', 'duplicate')),
    actions TEXT NOT NULL CHECK (json_type(actions) = 'array'),
    root_cause TEXT,
    UNIQUE (conv, n),
    CHECK ((state = 'closed') = (outcome IS NOT NULL) AND (state = 'closed') = (closed_at IS NOT NULL)),
    CHECK (state NOT IN ('owned', 'contacted', 'waiting') OR owner IS NOT NULL),
    CHECK (state NOT IN ('contacted', 'waiting') OR contacted_at IS NOT NULL)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX case_open ON recovery_case (due_at) WHERE state <> 'closed';
  CREATE INDEX case_closed ON recovery_case (closed_at) WHERE state = 'closed';
  CREATE TABLE recovery_event (
    id TEXT NOT NULL REFERENCES recovery_case (id),
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('opened', 'triggered', 'owned', 'contacted', 'waiting', 'answered', 'noted', 'escalated', 'closed', 'reopened')),
    data TEXT NOT NULL CHECK (json_valid(data)),
    PRIMARY KEY (id, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER recovery_event_stays BEFORE DELETE ON recovery_event BEGIN SELECT raise(ABORT, 'append-only'); END;
  -- Erasing takes the words out, and nothing else is changed.
  CREATE TRIGGER recovery_event_is_not_changed BEFORE UPDATE ON recovery_event
    WHEN (new.id, new.seq, new.at, new.actor, new.kind) IS NOT (old.id, old.seq, old.at, old.actor, old.kind)
      OR json(new.data) IS NOT json_remove(old.data, '$.text')
    BEGIN SELECT raise(ABORT, 'append-only'); END;
  -- Of which session it is, and since when, does not change; erasing forgets whose that was.
  CREATE TRIGGER recovery_case_is_of_its_session BEFORE UPDATE ON recovery_case
    WHEN (new.id, new.n, new.site, new.opened_at) IS NOT (old.id, old.n, old.site, old.opened_at)
      OR (new.conv IS NOT old.conv AND new.conv IS NOT NULL) OR (old.contacted_at IS NOT NULL AND new.contacted_at IS NOT old.contacted_at)
    BEGIN SELECT raise(ABORT, 'append-only'); END;
  CREATE TRIGGER recovery_case_stays BEFORE DELETE ON recovery_case BEGIN SELECT raise(ABORT, 'append-only'); END;

  -- Who has seen which rating first, and up to when an agent has read his brief.
  CREATE TABLE rating_read (
    conv TEXT NOT NULL, n INTEGER NOT NULL CHECK (n >= 1), agent TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (conv, n, agent)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER rating_read_is_not_changed BEFORE UPDATE ON rating_read BEGIN SELECT raise(ABORT, 'append-only'); END;

  -- What is not in the log and belongs to a session is in its row at once.
  CREATE TRIGGER session_read AFTER INSERT ON rating_read BEGIN
    UPDATE session SET read_at = new.at, changed = (SELECT max(changed) + 1 FROM session)
    WHERE conv = new.conv AND n = new.n AND (read_at IS NULL OR read_at > new.at);
  END;
  CREATE TRIGGER session_case AFTER INSERT ON recovery_case BEGIN
    UPDATE session SET case_at = new.opened_at, contacted_at = new.contacted_at, case_closed_at = new.closed_at, changed = (SELECT max(changed) + 1 FROM session)
    WHERE conv = new.conv AND n = new.n;
  END;
  CREATE TRIGGER session_contacted AFTER UPDATE OF contacted_at, closed_at ON recovery_case
    WHEN (new.contacted_at, new.closed_at) IS NOT (old.contacted_at, old.closed_at) BEGIN
    UPDATE session SET contacted_at = new.contacted_at, case_closed_at = new.closed_at, changed = (SELECT max(changed) + 1 FROM session)
    WHERE conv = new.conv AND n = new.n;
  END;
  ALTER TABLE agent ADD COLUMN briefed_at INTEGER;

  -- The outer loop: what is to change, what was aimed at, what happened when, who signed.
  CREATE TABLE theme (
    id TEXT PRIMARY KEY, code TEXT NOT NULL, label TEXT NOT NULL CHECK (label <> ''), decision TEXT NOT NULL, owner TEXT NOT NULL,
    created_at INTEGER NOT NULL, due_at INTEGER, done_at INTEGER, told INTEGER NOT NULL CHECK (told IN (0, 1)), site TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE target (
    metric TEXT NOT NULL, site TEXT NOT NULL, value REAL NOT NULL CHECK (value BETWEEN 0 AND 1), owner TEXT NOT NULL, valid_until INTEGER NOT NULL,
    PRIMARY KEY (metric, site)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE annotation (id TEXT PRIMARY KEY, at INTEGER NOT NULL, site TEXT, kind TEXT NOT NULL, text TEXT NOT NULL CHECK (text <> ''), actor TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE audit (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL, data TEXT NOT NULL CHECK (json_valid(data))) STRICT;
  CREATE INDEX audit_at ON audit (at);
  -- Of voided ratings the log itself is the audit.
  CREATE INDEX event_void ON event (at) WHERE kind IN ('voiding', 'voided', 'unvoided');
  CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'append-only'); END;
  CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'append-only'); END;
`;
