// Which visitor this browser is: the token, kept from the moment there is something to keep it for (T3).
import type { KV, Locks } from './types.ts';

export interface Identity {
  /** For `hello`. */
  token(): string | undefined;
  /** The relay made one: held in memory until it is needed. */
  minted(token: string): void;
  /** Whether the token that this socket was opened with is persisted. */
  isKept(): boolean;
  /** Persists it. True: another tab was faster, and its token is the one now. */
  keep(): Promise<boolean>;
  isKnown(): boolean;
  forget(): void;
}

export function createIdentity(site: string, storage: KV, locks: Locks | null): Identity {
  const key = `rapport:v:${site}`;
  let token: string | undefined;
  let kept = false;

  const settle = (): boolean => {
    const other = storage.get(key);
    if (!other) storage.set(key, token as string);
    kept = !other || other === token;
    return !kept;
  };

  return {
    token() {
      const stored = storage.get(key);
      if (stored) token = stored;
      kept = !!stored;
      return token;
    },
    minted(made) {
      token = made;
      kept = false;
    },
    isKept: () => kept,
    keep: async () => (locks ? locks.hold(key, settle) : settle()),
    isKnown: () => !!storage.get(key),
    forget() {
      storage.delete(key);
      token = undefined;
      kept = false;
    },
  };
}
