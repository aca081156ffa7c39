// What joins a store, or the events of a client, to a component. Knows nothing of chats.
import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import type { Agent, AgentEvents } from '../agent-types.ts';
import type { Client, Events, Store } from '../types.ts';

const nothing = (): void => {};

/**
 * The value of `store`, and a new rendering when it changes. `empty` stands for it while there is no store, on a server, and in
 * the first rendering over a server's HTML.
 */
export function useStore<T, E>(store: Store<T> | null | undefined, empty: E): T | E {
  const subscribe = useCallback((changed: () => void) => store?.subscribe(changed) ?? nothing, [store]);
  return useSyncExternalStore<T | E>(
    subscribe,
    () => (store ? store.getSnapshot() : empty),
    () => empty,
  );
}

/** Runs the newest `run` for every event of `type`, as long as the component is there. */
export function useClientEvent<K extends keyof AgentEvents>(
  client: Agent | null,
  type: K,
  run: (value: AgentEvents[K]) => void,
): void;
export function useClientEvent<K extends keyof Events>(
  client: Pick<Client, 'on'> | null,
  type: K,
  run: (value: Events[K]) => void,
): void;
export function useClientEvent<K extends keyof Events>(
  client: Pick<Client, 'on'> | null,
  type: K,
  run: (value: Events[K]) => void,
): void {
  const newest = useRef(run);
  useEffect(() => {
    newest.current = run;
  });
  useEffect(() => client?.on(type, (value) => newest.current(value)), [client, type]);
}
