// One conversation as a list shows it. Level-triggered: what changed is noted per socket and sent at most every `everyMs` (S5).
// Agents get every conversation, visitors their own, without a trace of notes (S1).
import type { ConvId, Sum } from '@rapport/protocol';
import type { ConvRow } from '../store/store.ts';
import type { Hub } from './hub.ts';
import type { Peer, Who } from './peer.ts';
import type { Clock, Log } from './ports.ts';
import type { Known, Rows } from './rows.ts';

export interface Sums {
  /** `conv` changed for the staff, and for its visitor too if `visitor` is not null. */
  changed(conv: ConvId, visitor: string | null): void;
  owe(peer: Peer, conv: ConvId): void;
  /** The socket has room again for what it is owed. */
  resume(peer: Peer): void;
  of(who: Who, known: Known): Promise<Sum>;
}

export function createSums(hub: Hub, rows: Rows, clock: Clock, everyMs: number, log: Log): Sums {
  const owing = new Set<Peer>();
  let scheduled = false;

  function owe(peer: Peer, conv: ConvId): void {
    peer.owed ??= new Set();
    peer.owed.add(conv);
    resume(peer);
  }

  function resume(peer: Peer): void {
    if (!peer.owed?.size) return;
    owing.add(peer);
    if (scheduled) return;
    scheduled = true;
    clock.setTimer(everyMs, () => {
      scheduled = false;
      flush().catch((error: unknown) =>
        log.warn('sums failed', { error: error instanceof Error ? error.name : 'unknown' }),
      );
    });
  }

  async function flush(): Promise<void> {
    const peers = [...owing];
    owing.clear();
    for (const peer of peers) {
      if (!peer.wire.isOpen) continue;
      // B5: a full socket gets them when it has drained; meanwhile newer ones replace older ones.
      if (peer.wire.isFull) continue;
      const convs = [...(peer.owed ?? [])];
      peer.owed = null;
      const e: Sum[] = [];
      for (const conv of convs) {
        const known = await rows.get(conv);
        if (known) e.push(await of(peer.who, known));
      }
      if (e.length > 0) peer.wire.frame({ t: 'sum', e });
    }
  }

  async function of(who: Who, known: Known): Promise<Sum> {
    const unread = await rows.unread(known, who.id);
    return who.role === 'a'
      ? { ...forStaff(known.row, unread), v: await rows.info(known) }
      : forVisitor(known.row, unread);
  }

  return {
    changed: (conv, visitor) => {
      for (const peer of hub.agentPeers()) owe(peer, conv);
      if (visitor === null) return;
      // Who hears the conversation itself learns nothing from its sum.
      for (const peer of hub.peersOf(visitor)) if (!peer.subs.has(conv)) owe(peer, conv);
    },
    owe,
    resume,
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

/** S1: no head, no count and no time of a note. */
const forVisitor = ({ conv, state, heads, last }: ConvRow, unread: number): Sum => ({
  c: conv,
  site: state.site,
  h: heads.main,
  st: { ...state, notes: 0 },
  ...(last ? { last } : {}),
  unread,
  at: Math.max(state.openedAt, state.takenAt ?? 0, state.closedAt ?? 0, last?.at ?? 0),
});
