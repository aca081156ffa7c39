// Follows the log and keeps the session table to it: after commits that it may concern, and from the beginning in a database that
// has none yet. In small pieces between other work, so that no message waits for it; a report waits for what was committed before.
import type { ActorId } from '@rapport/protocol';
import { isTrouble, type Outcome, type StoreFailed, StoreFull } from '../store.ts';
import type { Database } from './database.ts';
import { type NewEvent, type Project, withoutTexts } from './project.ts';
import type { Transactions } from './transaction.ts';

export interface Projector {
  /** After a commit. */
  heard(outcomes: readonly Outcome[]): void;
  /**
   * What is in the log by now is in the table when this resolves, or `withinMs` have passed; gives the share of the log that is. Rejects
   * if it cannot be brought there.
   */
  caughtUp(withinMs: number): Promise<number>;
  close(): void;
}

/** What may change a row of an ended session, by stream. */
const kinds: readonly ReadonlySet<string>[] = [
  new Set(['opened', 'reopened', 'closed']),
  new Set(['note', 'outcome', 'blocked', 'unblocked', 'guessing', 'guessed', 'voided', 'unvoided']),
];
const ratingStream = 2;
const streams = { main: 0, notes: 1, rating: 2 };

const soonMs = 100;
const againMs = 5_000;
const piece = { conversations: 25, events: 500, ms: 8 };
/** Of the time: no chat waits long because a long conversation is counted again and again. */
const shareForOthers = 0.9;

export function createProjector(db: Database, transactions: Transactions, project: Project): Projector {
  const readPosition = db.prepare(`SELECT CAST(value AS INTEGER) AS id FROM meta WHERE key = 'projected'`);
  const writePosition = db.prepare(
    `INSERT INTO meta (key, value) VALUES ('projected', CAST(?1 AS TEXT)) ON CONFLICT DO UPDATE SET value = CAST(?1 AS TEXT)`,
  );
  const news = db.prepare(
    `SELECT e.cid, e.stream, ${withoutTexts} FROM event e WHERE e.id > ? ORDER BY e.id LIMIT ${piece.events}`,
  );
  const lastEvent = db.prepare('SELECT coalesce(max(id), 0) AS id FROM event');
  /** Whether a word of the staff could be the first thing done about a rating. */
  const unanswered = db.prepare(
    `SELECT 1 FROM conversation c JOIN session s ON s.conv = c.id
     WHERE c.cid = ? AND c.visitor <> ? AND s.score IS NOT NULL AND s.acted_at IS NULL LIMIT 1`,
  );
  let timer: NodeJS.Timeout | null = null;
  let restUntil = 0;
  let isClosed = false;

  // Never remembered: another process may project too, or erase the end of the log.
  const position = (): number => (readPosition.get() as { id: number } | undefined)?.id ?? 0;
  const head = (): number => (lastEvent.get() as { id: number }).id;

  function matters({ cid, stream, kind, actor }: NewEvent): boolean {
    if (stream === ratingStream || kinds[stream]?.has(kind)) return true;
    return kind === 'message' && unanswered.get(cid, actor as ActorId) !== undefined;
  }

  function onePiece(): void {
    const done = new Set<number>();
    let at = position();
    const found = news.all(at) as unknown as NewEvent[];
    const unplaced = new Map<number, NewEvent[]>();
    for (const ev of found) {
      const own = unplaced.get(ev.cid);
      if (own) own.push(ev);
      else unplaced.set(ev.cid, [ev]);
    }
    const until = performance.now() + piece.ms;
    for (const ev of found) {
      if (!done.has(ev.cid) && matters(ev)) {
        if (done.size === piece.conversations || (done.size > 0 && performance.now() > until)) break;
        project(ev.cid, unplaced.get(ev.cid));
        done.add(ev.cid);
      }
      at = ev.eventId;
    }
    if (found.length > 0) writePosition.run(at);
  }

  /** Null: it went well. */
  function step(): StoreFailed | StoreFull | null {
    if (timer) clearTimeout(timer);
    timer = null;
    try {
      const begun = performance.now();
      transactions.aside(onePiece);
      const took = performance.now() - begun;
      restUntil = performance.now() + (took * shareForOthers) / (1 - shareForOthers);
      // As long for others as for this, where there is much of it.
      if (position() < head()) later(took);
      return null;
    } catch (cause) {
      if (!isTrouble(cause)) throw cause;
      later(againMs);
      return cause;
    }
  }

  function later(ms: number): void {
    if (isClosed || timer) return;
    timer = setTimeout(step, ms);
    timer.unref();
  }

  async function caughtUp(withinMs: number): Promise<number> {
    const goal = head();
    const end = performance.now() + withinMs;
    while (!isClosed && position() < goal && performance.now() < end) {
      const trouble = step();
      // On a full disk, what is there is better than nothing.
      if (trouble instanceof StoreFull) break;
      if (trouble) throw trouble;
      await new Promise((resume) => setImmediate(resume));
    }
    return goal === 0 ? 1 : Math.min(1, position() / goal);
  }

  later(0);
  return {
    heard(outcomes) {
      if (outcomes.some(isNews)) later(Math.max(soonMs, restUntil - performance.now()));
    },
    caughtUp,
    close() {
      isClosed = true;
      if (timer) clearTimeout(timer);
    },
  };
}

/** A message is news only where a session of that conversation was rated before. */
function isNews(outcome: Outcome): boolean {
  if (outcome.kind !== 'committed') return false;
  const { events, state } = outcome;
  return events.some(({ audience, ev }) => {
    if (audience === 'rating' || kinds[streams[audience]]?.has(ev.k)) return true;
    return ev.k === 'message' && ev.a !== state.visitor && Object.values(state.rate).some(({ rating }) => rating);
  });
}
