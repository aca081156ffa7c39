// Makes the rows of the session table from the log, conversation by conversation. When, is projector.ts's matter.
import type { ActorId, Audience, ConvId, Ev } from '@rapport/protocol';
import type { Hours } from '../../core/queue/hours.ts';
import { flagBits } from '../../core/reports/columns.ts';
import { isEnded, sessionRow } from '../../core/reports/row.ts';
import { type ConvLog, factsOf } from '../../core/service/facts.ts';
import type { SiteSettings } from '../../core/settings/site-settings.ts';
import type { Database } from './database.ts';
import { audienceOf, type EventRow, eventColumns, evOf, placedEvents } from './rows.ts';
import { type SessionValues, sessionColumns, sessionValues } from './session-rows.ts';

export type NewEvent = EventRow & { readonly cid: number; readonly stream: number };

/** What somebody wrote is not looked at. */
export const withoutTexts: string = eventColumns.replace(
  'e.data',
  `iif(e.kind IN ('message', 'note'), '{}', e.data) AS data`,
);

/** All ended sessions of one conversation, in the transaction that is open. `unplaced`: of it, what may have no place in its stream yet. */
export type Project = (cid: number, unplaced?: readonly NewEvent[]) => void;

interface Conversation {
  readonly conv: ConvId;
  readonly visitor: ActorId;
  readonly settings: string | null;
}

export function createProject(db: Database): Project {
  const conversation = db.prepare(
    'SELECT c.id AS conv, c.visitor, s.settings FROM conversation c LEFT JOIN site s ON s.key = c.site WHERE c.cid = ?',
  );
  const events = db.prepare(
    `SELECT p.cid, p.stream, ${withoutTexts} FROM ${placedEvents} WHERE p.cid = ? ORDER BY p.stream, p.seq`,
  );
  const known = db.prepare('SELECT * FROM session WHERE conv = ? AND n = ?');
  const readAt = db.prepare('SELECT min(at) AS at FROM rating_read WHERE conv = ? AND n = ?');
  const caseOf = db.prepare(
    'SELECT opened_at AS caseAt, contacted_at AS contactedAt, closed_at AS closedAt FROM recovery_case WHERE conv = ? AND n = ?',
  );
  const nextId = db.prepare('SELECT coalesce(max(id), 0) + 1 AS id FROM session');
  const numberOf = db.prepare('SELECT visitor_no AS no FROM session WHERE visitor = ? LIMIT 1');
  const changed = '(SELECT coalesce(max(changed), 0) + 1 FROM session)';
  const insert = db.prepare(
    `INSERT INTO session (${sessionColumns.join(', ')}, id, changed) VALUES (${sessionColumns.map(() => '?').join(', ')}, ?, ${changed})`,
  );
  const update = db.prepare(
    `UPDATE session SET ${sessionColumns.map((name) => `${name} = ?`).join(', ')}, changed = ${changed} WHERE id = ?`,
  );
  const ended = db.prepare(
    'SELECT id, opened_at AS openedAt, next_at AS nextAt, flags FROM session WHERE visitor = ? ORDER BY opened_at',
  );
  const begun = db.prepare(
    `SELECT state ->> 'openedAt' AS openedAt FROM conversation WHERE visitor = ? AND closed_at IS NULL`,
  );
  const link = db.prepare(`UPDATE session SET next_at = ?, flags = ?, changed = ${changed} WHERE id = ?`);

  function logOf(cid: number, unplaced: readonly NewEvent[]): ConvLog {
    const log: Record<Audience, Ev[]> = { main: [], notes: [], rating: [] };
    for (const row of events.all(cid) as unknown as NewEvent[]) log[audienceOf(row.stream)].push(evOf(row));
    for (const row of unplaced) {
      const stream = log[audienceOf(row.stream)];
      if (row.seq > (stream.at(-1)?.s ?? 0)) stream.push(evOf(row));
    }
    return log;
  }

  function put(facts: ReturnType<typeof factsOf>[number], { conv, visitor, settings }: Conversation): void {
    if (!isEnded(facts)) return;
    const before = known.get(conv, facts.n) as SessionValues | undefined;
    const id = Number(before?.['id'] ?? (nextId.get() as { id: number }).id);
    const { no } = (numberOf.get(visitor) ?? { no: id }) as { no: number };
    const recovery = (caseOf.get(conv, facts.n) ?? {}) as {
      caseAt?: number;
      contactedAt?: number | null;
      closedAt?: number | null;
    };
    const row = sessionRow(
      {
        ...facts,
        actedAt: earlier(before?.['acted_at'], facts.actedAt),
        nextAt: (before?.['next_at'] ?? null) as number | null,
      },
      {
        ...{ id, conv, visitor, visitorNo: no, hours: hoursOf(settings) },
        isReturning: (Number(before?.['flags'] ?? 0) & returning) > 0,
        readAt: (readAt.get(conv, facts.n) as { at: number | null }).at,
        caseAt: recovery.caseAt ?? null,
        contactedAt: recovery.contactedAt ?? null,
        caseClosedAt: recovery.closedAt ?? null,
      },
    );
    const values = sessionValues(row);
    if (!before) insert.run(...values, id);
    else if (sessionColumns.some((name, i) => before[name] !== values[i])) update.run(...values, id);
  }

  /** When this visitor came back, and that he had been here before. What an erased conversation has shown of it stays. */
  function linkAll(visitor: ActorId): void {
    const sessions = ended.all(visitor) as { id: number; openedAt: number; nextAt: number | null; flags: number }[];
    const open = begun.all(visitor) as { openedAt: number }[];
    const starts = [...sessions, ...open].map(({ openedAt }) => openedAt).sort((a, b) => a - b);
    let at = 0;
    for (const { id, openedAt, nextAt, flags } of sessions) {
      while (at < starts.length && (starts[at] ?? 0) <= openedAt) at += 1;
      const next = earlier(nextAt, starts[at] ?? null);
      const after = (starts[0] ?? openedAt) < openedAt ? flags | returning : flags;
      if (next !== nextAt || after !== flags) link.run(next, after, id);
    }
  }

  return (cid, unplaced = []) => {
    const found = conversation.get(cid) as Conversation | undefined;
    if (!found) return; // Erased.
    for (const facts of factsOf([logOf(cid, unplaced)])) put(facts, found);
    linkAll(found.visitor);
  };
}

const returning = flagBits(['returning']);

function earlier(known: unknown, now: number | null): number | null {
  if (typeof known !== 'number') return now;
  return now === null ? known : Math.min(known, now);
}

function hoursOf(settings: string | null): Hours | null {
  return settings === null ? null : ((JSON.parse(settings) as Partial<SiteSettings>).hours ?? null);
}
