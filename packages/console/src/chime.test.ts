import { afterEach, expect, test } from 'vitest';
import { type Chime, createChime } from './chime.ts';

let chime: Chime;
afterEach(() => chime.dispose());

/** An AudioContext that counts the notes; `state` is what the browser allows. */
function browser(state: 'running' | 'suspended'): {
  view: Window & typeof globalThis;
  notes: () => number;
  allow: () => void;
} {
  let notes = 0;
  let now = state;
  let allowed = state === 'running';
  const param = { value: 0, setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} };
  class FakeAudio {
    currentTime = 0;
    destination = {};
    get state(): string {
      return now;
    }
    async resume(): Promise<void> {
      if (allowed) now = 'running';
    }
    async close(): Promise<void> {}
    createGain(): unknown {
      return { gain: param, connect: (to: unknown) => to };
    }
    createOscillator(): unknown {
      return { frequency: param, connect: (to: unknown) => to, start: () => notes++, stop() {} };
    }
  }
  const view = Object.assign(new EventTarget(), { AudioContext: FakeAudio }) as unknown as Window & typeof globalThis;
  return {
    view,
    notes: () => notes,
    allow: () => {
      allowed = true;
    },
  };
}

test('it rings with two notes, and at most once in three seconds', () => {
  const { view, notes } = browser('running');
  let now = 0;
  chime = createChime(view, () => now);
  chime.ring();
  expect(notes()).toBe(2);
  now = 2_999;
  chime.ring();
  expect(notes()).toBe(2);
  now = 3_000;
  chime.ring();
  expect(notes()).toBe(4);
});

test('[UX116] a browser that wants a gesture first is told of, until there was one', async () => {
  const { view, notes, allow } = browser('suspended');
  chime = createChime(view, () => 0);
  expect(chime.blocked.value).toBe(false);
  chime.ring();
  expect(notes()).toBe(0);
  expect(chime.blocked.value).toBe(true);
  await chime.unlock();
  expect(chime.blocked.value).toBe(true);
  allow();
  await chime.unlock();
  expect(chime.blocked.value).toBe(false);
  chime.ring();
  expect(notes()).toBe(2);
});

test('a browser without sound is silent', () => {
  chime = createChime(new EventTarget() as unknown as Window & typeof globalThis, () => 0);
  chime.ring();
  expect(chime.blocked.value).toBe(false);
});
