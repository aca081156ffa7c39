// Events for those who would rather be told than watch a store. A listener that throws is reported, and stops nothing.
import { ChatError } from './error.ts';
import type { AbortSignalLike } from './platform/platform.ts';
import type { Events } from './types.ts';

export interface Emitter<E extends Events> {
  on<K extends keyof E>(type: K, run: (value: E[K]) => void, o?: { signal?: AbortSignalLike }): () => void;
  emit<K extends keyof E>(type: K, value: E[K]): void;
  /** For what an application's function threw. */
  report(cause: unknown): void;
}

export function createEmitter<E extends Events>(): Emitter<E> {
  const listeners = new Set<{ type: keyof E; run: (value: never) => void }>();
  const emitter: Emitter<E> = {
    on(type, run, o) {
      const listener = { type, run };
      const off = (): void => {
        listeners.delete(listener);
      };
      if (!o?.signal?.aborted) listeners.add(listener);
      o?.signal?.addEventListener('abort', off);
      return off;
    },
    emit(type, value) {
      for (const listener of listeners) {
        if (listener.type !== type) continue;
        try {
          listener.run(value as never);
        } catch (cause) {
          // What the listener for errors throws has nowhere to go.
          if (type !== 'error') emitter.report(cause);
        }
      }
    },
    report: (cause) => emitter.emit('error', new ChatError('listener', { cause }) as E['error']),
  };
  return emitter;
}
