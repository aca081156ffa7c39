// How much may be asked (B4). Commands are counted per person, so that a new socket is no new allowance; the rest per socket.
import type { ActorId, Role } from '@rapport/protocol';
import type { Peer } from './peer.ts';
import { Limiter } from './rate-limit.ts';
import type { RelayLimits } from './relay-limits.ts';

export interface Quotas {
  /** 0: granted; else milliseconds to wait. */
  command(id: ActorId, role: Role, now: number): number;
  /** What one socket asks besides. */
  pace(peer: Peer, what: Paced, now: number): number;
  hello(now: number): number;
}

export type Paced = 'queries' | 'subs' | 'typing';

const keep = 2_000;

export function createQuotas(limits: RelayLimits): Quotas {
  const people = new Map<ActorId, Limiter>();
  const hellos = new Limiter(limits.hellos);
  return {
    command: (id, role, now) => {
      let limiter = people.get(id);
      if (!limiter) {
        if (people.size >= keep) for (const [who, l] of people) if (l.isFull(now)) people.delete(who);
        limiter = new Limiter(role === 'v' ? limits.visitorCommands : limits.agentCommands);
        people.set(id, limiter);
      }
      return limiter.take(now);
    },
    pace: (peer, what, now) => {
      // Made when first needed: most sockets are idle.
      peer.paces[what] ??= new Limiter(limits[what]);
      return peer.paces[what].take(now);
    },
    hello: (now) => hellos.take(now),
  };
}
