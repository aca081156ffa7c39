// What time alone brings about in one conversation, and when: asked whether the visitor is still there, ended, a promise broken,
// a hand-over back, a turn for the overflow team. Pure: all of it follows from the state, so a restart forgets nothing.
import type { ConvState } from '@rapport/protocol';
import type { SiteSettings } from '../settings/site-settings.ts';

export interface Due {
  readonly k: 'ask' | 'idle' | 'late' | 'return' | 'overflow';
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** `quietSince`: when somebody last said or did something. */
export function duesOf(state: ConvState, quietSince: number, settings: SiteSettings): readonly Due[] {
  if (state.st === 'closed') return [];
  const dues: Due[] = [];
  if (state.hand) dues.push({ k: 'return', at: state.hand.until });
  const { promise } = state;
  if (promise && !promise.late && promise.toMs !== null && state.mode === 'live' && state.fromStaff === 0)
    dues.push({ k: 'late', at: promise.at + promise.toMs + 1 });
  if (state.st === 'queued' && settings.overflow)
    dues.push({ k: 'overflow', at: (state.queuedAt ?? state.openedAt) + settings.overflow.afterMs });
  const { idle } = settings;
  // Q11: the clock runs while it is the visitor's turn.
  if (state.st === 'active' && state.waitingSince === null && idle) {
    if (state.askedAt === undefined) dues.push({ k: 'ask', at: quietSince + idle.askAfterMs });
    else dues.push({ k: 'idle', at: state.askedAt + idle.endAfterMs - idle.askAfterMs });
  }
  return dues;
}
