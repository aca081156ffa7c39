// Why one session opens a recovery case, from the log (F20). Reads; decides nothing else.

import type { ConvState, EventData } from '@rapport/protocol';
import { recoveryTriggers, type Trigger } from '@rapport/ratings';
import type { ConvRow, Store } from '../../store/store.ts';

type Reads = Pick<Store, 'events'>;

/** A score opens a case once it has stood for so long unchanged. */
export const standsAfterMs = 60_000;
const page = 500;

export interface Signs {
  readonly triggers: readonly Trigger[];
  /** A rating is there that has not stood long enough: when it will have. */
  readonly standsAt: number | null;
}

export async function signsOf(store: Reads, row: ConvRow, n: number, now: number): Promise<Signs> {
  const { state } = row;
  const rate = Object.hasOwn(state.rate, n) ? state.rate[n] : undefined;
  // What two people have left out as void is nobody's word.
  const rating = state.voids?.[n]?.second === undefined ? rate?.rating : undefined;
  const standsAt = rating && rate ? rate.at + standsAfterMs : 0;
  const stands = now >= standsAt ? rating : undefined;
  const triggers = recoveryTriggers({
    score: stands?.score ?? null,
    resolved: stands?.resolved ?? null,
    contactWanted: stands?.contact?.wish ?? false,
    complaint: (state.complaints ?? 0) > 0 && (await hasComplained(store, row, n)),
    promiseBroken: await isBroken(store, row, n),
  });
  return { triggers, standsAt: rating && !stands ? standsAt : null };
}

/** Sessions that may have something to find: asked of every conversation after a start. */
export function candidates({ state }: ConvRow): readonly number[] {
  const all = Array.from({ length: state.n }, (_, i) => i + 1);
  if (state.n > 1 || state.complaints) return all;
  return all.filter((n) => state.rate[n]?.rating !== undefined || hasBrokenPromise(state));
}

async function hasComplained(store: Reads, { conv }: ConvRow, n: number): Promise<boolean> {
  for (let after = 0; ; ) {
    const events = await store.events(conv, 'rating', after, page);
    if (events.some(({ k, d }) => k === 'complained' && (d as EventData['complained']).n === n)) return true;
    if (events.length < page) return false;
    after = events.at(-1)?.s ?? after;
  }
}

/** Known at the end of the session. Who was blocked is owed nothing. */
async function isBroken(store: Reads, { conv, state }: ConvRow, n: number): Promise<boolean> {
  if (state.blocked) return false;
  if (n === state.n) return hasBrokenPromise(state);
  let session = 0;
  for (let after = 0; ; ) {
    const events = await store.events(conv, 'main', after, page);
    for (const { k } of events) {
      if (k === 'opened' || k === 'reopened') session += 1;
      if (k === 'late' && session === n) return true;
    }
    if (events.length < page || session > n) return false;
    after = events.at(-1)?.s ?? after;
  }
}

const hasBrokenPromise = ({ st, promise }: ConvState): boolean => st === 'closed' && promise?.late === 1;
