// Read and delivered marks: they only grow, and are told to the other side (M1, M2). Registers, not events: nothing is appended.
import type { ConvId, Mark } from '@rapport/protocol';
import type { Core } from './core.ts';
import { mayEnter, type Peer, selfIn } from './peer.ts';

/** How long a mark may wait to be written when many are sent at once. */
export const patienceMs = 30_000;

/** Notes the newest mark of `conv`. True if nothing of this conversation was waiting to be written. */
export function note(peer: Peer, conv: ConvId, mark: Partial<Mark>): boolean {
  peer.marks ??= new Map();
  const waiting = peer.marks.get(conv);
  peer.marks.set(conv, { r: Math.max(mark.r ?? 0, waiting?.r ?? 0), d: Math.max(mark.d ?? 0, waiting?.d ?? 0) });
  return waiting === undefined;
}

/** Writes what was noted. Rejects with the store's trouble if nobody else comes to write it: it is noted still. */
export async function write(core: Core, peer: Peer, conv: ConvId): Promise<void> {
  const noted = peer.marks?.get(conv);
  peer.marks?.delete(conv);
  const known = await core.rows.get(conv);
  if (!noted || !known || !mayEnter(peer.who, known.row))
    return peer.wire.frame({ t: 'err', c: conv, code: 'not_found' });
  const self = selfIn(peer.who, known.row.state.visitor);
  let mark: Mark;
  try {
    mark = await core.store.mark(conv, self, noted); // M1: forward only, r ≤ head
  } catch (error) {
    if (note(peer, conv, noted)) throw error;
    return; // A newer one waits for its own turn, and has grown by this one.
  }
  // M2: the visitor hears of the staff, the staff of the visitor.
  core.hub.tell(conv, { t: 'mk', c: conv, w: self, ...mark }, (to) => to.who.role !== peer.who.role);
  core.rows.forgetUnread(conv, self);
  for (const own of core.hub.peersOf(self)) core.sums.owe(own, conv);
}
