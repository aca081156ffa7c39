// Recovery cases. The tables refuse to delete any of it; erasing takes out whose it was, and the words.
import type { ConvId } from '@rapport/protocol';
import type { CaseDraft, CaseEvent, CaseRow, Cases } from '../cases.ts';
import type { Database, Statement } from './database.ts';
import type { Transactions } from './transaction.ts';

interface Row {
  readonly id: string;
  readonly conv: ConvId | null;
  readonly n: number;
  readonly site: string;
  readonly triggers: string;
  readonly state: CaseRow['state'];
  readonly owner: string | null;
  readonly opened_at: number;
  readonly due_at: number;
  readonly escalated: CaseRow['escalated'];
  readonly contacted_at: number | null;
  readonly closed_at: number | null;
  readonly outcome: CaseRow['outcome'];
  readonly actions: string;
  readonly root_cause: CaseRow['cause'];
}

interface EventRow extends Omit<CaseEvent, 'data'> {
  readonly data: string;
}

export function createCases(db: Database, transactions: Transactions): Cases {
  const put = db.prepare(
    `INSERT INTO recovery_case (triggers, state, owner, due_at, escalated, contacted_at, closed_at, outcome, actions, root_cause, id, conv, n, site, opened_at)
     VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING`,
  );
  const change = db.prepare(
    `UPDATE recovery_case SET triggers = ?, state = ?, owner = ?, due_at = ?, escalated = ?, contacted_at = ?, closed_at = ?, outcome = ?, actions = ?, root_cause = ?
     WHERE id = ?`,
  );
  const byId = db.prepare('SELECT * FROM recovery_case WHERE id = ?');
  const ofConversation = db.prepare('SELECT * FROM recovery_case WHERE conv = ? ORDER BY n');
  const open = db.prepare(
    `SELECT * FROM recovery_case WHERE state <> 'closed' AND (?1 IS NULL OR site = ?1) ORDER BY due_at, id LIMIT ?2`,
  );
  const closed = db.prepare(
    `SELECT * FROM recovery_case WHERE state = 'closed' AND closed_at >= ?3 AND (?1 IS NULL OR site = ?1) ORDER BY closed_at DESC, id LIMIT ?2`,
  );
  const addEvent = db.prepare(
    `INSERT INTO recovery_event (id, seq, at, actor, kind, data)
     VALUES (?1, (SELECT coalesce(max(seq), 0) + 1 FROM recovery_event WHERE id = ?1), ?2, ?3, ?4, ?5)`,
  );
  const events = db.prepare('SELECT seq, at, actor, kind, data FROM recovery_event WHERE id = ? ORDER BY seq');

  const add = (id: string, { at, actor, kind, data }: CaseDraft): void =>
    void addEvent.run(id, at, actor, kind, JSON.stringify(data));
  const read = (id: string): CaseRow | null => {
    const row = byId.get(id);
    return row ? caseOf(row) : null;
  };

  return {
    openCase: (row, event) =>
      transactions.write(() => {
        const { changes } = put.run(...changing(row), row.id, row.conv, row.n, row.site, row.openedAt);
        if (changes === 1) add(row.id, event);
        return changes === 1;
      }),
    recoveryCase: async (id) => read(id),
    casesOf: async (conv) => ofConversation.all(conv).map(caseOf),
    openCases: async (limit, site) => open.all(site ?? null, limit).map(caseOf),
    closedCases: async (limit, { site, since = 0 } = {}) => closed.all(site ?? null, limit, since).map(caseOf),
    changeCase: (id, judge) =>
      transactions.write(() => {
        const row = read(id);
        const changed = row && judge(row);
        if (!changed) return null;
        change.run(...changing(changed.row), id);
        add(id, changed.event);
        return read(id);
      }),
    caseEvents: async (id) =>
      (events.all(id) as unknown as EventRow[]).map(({ data, ...event }) => ({
        ...event,
        data: JSON.parse(data) as CaseEvent['data'],
      })),
  };
}

/** Of the cases of one conversation: as many bytes as there were, so that the rows stay where they are. Each is run with the conversation. */
export function eraseCases(db: Database): readonly Statement[] {
  const without = `json_remove(data, '$.text')`;
  const bytes = (what: string): string => `length(CAST(${what} AS BLOB))`;
  return [
    db.prepare(
      `UPDATE recovery_event SET data = ${without} || printf('%*s', ${bytes('data')} - ${bytes(without)}, '')
       WHERE id IN (SELECT id FROM recovery_case WHERE conv = ?) AND json_type(data, '$.text') IS NOT NULL`,
    ),
    db.prepare('UPDATE recovery_case SET conv = NULL WHERE conv = ?'),
  ];
}

/** What may change, in the order of the statements. */
const changing = (row: CaseRow) =>
  [
    JSON.stringify(row.triggers),
    row.state,
    row.owner,
    row.dueAt,
    row.escalated,
    row.contactedAt,
    row.closedAt,
    row.outcome,
    JSON.stringify(row.actions),
    row.cause,
  ] as const;

function caseOf(row: unknown): CaseRow {
  const {
    id,
    conv,
    n,
    site,
    triggers,
    state,
    owner,
    escalated,
    outcome,
    actions,
    root_cause: cause,
    ...at
  } = row as Row;
  return {
    ...{ id, conv, n, site, state, owner, escalated, outcome, cause },
    ...{ openedAt: at.opened_at, dueAt: at.due_at, contactedAt: at.contacted_at, closedAt: at.closed_at },
    triggers: JSON.parse(triggers) as CaseRow['triggers'],
    actions: JSON.parse(actions) as CaseRow['actions'],
  };
}
