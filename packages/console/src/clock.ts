// The console's one clock: a signal that ticks each second while somebody can see it.
import { type ReadonlySignal, signal } from '@preact/signals';

export function createClock(doc: Document): { readonly now: ReadonlySignal<number>; dispose(): void } {
  const now = signal(Date.now());
  const tick = (): void => {
    if (doc.visibilityState === 'visible') now.value = Date.now();
  };
  const timer = setInterval(tick, 1_000);
  doc.addEventListener('visibilitychange', tick);
  return {
    now,
    dispose() {
      clearInterval(timer);
      doc.removeEventListener('visibilitychange', tick);
    },
  };
}
