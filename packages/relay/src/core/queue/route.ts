// Who gets whom: from the queue and the desks to assignments. Pure, and the same on every node.
// Nobody is overtaken: a conversation is passed over only by those that no free desk could take anyway.
import type { ActorId, ConvId } from '@rapport/protocol';

/** One conversation without an owner. */
export interface Waiting {
  readonly conv: ConvId;
  /** Since when the visitor waits, milliseconds: keeps its place when an assignment comes back. */
  readonly since: number;
  /** '': any desk may take it. */
  readonly team: string;
  /** BCP 47 primary language that was asked for; absent: any. */
  readonly lang?: string;
  /** Who answered this visitor the last time. */
  readonly last?: ActorId;
  /** Who has let it pass already. */
  readonly not?: readonly ActorId[];
  /** Those of its own site. @default those given for all */
  readonly rules?: Rules;
}

/** One agent with a live socket. */
export interface Desk {
  readonly id: ActorId;
  readonly teams: readonly string[];
  /** Primary languages; empty: not told, so any. */
  readonly langs: readonly string[];
  /** `finishing` and `away` take nothing new. */
  readonly status: 'available' | 'finishing' | 'away';
  /** Conversations at once. */
  readonly capacity: number;
  /** Active conversations, and those offered and not accepted yet. */
  readonly load: number;
  /** When something was assigned last; 0: never. Round robin goes by it. */
  readonly servedAt: number;
}

export interface Rules {
  /** After how long the desks of `overflow` may take a conversation of any other team; null: never. */
  readonly overflowAfterMs: number | null;
  readonly overflow: string;
}

export interface Assignment {
  readonly conv: ConvId;
  readonly to: ActorId;
}

/**
 * Assigns what can be assigned now. Oldest first (by `since`, then id); each to the visitor's last agent if that desk is free, else
 * to the free desk that has waited longest for work. O(queue · log desks): a team and language without a free desk is asked once.
 */
export function route(queue: readonly Waiting[], desks: readonly Desk[], now: number, rules: Rules): Assignment[] {
  const free = new Map<ActorId, Seat>();
  for (const desk of desks) {
    const room = desk.status === 'available' ? desk.capacity - desk.load : 0;
    if (room > 0) free.set(desk.id, { desk, room, turn: desk.servedAt });
  }
  const lines = new Map<string, Place[]>();
  const dry = new Set<string>();
  const made: Assignment[] = [];
  // A desk that was just served goes behind all others.
  let turn = Math.max(now, ...[...free.values()].map((seat) => seat.turn));

  for (const waiting of queue.toSorted((a, b) => a.since - b.since || (a.conv < b.conv ? -1 : 1))) {
    if (!free.size) break;
    const teams = teamsFor(waiting, now, waiting.rules ?? rules);
    const { lang, not = nobody } = waiting;
    const key = JSON.stringify([teams, lang, not]);
    if (dry.has(key)) continue;
    const last = waiting.last === undefined ? undefined : free.get(waiting.last);
    const isFor = ({ desk }: Seat): boolean => !not.includes(desk.id) && serves(desk, teams, lang);
    const seat = last && isFor(last) ? last : next(lineFor(key, isFor));
    if (!seat) {
      dry.add(key);
      continue;
    }
    seat.turn = ++turn;
    if (--seat.room === 0) free.delete(seat.desk.id);
    made.push({ conv: waiting.conv, to: seat.desk.id });
  }
  return made;

  /** All free desks that serve `key`; made once; `next` keeps it in order. */
  function lineFor(key: string, isFor: (seat: Seat) => boolean): Place[] {
    let line = lines.get(key);
    if (!line) {
      line = [...free.values()].filter(isFor).map(placeOf).sort(byTurn);
      lines.set(key, line);
    }
    return line;
  }
}

const nobody: readonly ActorId[] = [];

interface Seat {
  readonly desk: Desk;
  room: number;
  /** When it is its turn; grows with every assignment. */
  turn: number;
}

/** A seat in a line, where it belonged when it was put there: one that was served meanwhile belongs further back. */
interface Place {
  readonly seat: Seat;
  readonly turn: number;
}

const placeOf = (seat: Seat): Place => ({ seat, turn: seat.turn });

const byTurn = (a: Place, b: Place): number => a.turn - b.turn || (a.seat.desk.id < b.seat.desk.id ? -1 : 1);

/** The seat whose turn it is. */
function next(line: Place[]): Seat | undefined {
  for (;;) {
    const place = line[0];
    if (!place || (place.seat.room > 0 && place.turn === place.seat.turn)) return place?.seat;
    line.shift();
    if (place.seat.room > 0) insert(line, placeOf(place.seat));
  }
}

function insert(line: Place[], place: Place): void {
  let low = 0;
  let high = line.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byTurn(line[middle] as Place, place) < 0) low = middle + 1;
    else high = middle;
  }
  line.splice(low, 0, place);
}

function serves({ teams, langs }: Desk, wanted: readonly string[], lang: string | undefined): boolean {
  return wanted.some((team) => !team || teams.includes(team)) && (!lang || !langs.length || langs.includes(lang));
}

function teamsFor({ team, since }: Waiting, now: number, { overflow, overflowAfterMs }: Rules): readonly string[] {
  return overflowAfterMs !== null && now - since >= overflowAfterMs && overflow !== team ? [team, overflow] : [team];
}
