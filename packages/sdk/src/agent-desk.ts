// What the relay tells an agent beside conversations: what is offered, who else is here, who reads along. It knows no rows.

import type { ActorId, ConvId, Presence, ServerFrame, StaffMember } from '@rapport/protocol';
import { limits } from '@rapport/protocol';
import type { AgentEvents, CaseCounts, Offer } from './agent-types.ts';
import type { Made } from './client.ts';
import { stateIn } from './thread.ts';

/** Told again before others forget it (E1). */
const watchEveryMs = (limits.typingTtlMs * 2) / 3;

export interface AgentDesk {
  presence: Presence | null;
  /** When an offer was missed and the relay changed the status for it; null: it did not. */
  missedAt: number | null;
  staff: readonly StaffMember[];
  /** Recovery cases; null until the relay has said. */
  cases: CaseCounts | null;
  hear(f: ServerFrame): void;
  /** The relay's time as this clock has it. */
  local(at: number): number;
  /** The soonest to run out first. */
  offers(): Offer[];
  isLead(): boolean;
  watching(c: ConvId): readonly ActorId[];
  watch(c: ConvId, on: boolean): void;
  /** By an ack of `presence`. */
  chosen(status: Presence): void;
}

export function createAgentDesk(x: Made<AgentEvents>): AgentDesk {
  const offered = new Map<ConvId, number>();
  /** Until when, by conversation and lead. */
  const watchers = new Map<ConvId, Map<ActorId, number>>();
  /** What I watch, and what ends its timer. */
  const watched = new Map<ConvId, () => void>();
  let skewMs = 0;

  const offer = (c: ConvId, until: number): void => {
    const isNew = until > 0 && !offered.has(c);
    if (until) offered.set(c, until);
    else offered.delete(c);
    if (until) later(desk.local(until));
    if (isNew) x.emit('offer', { conversation: c, until: desk.local(until) });
  };
  /** Something runs out then: whoever shows it looks again. */
  const later = (at: number): void => void x.p.setTimer(Math.max(0, at - x.p.now()), x.changed);

  const beat = (c: ConvId): void => {
    try {
      x.alive();
    } catch {
      return; // the client is no more
    }
    x.send({ t: 'eph', c, k: 'watching', on: 1 });
    watched.set(
      c,
      x.p.setTimer(watchEveryMs, () => beat(c)),
    );
  };

  const status = (next: Presence, isMissed: boolean): void => {
    desk.presence = next;
    desk.missedAt = isMissed ? x.p.now() : null;
    if (isMissed) x.emit('missed', { at: x.p.now() });
  };

  const desk: AgentDesk = {
    presence: null,
    missedAt: null,
    staff: [],
    cases: null,
    hear(f) {
      if (f.t === 'welcome') {
        skewMs = f.now - x.p.now();
        // What still stands is told anew.
        offered.clear();
        desk.presence = f.presence ?? null;
      }
      if (f.t === 'presence') status(f.status, f.why === 'missed');
      if (f.t === 'staff') desk.staff = f.e;
      if (f.t === 'cases') desk.cases = { open: f.open, mine: f.mine, late: f.late, rev: f.rev };
      if (f.t === 'offer') offer(f.c, f.until);
      if (f.t === 'eph' && f.k === 'watching') {
        const until = f.on === 0 ? 0 : x.p.now() + f.ttl;
        watchers.set(f.c, (watchers.get(f.c) ?? new Map()).set(f.a, until));
        later(until);
      }
    },
    local: (at) => at - skewMs,
    offers: () =>
      [...offered]
        .map(([conversation, until]) => ({ conversation, until: desk.local(until) }))
        .filter(({ conversation, until }) => {
          const t = x.threads.get(conversation);
          return until > x.p.now() && ((t && stateIn(t)?.st) ?? 'queued') === 'queued';
        })
        .sort((a, b) => a.until - b.until),
    isLead: () => desk.staff.some(({ id, role }) => id === x.me && role !== 'agent'),
    watching: (c) =>
      [...(watchers.get(c) ?? [])].flatMap(([who, until]) => (who !== x.me && until > x.p.now() ? who : [])),
    watch(c, on) {
      const end = watched.get(c);
      if (on === !!end) return;
      if (on) return beat(c);
      end?.();
      watched.delete(c);
      x.send({ t: 'eph', c, k: 'watching', on: 0 });
    },
    chosen: (next) => status(next, false),
  };
  return desk;
}
