// Whether a command is in the log already (L2, L3), without an index over all of them: their ids are random, so such an index
// has a page to write for nearly every message, and cost more than all the rest of a commit. What a conversation has seen is
// read from its own events when it is written to, and only points at the event: the event decides. So to forget is harmless,
// and what a failed transaction left behind is too.
import type { ActorId, Audience, CmdId, Seq } from '@rapport/protocol';
import type { Earlier } from '../judge.ts';
import type { Database } from './database.ts';
import { audienceOf, placedEvents, streamCode } from './rows.ts';
import { earlier, type Stored } from './settle.ts';

export interface Commands {
  find(stored: Stored, cmd: CmdId, actor: ActorId): Earlier | null;
  /** `stored`: as it was before. Null: the conversation has just been created, there is nothing to read. */
  add(stored: Stored | null, cid: number, cmd: CmdId, actor: ActorId, audience: Audience, seq: Seq): void;
  forget(): void;
}

/** By fingerprint of command and author, the place of the event: seq · 4 + stream. */
type Places = Map<number, number>;

interface EventAt {
  readonly hash: string;
  readonly stream: number;
  readonly seq: Seq;
  readonly at: number;
  readonly cmd: CmdId;
  readonly actor: ActorId;
}

/** Some 50 bytes each. */
const remembered = 1_000_000;

export function createCommands(db: Database): Commands {
  const ofConversation = db.prepare(
    `SELECT e.stream, e.seq, e.cmd, e.actor FROM ${placedEvents} WHERE p.cid = ? AND e.cmd IS NOT NULL`,
  );
  const columns = 'e.hash, e.stream, e.seq, e.at, e.cmd, e.actor';
  const atPlace = db.prepare(`SELECT ${columns} FROM ${placedEvents} WHERE p.cid = ? AND p.stream = ? AND p.seq = ?`);
  const anywhere = db.prepare(`SELECT ${columns} FROM ${placedEvents} WHERE p.cid = ? AND e.cmd = ? AND e.actor = ?`);

  /** Least recently read first. */
  const known = new Map<number, Places>();
  let size = 0;

  function places({ cid, tail }: Stored): Places {
    const found = known.get(cid);
    if (found) return found;
    const read: Places = new Map();
    for (const { stream, seq, cmd, actor } of ofConversation.all(cid) as unknown as EventAt[])
      read.set(fingerprint(cmd, actor), seq * 4 + stream);
    for (const { audience, ev } of tail) read.set(fingerprint(ev.m ?? '', ev.a), ev.s * 4 + streamCode[audience]);
    remember(cid, read);
    return read;
  }

  function remember(cid: number, read: Places): void {
    known.set(cid, read);
    size += read.size;
    for (const [oldest, { size: freed }] of known) {
      if (size <= remembered || oldest === cid) break;
      known.delete(oldest);
      size -= freed;
    }
  }

  return {
    find(stored, cmd, actor) {
      const place = places(stored).get(fingerprint(cmd, actor));
      if (place === undefined) return null;
      const waiting = stored.tail.find(({ ev }) => ev.m === cmd && ev.a === actor);
      if (waiting) return earlier(waiting);
      const there = atPlace.get(stored.cid, place & 3, Math.floor(place / 4)) as EventAt | undefined;
      const isIt = there?.cmd === cmd && there.actor === actor;
      // Two with one fingerprint, or the place was never committed: then the events themselves are asked.
      const row = isIt ? there : (anywhere.get(stored.cid, cmd, actor) as EventAt | undefined);
      return row ? { hash: row.hash, audience: audienceOf(row.stream), seq: row.seq, at: row.at } : null;
    },
    add(stored, cid, cmd, actor, audience, seq) {
      if (!stored && !known.has(cid)) remember(cid, new Map());
      const into = stored ? places(stored) : known.get(cid);
      if (!into) return;
      const before = into.size;
      into.set(fingerprint(cmd, actor), seq * 4 + streamCode[audience]);
      size += into.size - before;
    },
    forget() {
      known.clear();
      size = 0;
    },
  };
}

/** FNV-1a. Two commands that share one cost a slower look, nothing else. */
function fingerprint(cmd: CmdId, actor: ActorId): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < cmd.length; i++) h = Math.imul(h ^ cmd.charCodeAt(i), 0x01000193);
  for (let i = 0; i < actor.length; i++) h = Math.imul(h ^ actor.charCodeAt(i), 0x01000193);
  return h;
}
