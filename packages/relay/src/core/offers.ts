// What is offered to whom, and until when. It is in no log: a relay that begins anew offers anew. The agent's sockets are told.
import type { ActorId, ConvId } from '@rapport/protocol';
import type { Hub } from './hub.ts';

export interface Offer {
  readonly conv: ConvId;
  readonly to: ActorId;
  /** Milliseconds since 1970. */
  readonly until: number;
}

export interface Offers {
  make(offer: Offer): void;
  /** Takes it back, if there is one, and tells. */
  end(conv: ConvId): void;
  get(conv: ConvId): Offer | undefined;
  of(agent: ActorId): readonly Offer[];
  count(agent: ActorId): number;
}

export function createOffers(hub: Hub): Offers {
  const offers = new Map<ConvId, Offer>();
  const byAgent = new Map<ActorId, Set<ConvId>>();

  const tell = ({ conv, to }: Offer, until: number): void => {
    for (const peer of hub.peersOf(to)) peer.wire.frame({ t: 'offer', c: conv, until });
  };

  return {
    make: (offer) => {
      offers.set(offer.conv, offer);
      const theirs = byAgent.get(offer.to);
      if (theirs) theirs.add(offer.conv);
      else byAgent.set(offer.to, new Set([offer.conv]));
      tell(offer, offer.until);
    },
    end: (conv) => {
      const offer = offers.get(conv);
      if (!offer) return;
      offers.delete(conv);
      const theirs = byAgent.get(offer.to);
      theirs?.delete(conv);
      if (theirs?.size === 0) byAgent.delete(offer.to);
      tell(offer, 0);
    },
    get: (conv) => offers.get(conv),
    of: (agent) => [...(byAgent.get(agent) ?? [])].flatMap((conv) => offers.get(conv) ?? []),
    count: (agent) => byAgent.get(agent)?.size ?? 0,
  };
}
