// One conversation as a list shows it. Level-triggered: what changed is noted per socket and sent at most every `everyMs` (S5).
// Agents get every conversation, visitors their own, without a trace of notes (S1).
import type { ConvId, Sum } from '@rapport/protocol';
import type { ConvRow } from '../store/store.ts';
import { forVisitor as stateForVisitor, withoutRating as stateWithoutRating } from './decide-context.ts';
import type { HoldBack } from './hold-back.ts';
import type { Hub } from './hub.ts';
import { type Peer, selfIn, type Who } from './peer.ts';
import type { Clock, Log } from './ports.ts';
import type { RelayLimits } from './relay-limits.ts';
import type { Known, Rows } from './rows.ts';

export interface Sums {
  /** `conv` changed for the staff, and for its visitor too if `visitor` is not null. Who `knowsNothing` of it is not told. */
  changed(conv: ConvId, visitor: string | null, knowsNothing?: (peer: Peer) => boolean): void;
  owe(peer: Peer, conv: ConvId): void;
  /** The socket has room again for what it is owed. */
  resume(peer: Peer): void;
  /** With what it is owed now it has got everything that its welcome left out (A7). */
  listed(peer: Peer): void;
  of(who: Who, known: Known): Promise<Sum>;
}

export interface SumPorts {
  readonly hub: Hub;
  readonly rows: Rows;
  readonly clock: Clock;
  readonly limits: RelayLimits;
  readonly log: Log;
  readonly holdBack: HoldBack;
}

export function createSums({ hub, rows, clock, limits, log, holdBack }: SumPorts): Sums {
  const owing = new Set<Peer>();
  let scheduled = false;

  function owe(peer: Peer, conv: ConvId): void {
    peer.owed ??= new Set();
    peer.owed.add(conv);
    resume(peer);
  }

  function resume(peer: Peer): void {
    if (!peer.owed?.size && !peer.isListing) return;
    owing.add(peer);
    if (scheduled) return;
    scheduled = true;
    clock.setTimer(limits.sumEveryMs, round);
  }

  function round(): void {
    scheduled = false;
    flush().catch((error: unknown) =>
      log.warn('sums failed', { error: error instanceof Error ? error.name : 'unknown' }),
    );
  }

  async function flush(): Promise<void> {
    const peers = [...owing];
    owing.clear();
    for (const peer of peers) {
      if (!peer.wire.isOpen) continue;
      // B5: a full socket gets them when it has drained; meanwhile newer ones replace older ones.
      if (peer.wire.isFull) continue;
      await tell(peer);
      if (peer.owed?.size) owing.add(peer);
    }
    // A7: what was too long for one frame goes on as soon as everybody else has had a turn.
    if (owing.size === 0 || scheduled) return;
    scheduled = true;
    clock.soon(round);
  }

  /** A7: one piece of what it is owed. */
  async function tell(peer: Peer): Promise<void> {
    const e: Sum[] = [];
    let bytes = 0;
    for (const conv of peer.owed ?? []) {
      if (e.length >= limits.sums || bytes >= limits.batchBytes) break;
      peer.owed?.delete(conv);
      const known = await rows.get(conv);
      if (!known) continue;
      const sum = await of(peer.who, known);
      bytes += JSON.stringify(sum).length;
      e.push(sum);
    }
    const isLast = peer.isListing && !peer.owed?.size;
    if (isLast) peer.isListing = false;
    if (e.length > 0 || isLast) peer.wire.frame({ t: 'sum', e, ...(isLast ? { all: 1 } : {}) });
  }

  async function of(who: Who, known: Known): Promise<Sum> {
    const unread = await rows.unread(known, selfIn(who, known.row.state.visitor));
    if (who.role === 'v') return forVisitor(known.row, unread);
    const v = await rows.info(known);
    const { row } = known;
    const isHeld = holdBack.isHeld(who, row.conv, row.state); // R7
    return { ...(isHeld ? withoutRating(row, unread) : forStaff(row, unread)), v };
  }

  return {
    changed: (conv, visitor, knowsNothing) => {
      for (const peer of hub.agentPeers()) if (!knowsNothing?.(peer)) owe(peer, conv);
      if (visitor === null) return;
      // Who hears the conversation itself learns nothing from its sum.
      for (const peer of hub.peersOf(visitor)) if (!peer.subs.has(conv)) owe(peer, conv);
    },
    owe,
    resume,
    listed: (peer) => {
      peer.isListing = true;
      resume(peer);
    },
    of,
  };
}

const forStaff = ({ conv, state, heads, last, at }: ConvRow, unread: number): Sum => ({
  c: conv,
  site: state.site,
  h: heads.main,
  hn: heads.notes,
  st: state,
  ...(last ? { last } : {}),
  unread,
  at,
});

/** R7: no rating, and not the time of one. */
const withoutRating = (row: ConvRow, unread: number): Sum => ({
  ...forStaff({ ...row, state: stateWithoutRating(row.state) }, unread),
  at: lastSeenOf(row),
});

/** When something happened in the main stream last. */
const lastSeenOf = ({ state, last }: ConvRow): number =>
  Math.max(state.openedAt, state.takenAt ?? 0, state.closedAt ?? 0, last?.at ?? 0);

/** S1: no head, no count and no time of a note. */
const forVisitor = (row: ConvRow, unread: number): Sum => ({
  c: row.conv,
  site: row.state.site,
  h: row.heads.main,
  st: stateForVisitor(row.state),
  ...(row.last ? { last: row.last } : {}),
  unread,
  at: lastSeenOf(row),
});
