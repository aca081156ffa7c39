// One round at the desk: visitors hear of their places, free agents of whom they may take. Asked for whenever something has changed,
// and done once for all that has changed since the last round.
import type { ActorId, ConvId } from '@rapport/protocol';
import type { Entry } from './desk-book.ts';
import { type Floor, isInLine, loadOf, sinceOf } from './desk-floor.ts';
import { createPaced } from './paced.ts';
import { type Desk, route, type Waiting } from './queue/route.ts';

export interface Round {
  request(): void;
  stop(): void;
  /** Its visitor hears that it left its line, although nothing is known of it any more. */
  left(conv: ConvId, visitor: ActorId): void;
  /** This agent may be offered again what he let pass by not being there. */
  isBack(agent: ActorId): void;
}

/** A round looks at everybody who waits: with ten thousand of them it comes four times a second. */
const waitingPerMs = 50;

const never = { overflow: '', overflowAfterMs: null };

/** `offered`: it has to be looked at again when the offer runs out. */
export function createRound(floor: Floor, offered: (entry: Entry) => void): Round {
  const { book, offers, lines, clock, limits, hub } = floor;
  const left = new Map<ConvId, ActorId>();
  const servedAt = new Map<ActorId, number>();
  const backAt = new Map<ActorId, number>();
  const { request, stop } = createPaced(clock, everyMs, run);
  let turn = 0;

  function everyMs(): number {
    return limits.routeEveryMs + Math.floor(book.queued().size / waitingPerMs);
  }

  function run(): void {
    tellPlaces();
    // Before everything is known, somebody might be overtaken.
    if (floor.isLoaded) offerAll();
  }

  function tellPlaces(): void {
    for (const [conv, n] of lines.changes()) {
      const visitor = book.get(conv)?.state.visitor ?? left.get(conv);
      if (visitor === undefined) continue;
      for (const peer of hub.peersOf(visitor)) peer.wire.frame({ t: 'line', c: conv, n });
    }
    left.clear();
  }

  function offerAll(): void {
    const desks = freeDesks();
    if (desks.length === 0) return;
    const now = clock.now();
    for (const { conv, to } of route(waiting(), desks, now, never)) {
      const entry = book.get(conv);
      if (!entry) continue;
      const until = now + floor.sites.settings(entry.state.site).acceptWithinMs;
      turn = Math.max(turn + 1, now);
      servedAt.set(to, turn);
      offers.make({ conv, to, until });
      offered(entry);
      floor.loadChanged();
    }
  }

  function freeDesks(): Desk[] {
    const desks: Desk[] = [];
    for (const { id } of floor.duty.available()) {
      const [load, capacity] = [loadOf(floor, id), floor.duty.capacity(id)];
      if (load >= capacity) continue;
      const { teams = [], langs = [] } = floor.roster.get(id) ?? {};
      desks.push({ id, teams, langs, status: 'available', capacity, load, servedAt: servedAt.get(id) ?? 0 });
    }
    return desks;
  }

  function waiting(): Waiting[] {
    const queue: Waiting[] = [];
    for (const entry of book.queued()) {
      const { conv, state, last } = entry;
      // What is being handed to somebody is his to take, for as long as that stands.
      if (entry.isAsking || state.hand || offers.get(conv) || !isInLine(floor, entry)) continue;
      const { overflow } = floor.sites.settings(state.site);
      const not = [...entry.not].filter(([id, at]) => at >= (backAt.get(id) ?? 0)).map(([id]) => id);
      queue.push({
        conv,
        since: sinceOf(entry),
        team: floor.sites.teamOf(state) ?? '',
        ...(state.lang === undefined ? {} : { lang: state.lang }),
        ...(last === undefined ? {} : { last }),
        ...(not.length === 0 ? {} : { not }),
        ...(overflow && { rules: { overflow: overflow.team, overflowAfterMs: overflow.afterMs } }),
      });
    }
    return queue;
  }

  return {
    request,
    stop,
    left: (conv, visitor) => void left.set(conv, visitor),
    isBack: (agent) => void backAt.set(agent, clock.now() + 1),
  };
}
