// How much may be asked (B4). Commands are counted per person, so that a new socket is no new allowance; the rest per socket or address.
import { Limiters } from './limiters.ts';
import type { Peer, Who } from './peer.ts';
import { Limiter } from './rate-limit.ts';
import type { RelayLimits } from './relay-limits.ts';
import { type Turn, Turns } from './turns.ts';

export interface Quotas {
  /** 0: granted; else milliseconds to wait. */
  command(who: Who, now: number): number;
  /** A conversation that this visitor begins. */
  conversation(peer: Peer, now: number): number;
  /** What one socket asks besides. What has `patienceMs` may be granted for later. */
  pace(peer: Peer, what: Paced, now: number, patienceMs?: number): number;
  newSocket(address: string, now: number): number;
  hello(now: number, random: () => number): Turn;
}

export type Paced = 'frames' | 'queries' | 'subs' | 'typing' | 'marks' | 'auths';

export function createQuotas(limits: RelayLimits): Quotas {
  const commands = { v: new Limiters(limits.visitorCommands), a: new Limiters(limits.agentCommands) };
  const visitorConversations = new Limiters(limits.visitorConversations);
  const addressConversations = new Limiters(limits.addressConversations);
  const newSockets = new Limiters(limits.newSockets);
  const turns = new Turns(limits.hellos, limits.helloWaitMs);

  return {
    command: ({ role, id }, now) => commands[role].take(id, now),
    conversation: ({ who, address }, now) => {
      const wait = visitorConversations.take(who.id, now);
      return wait > 0 || address === null ? wait : addressConversations.take(address, now);
    },
    pace: (peer, what, now, patienceMs = 0) => {
      // Made when first needed: most sockets are idle.
      peer.paces[what] ??= new Limiter(limits[what]);
      return peer.paces[what].take(now, patienceMs);
    },
    newSocket: (address, now) => newSockets.take(address, now),
    hello: (now, random) => turns.take(now, random),
  };
}
