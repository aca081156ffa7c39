// A value over time as a hook.
import type { Store } from '@rapport/sdk';
import { useEffect, useState } from 'preact/hooks';

/** The present value; the component is drawn again when it changes. */
export function useStore<T>(store: Store<T>): T {
  const [, redraw] = useState(store.getSnapshot);
  useEffect(() => store.subscribe((value) => redraw(() => value)), [store]);
  return store.getSnapshot();
}

/** A store that never changes, for what is not there yet. */
export function constant<T>(value: T): Store<T> {
  return { getSnapshot: () => value, subscribe: () => () => undefined };
}
