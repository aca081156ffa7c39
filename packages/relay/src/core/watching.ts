// A lead reads along: the colleagues who hear the conversation see it, its visitor never does (Q20). Told, never stored.
import { type ConvId, limits } from '@rapport/protocol';
import type { Core } from './core.ts';
import type { Peer } from './peer.ts';

export async function tellWatching(core: Core, peer: Peer, conv: ConvId, on: 0 | 1): Promise<void> {
  const { who } = peer;
  if (who.role !== 'a' || who.agentRole === 'agent') return peer.wire.frame({ t: 'err', c: conv, code: 'forbidden' });
  // B4: surplus is dropped without a word.
  if (core.quotas.pace(peer, 'typing', core.clock.now()) > 0) return;
  if (!(await core.rows.get(conv))) return peer.wire.frame({ t: 'err', c: conv, code: 'not_found' });
  const frame = { t: 'eph', c: conv, a: who.id, k: 'watching', on, ttl: limits.typingTtlMs } as const;
  core.hub.tell(conv, frame, (to) => to.who.role === 'a' && to.who.id !== who.id && !to.wire.isFull);
}
