// How much each person may ask: counted per person and not per socket, so that a new socket is no new allowance (B4).
import type { ActorId, Role } from '@rapport/protocol';
import { createLimiter, type Limiter } from './rate-limit.ts';
import type { RelayLimits } from './relay-limits.ts';

export interface Quotas {
  /** 0: granted; else milliseconds to wait. */
  command(id: ActorId, role: Role, now: number): number;
  hello(now: number): number;
}

const keep = 2_000;

export function createQuotas(limits: RelayLimits): Quotas {
  const people = new Map<ActorId, Limiter>();
  const hellos = createLimiter(limits.hellos);
  return {
    command: (id, role, now) => {
      let limiter = people.get(id);
      if (!limiter) {
        if (people.size >= keep) for (const [who, l] of people) if (l.isFull(now)) people.delete(who);
        limiter = createLimiter(role === 'v' ? limits.visitorCommands : limits.agentCommands);
        people.set(id, limiter);
      }
      return limiter.take(now);
    },
    hello: (now) => hellos.take(now),
  };
}
