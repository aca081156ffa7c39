// One direction of one connection: parcels in order, which flow, stall (and go on later) or are lost from now on.

import type { Dice } from '@rapport/relay/sample';
import type { VirtualClock } from './clock.ts';

export type Direction = 'up' | 'down';

export type Parcel =
  | { readonly kind: 'frame'; readonly text: string; readonly strange?: boolean }
  | { readonly kind: 'open' | 'ping' | 'pong' }
  | { readonly kind: 'close'; readonly code: number; readonly reason: string };

/** What becomes of the next frame: delivered twice, not at all, or with a field that nobody knows yet. */
export type NextFrame = 'twice' | 'never' | 'with more';

export interface Lane {
  state: 'flowing' | 'stalled' | 'lost';
  /** Milliseconds on top of the usual latency. */
  extraMs: number;
  next: NextFrame | null;
}

export interface OpenLane extends Lane {
  /** The receiver does not read for now. */
  isPaused: boolean;
  push(parcel: Parcel): void;
  release(): void;
  /** What the sender's buffer would hold because the other end takes nothing. */
  heldBytes(): number;
}

export interface LaneTaps {
  /** True: this frame may be lost or repeated by `next`. */
  mayRepeat(text: string): boolean;
  mayVanish(text: string): boolean;
  faulted(what: string): void;
}

export function createLane(
  clock: VirtualClock,
  dice: Dice,
  taps: LaneTaps,
  deliver: (parcel: Parcel) => void,
): OpenLane {
  const queue: { readonly parcel: Parcel; readonly at: number }[] = [];
  let lastAt = 0;
  let lostBytes = 0;

  const flows = (): boolean => lane.state === 'flowing' && !lane.isPaused;
  function pump(): void {
    while (flows() && queue[0] && queue[0].at <= clock.now()) deliver((queue.shift() as (typeof queue)[number]).parcel);
  }
  function put(parcel: Parcel): void {
    lastAt = Math.max(lastAt, clock.now() + dice.between(2, 40) + lane.extraMs);
    queue.push({ parcel, at: lastAt });
    clock.setTimer(lastAt - clock.now(), pump);
  }
  /** False: the frame is gone. */
  function meddle(parcel: Parcel & { kind: 'frame' }): (Parcel & { kind: 'frame' }) | null {
    const { next } = lane;
    if (next === 'twice' && taps.mayRepeat(parcel.text)) {
      lane.next = null;
      taps.faulted('frame twice');
      put(parcel);
    }
    if (next === 'never' && taps.mayVanish(parcel.text)) {
      lane.next = null;
      taps.faulted('event frame lost');
      return null;
    }
    if (next === 'with more') {
      lane.next = null;
      taps.faulted('unknown field');
      const more = { ...(JSON.parse(parcel.text) as object), ofTheFuture: { deep: [1] } };
      return { kind: 'frame', text: JSON.stringify(more), strange: true };
    }
    return parcel;
  }

  const bytesOf = (parcel: Parcel): number => (parcel.kind === 'frame' ? parcel.text.length : 8);
  const lane: OpenLane = {
    state: 'flowing',
    isPaused: false,
    extraMs: 0,
    next: null,
    push(parcel) {
      if (lane.state === 'lost') {
        lostBytes += bytesOf(parcel);
        return;
      }
      const meddled = parcel.kind === 'frame' ? meddle(parcel) : parcel;
      if (meddled) put(meddled);
    },
    release: pump,
    heldBytes() {
      if (lane.state === 'lost') return lostBytes;
      return lane.state === 'stalled' ? queue.reduce((sum, { parcel }) => sum + bytesOf(parcel), 0) : 0;
    },
  };
  return lane;
}
