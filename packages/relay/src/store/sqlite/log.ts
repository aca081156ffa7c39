// The log on the writer's connection: judges a batch of units and writes it as one transaction.
// What it holds in memory changes only when a transaction has succeeded.
import type { Audience, ConvId, Ev } from '@rapport/protocol';
import { type Earlier, judge } from '../judge.ts';
import { mostOthers, type Others, type Outcome, type Unit } from '../store.ts';
import { createBulkInsert } from './bulk-insert.ts';
import { createCommands } from './commands.ts';
import { type Database, inTransaction } from './database.ts';
import { createFileClaims } from './files.ts';
import { streamCode } from './rows.ts';
import { createSettler, earlier, type Logged, type Stored } from './settle.ts';
import type { Transactions } from './transaction.ts';

export interface Log {
  commit(units: readonly Unit[]): readonly Outcome[];
  /** Null: no such conversation. */
  held(conv: ConvId): Stored | null;
  /** What differs from its row, if anything does. */
  unsettled(conv: ConvId): Stored | null;
  /** Settles everything; before the first read, and when the log is put away. */
  settleAll(): void;
  /** Settles everything and runs `work`, which may change what is kept, in one transaction. It goes on a full disk too. */
  rewrite<T>(work: () => T): T;
}

/** A conversation during a batch. */
interface Touched {
  before: Stored;
  now: Stored;
  readonly fresh: Logged[];
  /** Whether it is open and got nothing but short messages: they may wait for their places. The reader thread lists what is closed. */
  canWait: boolean;
}

const heldConversations = 10_000;
/** How often it is looked whether another process has written, while nothing is committed here. */
const lookEveryMs = 1_000;
/** Characters of an event's data. */
const shortData = 1_000;
const noteDownEvery = 1_024;

const eventColumns = ['id', 'cid', 'stream', 'seq', 'kind', 'actor', 'cmd', 'hash', 'at', 'p', 'data'];

/** `waitingRows`: rows of the log among which some wait for their places; what there is to read after a crash, and to hold in memory. */
export function createLog(db: Database, transactions: Transactions, waitingRows: number = 8_192): Log {
  const settler = createSettler(db);
  const commands = createCommands(db);
  const files = createFileClaims(db);
  const rows = createBulkInsert(db, 'event', eventColumns);

  /** Settled; least recently used first. */
  let cache = new Map<ConvId, Stored>();
  /** With a tail; the one that has waited longest first. */
  let waiting = new Map<ConvId, Stored>();
  let nextId = 1;
  let notedDown = 0;
  let isStale = true;
  let lookedAt = 0;

  /** What another process has erased is gone here too, also while nothing is committed. */
  function forgetErased(): void {
    const now = performance.now();
    if (now - lookedAt < lookEveryMs) return;
    lookedAt = now;
    if (!transactions.othersWrote()) return;
    isStale = true;
    cache = new Map();
    for (const conv of waiting.keys()) if (!settler.load(conv)) waiting.delete(conv);
  }

  function held(conv: ConvId): Stored | null {
    forgetErased();
    const known = waiting.get(conv) ?? cache.get(conv);
    if (known) return known;
    const stored = settler.load(conv);
    if (stored) hold(conv, stored);
    return stored;
  }

  function hold(conv: ConvId, stored: Stored): void {
    cache.delete(conv);
    if (stored.tail.length > 0) {
      waiting.set(conv, stored);
      return;
    }
    waiting.delete(conv);
    cache.set(conv, stored);
    if (cache.size > heldConversations) cache.delete(cache.keys().next().value as ConvId);
  }

  /** L5: if another process has written, nothing remembered is worth anything. */
  function refresh(): void {
    if (transactions.othersWrote()) isStale = true;
    if (!isStale) return;
    // New ones, because what they held stands again if this transaction fails.
    cache = new Map();
    waiting = new Map();
    commands.forget();
    notedDown = settler.recover();
    nextId = notedDown + 1;
  }

  function commit(units: readonly Unit[]): readonly Outcome[] {
    const batch = new Map<ConvId, Touched>();
    const before = { nextId, cache, waiting };
    try {
      const { outcomes, settledId } = transactions.run(() => {
        refresh();
        const outcomes = judgeAll(units, batch);
        for (const touched of batch.values()) settleOrWait(touched);
        return { outcomes, settledId: settleOldest(batch) };
      });
      isStale = false;
      notedDown = settledId;
      for (const [conv, { now }] of batch) hold(conv, now);
      return outcomes;
    } catch (cause) {
      ({ nextId, cache, waiting } = before);
      isStale = true;
      rows.clear();
      settler.clear();
      throw cause;
    }
  }

  function judgeAll(units: readonly Unit[], batch: Map<ConvId, Touched>): readonly Outcome[] {
    const outcomes = units.map((unit) => judgeOne(unit, batch));
    rows.end();
    return outcomes;
  }

  function judgeOne(unit: Unit, batch: Map<ConvId, Touched>): Outcome {
    const { conv, cmd, actor, hash } = unit;
    const touched = batch.get(conv);
    const before = touched ? touched.now : held(conv);
    const others: Others = (visitor) =>
      settler
        .ofVisitor(visitor, mostOthers + 1)
        .filter((other) => other !== conv)
        .slice(0, mostOthers)
        .flatMap((other) => (batch.get(other)?.now ?? held(other))?.state ?? []);
    const { outcome, held: after } = judge(unit, before, earlierOf(unit, touched, before), others, files.fileOf);
    if (outcome.kind !== 'committed' || !after) return outcome;
    const { state, heads, last, at } = after;
    files.claim(conv, state.site, outcome.events);
    const fresh = outcome.events.map(({ audience, ev }) => logged(nextId++, audience, ev, hash));
    const lastId = fresh.findLast(({ ev }) => ev === last)?.id ?? before?.lastId ?? null;
    const cid = before?.cid ?? settler.create(conv, after, lastId);
    const now: Stored = { state, heads, last, at, cid, lastId, tail: before?.tail ?? [] };
    const it = touched ?? { before: before ?? now, now, fresh: [], canWait: before !== null };
    it.now = now;
    for (const one of fresh) {
      it.fresh.push(one);
      const length = write(cid, one);
      it.canWait &&= state.closedAt === null && isPlain(one) && length <= shortData;
    }
    if (!touched) batch.set(conv, it);
    commands.add(before, cid, cmd, actor, outcome.audience, outcome.seq);
    return outcome;
  }

  function earlierOf({ cmd, actor }: Unit, touched: Touched | undefined, before: Stored | null): Earlier | null {
    const inBatch = touched?.fresh.find(({ ev }) => ev.m === cmd && ev.a === actor);
    if (inBatch) return earlier(inBatch);
    return before && commands.find(before, cmd, actor);
  }

  /** Gives back the length of its data. */
  function write(cid: number, { id, audience, ev, hash }: Logged): number {
    const data = JSON.stringify(ev.d);
    rows.add(id, cid, streamCode[audience], ev.s, ev.k, ev.a, ev.m ?? null, hash, ev.at, ev.p ?? null, data);
    return data.length;
  }

  function settleOrWait(it: Touched): void {
    const tail = [...it.now.tail, ...it.fresh];
    // Not the same for all, so that conversations that began together are not settled together.
    const isLong = tail.length >= 24 + (it.now.cid % 16);
    if (isLong || !it.canWait) settler.settle(it.before, it.now, tail);
    it.now = { ...it.now, tail: isLong || !it.canWait ? [] : tail };
  }

  /** Lets nobody wait too long, and notes down up to where everything is settled. */
  function settleOldest(batch: Map<ConvId, Touched>): number {
    const fromNow: Touched[] = [...batch.values()];
    let oldest = Math.min(nextId, ...fromNow.map(({ now }) => now.tail[0]?.id ?? nextId));
    for (const [conv, stored] of waiting) {
      const it = batch.get(conv) ?? { before: stored, now: stored, fresh: [], canWait: true };
      const first = it.now.tail[0]?.id;
      if (first === undefined) continue;
      if (nextId - first <= waitingRows) {
        oldest = Math.min(oldest, first);
        break;
      }
      const now = { ...it.now, tail: [] };
      settler.settle(it.before, now, it.now.tail);
      batch.set(conv, { ...it, now });
    }
    settler.end();
    const settledId = oldest - 1;
    if (settledId - notedDown < noteDownEvery) return notedDown;
    settler.settled(settledId);
    return settledId;
  }

  function settleAll(): void {
    inTransaction(db, () => settler.recover());
    isStale = true;
    waiting.clear();
    cache.clear();
  }

  function rewrite<T>(work: () => T): T {
    const before = { nextId, cache, waiting };
    try {
      return transactions.runAlways(() => {
        isStale = true;
        refresh();
        return work();
      });
    } catch (cause) {
      ({ nextId, cache, waiting } = before);
      throw cause;
    } finally {
      isStale = true;
    }
  }

  return { rewrite, commit, held, unsettled: (conv) => waiting.get(conv) ?? null, settleAll };
}

function logged(id: number, audience: Audience, ev: Ev, hash: string): Logged {
  return { id, audience, ev, hash: ev.m === undefined ? null : hash };
}

function isPlain({ audience, ev }: Logged): boolean {
  return audience === 'main' && ev.k === 'message';
}
