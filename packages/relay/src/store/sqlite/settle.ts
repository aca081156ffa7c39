// Gives events their place in their streams, and brings the row of their conversation up to date.
// A commit has to write one page for every place in the file that it touches. Messages that only follow each other are therefore
// appended to the log alone, which is enough to keep them, and settled some dozens at a time; everything else is settled at once.
// What a crash left unsettled is settled at the next opening, from the log.

import type { ActorId, Audience, ConvId, Ev } from '@rapport/protocol';
import { type ConvState, fold } from '@rapport/protocol';
import type { Earlier, Held } from '../judge.ts';
import { createBulkInsert } from './bulk-insert.ts';
import type { Database } from './database.ts';
import {
  audienceOf,
  type ConversationRow,
  conversationColumns,
  convOf,
  type EventRow,
  eventColumns,
  evOf,
  samePerson,
  streamCode,
  withLastMessage,
} from './rows.ts';

/** An event in the log, at row `id`. */
export interface Logged {
  readonly id: number;
  readonly audience: Audience;
  readonly ev: Ev;
  /** Of the command, if the event carries its id (L3). */
  readonly hash: string | null;
}

/** A conversation as the writer holds it. */
export interface Stored extends Held {
  readonly cid: number;
  /** Row of the last message. */
  readonly lastId: number | null;
  /** What has no place yet: the last messages of the main stream. */
  readonly tail: readonly Logged[];
}

export interface Settler {
  load(conv: ConvId): Stored | null;
  /** Conversations of a visitor and of those of the same subject, newest first. */
  ofVisitor(visitor: ActorId, limit: number): readonly ConvId[];
  /** Gives `conv` its row. */
  create(conv: ConvId, held: Held, lastId: number | null): number;
  /** Gives `events` their place; the row becomes what `now` is. `before`: as the row is. */
  settle(before: Stored, now: Stored, events: readonly Logged[]): void;
  /** Notes down that everything up to row `id` is settled. */
  settled(id: number): void;
  /** Settles whatever is not, from the log alone. Gives back the last row. */
  recover(): number;
  /** Before the end of a transaction. */
  end(): void;
  clear(): void;
}

export function createSettler(db: Database): Settler {
  const places = createBulkInsert(db, 'place', ['cid', 'stream', 'seq', 'id']);
  const byName = db.prepare(`SELECT ${conversationColumns} FROM ${withLastMessage} WHERE c.id = ?`);
  const byNumber = db.prepare(`SELECT ${conversationColumns} FROM ${withLastMessage} WHERE c.cid = ?`);
  const byVisitor = db.prepare(`SELECT id FROM conversation WHERE visitor IN ${samePerson} ORDER BY cid DESC LIMIT ?2`);
  const insert = db.prepare(
    'INSERT INTO conversation (id, site, visitor, st, closed_at, at, head, head_n, head_r, last_id, state) VALUES (?,?,?,?,?,?,?,?,?,?,?)',
  );
  const update = db.prepare(
    'UPDATE conversation SET at=?, head=?, head_n=?, head_r=?, last_id=?, state=? WHERE cid = ?',
  );
  // Apart from the one above because it touches indexes, and is rare.
  const updateStatus = db.prepare('UPDATE conversation SET st=?, closed_at=? WHERE cid = ?');
  const readSettled = db.prepare(`SELECT CAST(value AS INTEGER) AS id FROM meta WHERE key = 'settled'`);
  const writeSettled = db.prepare(
    `INSERT INTO meta (key, value) VALUES ('settled', CAST(?1 AS TEXT)) ON CONFLICT DO UPDATE SET value = CAST(?1 AS TEXT)`,
  );
  const unsettled = db.prepare(`SELECT e.cid, e.stream, ${eventColumns} FROM event e WHERE e.id > ? ORDER BY e.id`);
  const lastRow = db.prepare('SELECT coalesce(max(id), 0) AS id FROM event');

  function stored(row: unknown): Stored | null {
    if (!row) return null;
    const found = row as ConversationRow;
    return { ...convOf(found), cid: found.cid, lastId: found.eventId, tail: [] };
  }

  function settle(before: Stored, now: Stored, events: readonly Logged[]): void {
    const { cid, state, heads, lastId, at } = now;
    for (const { id, audience, ev } of events) places.add(cid, streamCode[audience], ev.s, id);
    if (before === now) return;
    update.run(at, heads.main, heads.notes, heads.rating, lastId, JSON.stringify(state), cid);
    if (before.state.st !== state.st || before.state.closedAt !== state.closedAt)
      updateStatus.run(state.st, state.closedAt, cid);
  }

  function recover(): number {
    const from = (readSettled.get() as { id: number } | undefined)?.id ?? 0;
    const found = new Map<number, { before: Stored; now: Stored; events: Logged[] }>();
    for (const raw of unsettled.iterate(from)) {
      const row = raw as unknown as EventRow & { cid: number; stream: number };
      const known = found.get(row.cid) ?? begin(stored(byNumber.get(row.cid)));
      if (!known) continue;
      found.set(row.cid, known);
      const one: Logged = { id: row.eventId, audience: audienceOf(row.stream), ev: evOf(row), hash: null };
      if (one.ev.s <= known.now.heads[one.audience]) continue; // It has its place already.
      known.now = followed(known.now, one);
      known.events.push(one);
    }
    for (const { before, now, events } of found.values()) settle(before, now, events);
    const { id } = lastRow.get() as { id: number };
    if (id !== from) writeSettled.run(id);
    places.end();
    return id;
  }

  return {
    load: (conv) => stored(byName.get(conv)),
    ofVisitor: (visitor, limit) => byVisitor.all(visitor, limit).map((row) => row['id'] as ConvId),
    create(conv, { state, heads, at }, lastId) {
      const { site, visitor, st, closedAt } = state;
      const row = [
        conv,
        site,
        visitor,
        st,
        closedAt,
        at,
        heads.main,
        heads.notes,
        heads.rating,
        lastId,
        JSON.stringify(state),
      ];
      return Number(insert.run(...row).lastInsertRowid);
    },
    settle,
    settled: (id) => void writeSettled.run(id),
    recover,
    end: places.end,
    clear: places.clear,
  };
}

function begin(stored: Stored | null): { before: Stored; now: Stored; events: Logged[] } | null {
  return stored && { before: stored, now: stored, events: [] };
}

function followed(now: Stored, { id, audience, ev }: Logged): Stored {
  const isMessage = audience === 'main' && ev.k === 'message';
  const state: ConvState = fold(now.state, audience, ev);
  return {
    ...now,
    state,
    heads: { ...now.heads, [audience]: ev.s },
    at: ev.at,
    ...(isMessage ? { last: ev, lastId: id } : {}),
  };
}

/** What an event that carries the id of a command says of it. */
export function earlier({ hash, audience, ev }: Logged): Earlier {
  return { hash: hash ?? '', audience, seq: ev.s, at: ev.at };
}
