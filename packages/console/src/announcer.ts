// Speaks to screen readers through two small regions of its own; the transcript itself is never live (F4).
// The one place to change when browsers offer something better.

export type Announce = (text: string, urgent?: boolean) => void;

export interface Announcer {
  readonly announce: Announce;
  dispose(): void;
}

const keptMs = 1_000;
const gapMs = 150;
const repeatMs = 2_000;

/** What is said stands for a second in its region, then goes; the same text again within two seconds is dropped. A hidden tab is silent. */
export function createAnnouncer(doc: Document, now: () => number = () => Date.now()): Announcer {
  const region = (live: 'polite' | 'assertive'): HTMLElement => {
    const el = doc.createElement('div');
    el.className = 'vh';
    el.setAttribute('role', live === 'polite' ? 'status' : 'alert');
    el.setAttribute('aria-live', live);
    el.dataset.announcer = live;
    doc.body.append(el);
    return el;
  };
  const polite = region('polite');
  const assertive = region('assertive');
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const said = new Map<string, number>();
  let free = 0;

  const later = (ms: number, run: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, ms);
    timers.add(timer);
  };

  return {
    announce(text, urgent = false) {
      const at = now();
      if (doc.visibilityState === 'hidden' || at - (said.get(text) ?? Number.NEGATIVE_INFINITY) < repeatMs) return;
      for (const [old, when] of said) if (at - when >= repeatMs) said.delete(old);
      said.set(text, at);
      const start = Math.max(at, free);
      free = start + gapMs;
      later(start - at, () => {
        const line = doc.createElement('div');
        line.textContent = text;
        (urgent ? assertive : polite).append(line);
        later(keptMs, () => line.remove());
      });
    },
    dispose() {
      for (const timer of timers) clearTimeout(timer);
      polite.remove();
      assertive.remove();
    },
  };
}
