// R7: what is said of a session is kept from the agent who is to guess it, until he has, or the time is past.
// It knows who must not hear and when that ends; what is sent, and how, is not its business.
import type { ActorId, ConvId, ConvState } from '@rapport/protocol';
import { isGuessing } from './decide-context.ts';
import type { Subscription, Who } from './peer.ts';
import type { Clock } from './ports.ts';
import type { Withholding } from './pump.ts';
import { createAgenda } from './queue/agenda.ts';
import type { Rows } from './rows.ts';

export interface HoldBack {
  /** Whether nothing of the rating of `conv` may reach this person now. If so, he is told when the time is past. */
  isHeld(who: Who, conv: ConvId, state: ConvState): boolean;
  stop(): void;
}

/** Looked at in one turn. */
const atOnce = 200;
/** A timer is set for no longer than this. */
const longestMs = 3_600_000;

/** `release`: the time is past in which `agent` was to guess. */
export function createHoldBack(clock: Clock, release: (conv: ConvId, agent: ActorId) => void): HoldBack {
  const agenda = createAgenda<ConvId>();
  const kept = new Map<ConvId, { readonly agent: ActorId; readonly until: number }>();
  let armedFor = Number.POSITIVE_INFINITY;
  let disarm = (): void => {};

  function arm(): void {
    const at = agenda.next;
    if (at >= armedFor) return;
    disarm();
    armedFor = at;
    disarm = clock.setTimer(Math.min(Math.max(0, at - clock.now()), longestMs), tick);
  }

  function tick(): void {
    armedFor = Number.POSITIVE_INFINITY;
    const now = clock.now();
    for (const conv of agenda.take(now, atOnce)) {
      const it = kept.get(conv);
      if (it && it.until > now) agenda.note(conv, it.until);
      else if (it && kept.delete(conv)) release(conv, it.agent);
    }
    arm();
  }

  return {
    isHeld: (who, conv, state) => {
      const { guess } = state;
      if (!guess || who.role !== 'a' || !isGuessing(state, who.id, clock.now())) return false;
      if (kept.get(conv)?.until !== guess.until) {
        kept.set(conv, { agent: who.id, until: guess.until });
        agenda.note(conv, guess.until);
        arm();
      }
      return true;
    },
    stop: () => disarm(),
  };
}

/** The same, for who hears a stream. */
export function withholdingOf({ isHeld }: HoldBack, rows: Rows): Withholding {
  const isMeant = ({ audience, peer }: Subscription): boolean => audience === 'rating' && peer.who.role === 'a';
  return {
    mayBe: (sub) => {
      if (!isMeant(sub)) return false;
      const known = rows.held(sub.conv);
      return !known || isHeld(sub.peer.who, sub.conv, known.row.state);
    },
    is: async (sub) => {
      const known = isMeant(sub) && (await rows.refresh(sub.conv));
      return known ? isHeld(sub.peer.who, sub.conv, known.row.state) : false;
    },
  };
}
