// The relay's side of liveness: a ping and a beat, and whatever a lost hint has left behind (P1, D9).
import type { ConvId, Seq, Stream } from '@rapport/protocol';
import type { Core } from './core.ts';
import type { Peer } from './peer.ts';

/** Sends what this peer has missed, then the heads of what it hears. */
export async function beat(core: Core, peer: Peer): Promise<void> {
  const convs = new Set<ConvId>([...peer.subs.values()].map((sub) => sub.conv));
  for (const conv of convs) await core.rows.refresh(conv);
  const heads: Record<Stream, Seq> = {};
  for (const sub of peer.subs.values()) {
    const known = await core.rows.get(sub.conv);
    if (!known) continue;
    if (sub.audience === 'rating' && core.holdBack.isHeld(peer.who, sub.conv, known.row.state)) continue; // R7
    sub.head = Math.max(sub.head, known.row.heads[sub.audience]);
    heads[sub.stream] = sub.head;
    if (sub.pos < sub.head) await core.pump.pump(sub);
  }
  peer.wire.frame(convs.size > 0 ? { t: 'hb', h: heads } : { t: 'hb' });
}
