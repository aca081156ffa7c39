// Events of a log for tests of the fold, and the state after them.

import type { ConvState } from '../conv-state.ts';
import type { Ev, EventData, EventKind } from '../events.ts';
import { fold } from '../fold.ts';
import type { Audience } from '../streams.ts';

export type Row = readonly [audience: Audience, ev: Ev];

export function row<K extends EventKind>(audience: Audience, k: K, d: EventData[K], at = 0, a = 'v1'): Row {
  return [audience, { s: 0, k, a, at, d }];
}

/** Numbers each stream densely, as a log does. */
export function log(...rows: Row[]): Row[] {
  const heads: Record<Audience, number> = { main: 0, notes: 0, rating: 0 };
  return rows.map(([audience, ev]) => [audience, { ...ev, s: ++heads[audience] }]);
}

export function run(rows: readonly Row[], from: ConvState | null = null): ConvState {
  const state = rows.reduce<ConvState | null>((s, [audience, ev]) => fold(s, audience, ev), from);
  if (!state) throw new Error('no events');
  return state;
}

export const visitor = { id: 'v1', role: 'visitor' } as const;
export const opened: Row = row('main', 'opened', { mode: 'live', site: 'shop', who: visitor }, 10);
