// Who is typing: told, never stored, and the first thing dropped under pressure (E1).
import { type ConvId, limits } from '@rapport/protocol';
import type { Core } from './core.ts';
import { mayEnter, type Peer, selfIn } from './peer.ts';

export async function tellTyping(core: Core, peer: Peer, conv: ConvId, on: 0 | 1): Promise<void> {
  // B4: surplus is dropped without a word.
  if (core.quotas.pace(peer, 'typing', core.clock.now()) > 0) return;
  const known = await core.rows.get(conv);
  if (!known || !mayEnter(peer.who, known.row)) return peer.wire.frame({ t: 'err', c: conv, code: 'not_found' });
  const self = selfIn(peer.who, known.row.state.visitor);
  const frame = { t: 'eph', c: conv, a: self, k: 'typing', on, ttl: limits.typingTtlMs } as const;
  core.hub.tell(conv, frame, (to) => selfIn(to.who, self) !== self && !to.wire.isFull);
}
