// A store of the SDK as a signal, and back to silence.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Store } from '@rapport/sdk';

/** `stop` is collected so that one call ends many. */
export function observe<T>(store: Store<T>, stops: (() => void)[]): ReadonlySignal<T> {
  const value = signal(store.getSnapshot());
  stops.push(
    store.subscribe((next) => {
      value.value = next;
    }),
  );
  return value;
}
