// Which visitor this browser is: the token, persisted from the moment there is something to keep it for (T3). Until the relay
// has made one, the empty string stands in its place as soon as something was said: so the next page knows that somebody is here.
import type { Platform } from './platform/platform.ts';

export interface Identity {
  /** For `hello`. */
  token(): string | undefined;
  /** Somebody has said something. */
  mark(): void;
  /** The relay made one: held in memory until it is needed. */
  minted(token: string): void;
  /** Whether the token that this socket was opened with is persisted. */
  isKept(): boolean;
  /** Persists it. True: another tab was faster, and its token is the one now. */
  keep(): Promise<boolean>;
  forget(): void;
}

export const tokenKey = (site: string): string => `rapport:v:${site}`;

export function createIdentity({ storage, locks }: Platform, site: string): Identity {
  const key = tokenKey(site);
  let token: string | undefined;
  let isKept = false;

  const settle = (): boolean => {
    // Forgotten while it waited for its turn.
    if (!token) return (isKept = false);
    const stored = storage.get(key) || token;
    if (stored === token) storage.set(key, token);
    isKept = stored === token;
    return !isKept;
  };

  return {
    token() {
      const stored = storage.get(key);
      isKept = !!stored;
      token = stored || token;
      return token;
    },
    mark() {
      if (storage.get(key) === null) storage.set(key, '');
    },
    minted(made) {
      token = made;
      isKept = false;
    },
    isKept: () => isKept,
    // A document without an origin has no locks, and no other tab either.
    keep: async () => (locks ? locks.hold(key, settle).catch(settle) : settle()),
    forget() {
      storage.delete(key);
      token = undefined;
    },
  };
}
