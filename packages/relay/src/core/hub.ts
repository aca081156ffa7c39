// Who hears what: streams → subscriptions, people → sockets. It chooses recipients and knows no frame's meaning but those it passes on.
import type { ActorId, ConvId, Presence, ServerFrame, Stream } from '@rapport/protocol';
import { createFamily } from './identity/family.ts';
import type { AgentPeer, Peer, Subscription } from './peer.ts';

/** An agent with at least one live socket. */
export interface AgentHere {
  readonly id: ActorId;
  readonly name: string;
  presence: Presence;
  readonly peers: Set<Peer>;
}

export interface Hub {
  /** Gives the sockets of the same person that are now too many, oldest first (B4). */
  join(peer: Peer, presence: Presence, most: number): readonly Peer[];
  leave(peer: Peer): void;
  listen(sub: Subscription): void;
  unlisten(peer: Peer, stream: Stream): void;
  hearing(stream: Stream): Iterable<Subscription>;
  /** Of a visitor also those of the same person (I5). */
  peersOf(actor: ActorId): Iterable<Peer>;
  agents(): Iterable<AgentHere>;
  agent(id: ActorId): AgentHere | undefined;
  agentPeers(): Iterable<Peer>;
  visitorPeers(): Iterable<Peer>;
  /** To everybody who hears `conv` and passes `to`. */
  tell(conv: ConvId, frame: ServerFrame, to: (peer: Peer) => boolean): void;
  readonly visitors: number;
}

const nobody: ReadonlySet<never> = new Set();

export function createHub(): Hub {
  const streams = new Map<Stream, Set<Subscription>>();
  const visitors = new Map<ActorId, Set<Peer>>();
  const agents = new Map<ActorId, AgentHere>();
  const family = createFamily();
  /** Their sockets: for each message all of them are told. */
  const staff = new Set<Peer>();

  function agentEntry(who: AgentPeer, presence: Presence): AgentHere {
    const known = agents.get(who.id);
    if (known) return known;
    const entry: AgentHere = { id: who.id, name: who.name, presence, peers: new Set() };
    agents.set(who.id, entry);
    return entry;
  }

  function visitorEntry(id: ActorId): Set<Peer> {
    const known = visitors.get(id);
    if (known) return known;
    const entry = new Set<Peer>();
    visitors.set(id, entry);
    return entry;
  }

  const peersOf = (id: ActorId): ReadonlySet<Peer> => {
    const own = visitors.get(id) ?? agents.get(id)?.peers ?? nobody;
    const others = family.peersOf(id);
    return others.size > 0 ? new Set([...own, ...others]) : own;
  };
  const hearing = (stream: Stream): ReadonlySet<Subscription> => streams.get(stream) ?? nobody;

  function unlisten(peer: Peer, stream: Stream): void {
    const sub = peer.subs.get(stream);
    if (!sub) return;
    peer.subs.delete(stream);
    const set = streams.get(stream);
    set?.delete(sub);
    if (set?.size === 0) streams.delete(stream);
  }

  return {
    join: (peer, presence, most) => {
      const { who } = peer;
      const peers = who.role === 'a' ? agentEntry(who, presence).peers : visitorEntry(who.id);
      peers.add(peer);
      if (who.role === 'a') staff.add(peer);
      family.join(peer);
      return [...peers].slice(0, Math.max(0, peers.size - most));
    },
    leave: (peer) => {
      for (const stream of [...peer.subs.keys()]) unlisten(peer, stream);
      staff.delete(peer);
      family.leave(peer);
      const { who } = peer;
      const peers = who.role === 'a' ? agents.get(who.id)?.peers : visitors.get(who.id);
      peers?.delete(peer);
      if (peers?.size === 0) (who.role === 'a' ? agents : visitors).delete(who.id);
    },
    listen: (sub) => {
      unlisten(sub.peer, sub.stream);
      sub.peer.subs.set(sub.stream, sub);
      const set = streams.get(sub.stream);
      if (set) set.add(sub);
      else streams.set(sub.stream, new Set([sub]));
    },
    unlisten,
    hearing,
    peersOf,
    agents: () => agents.values(),
    agent: (id) => agents.get(id),
    agentPeers: () => staff,
    *visitorPeers() {
      for (const peers of visitors.values()) yield* peers;
    },
    tell: (conv, frame, to) => {
      let text: string | null = null;
      for (const { peer } of hearing(conv)) {
        if (!to(peer)) continue;
        text ??= JSON.stringify(frame);
        peer.wire.send(text);
      }
    },
    get visitors() {
      return visitors.size;
    },
  };
}
