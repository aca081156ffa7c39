// The two notes of a new visitor or message. WebAudio, no file; a browser that wants a gesture first says "blocked".
import { type ReadonlySignal, signal } from '@preact/signals';

export interface Chime {
  /** A sound was wanted and the browser refused. */
  readonly blocked: ReadonlySignal<boolean>;
  /** At most once in three seconds. */
  ring(): void;
  /** Must come from a click or a key. */
  unlock(): Promise<void>;
  dispose(): void;
}

const quietMs = 3_000;
const gain = 0.12;
const notes: readonly { readonly hertz: number; readonly at: number }[] = [
  { hertz: 660, at: 0 },
  { hertz: 880, at: 0.13 },
];
const noteSeconds = 0.28;

export function createChime(view: Window & typeof globalThis, now: () => number = () => Date.now()): Chime {
  const blocked = signal(false);
  let audio: AudioContext | null = null;
  let last = Number.NEGATIVE_INFINITY;

  const context = (): AudioContext | null => {
    if (audio === null && typeof view.AudioContext === 'function') audio = new view.AudioContext();
    return audio;
  };
  /** Any gesture unlocks it: the banner is for those who made none. */
  const gesture = (): void => {
    void unlock();
  };
  const unlock = async (): Promise<void> => {
    const ctx = context();
    if (ctx === null) return;
    await ctx.resume();
    if (ctx.state === 'running') {
      blocked.value = false;
      off();
    }
  };
  const off = (): void => {
    view.removeEventListener('pointerdown', gesture);
    view.removeEventListener('keydown', gesture);
  };
  view.addEventListener('pointerdown', gesture);
  view.addEventListener('keydown', gesture);

  return {
    blocked,
    ring() {
      const at = now();
      if (at - last < quietMs) return;
      const ctx = context();
      if (ctx === null) return;
      if (ctx.state !== 'running') {
        blocked.value = true;
        return;
      }
      last = at;
      for (const n of notes) play(ctx, n.hertz, ctx.currentTime + n.at);
    },
    unlock,
    dispose() {
      off();
      void audio?.close();
    },
  };
}

function play(ctx: AudioContext, hertz: number, start: number): void {
  const tone = ctx.createOscillator();
  const volume = ctx.createGain();
  tone.type = 'sine';
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(gain, start + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + noteSeconds);
  tone.connect(volume).connect(ctx.destination);
  tone.start(start);
  tone.stop(start + noteSeconds);
}
