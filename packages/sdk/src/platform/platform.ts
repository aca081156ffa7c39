// What the SDK needs from its surroundings, each part replaceable. No DOM lib is needed to write one.

export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: 'abort', run: () => void): void;
  removeEventListener(type: 'abort', run: () => void): void;
}

/** What `fetch` takes, where there is one. */
export type NativeAbortSignal = typeof globalThis extends { AbortSignal: { prototype: infer Signal } }
  ? Signal
  : AbortSignalLike;

export interface SocketLike {
  readonly readyState: number;
  readonly bufferedAmount?: number;
  send(data: string): void;
  close(code?: number, reason?: string): void;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onerror: ((event: never) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
}

/** Synchronous key-value storage that survives the tab. A method may throw; the SDK then goes on in memory and says so once (`error` with code `storage`). */
export interface KV {
  get(key: string): string | null;
  set(key: string, value: string): void;
  delete(key: string): void;
  keys(prefix: string): readonly string[];
}

export interface Lifecycle {
  visible(): boolean;
  /** `show`/`hide`: the page entered or left the back/forward cache. Returns the function that stops listening. */
  on(signal: 'visible' | 'hidden' | 'online' | 'offline' | 'hide' | 'show', run: () => void): () => void;
}

export interface Locks {
  /** Waits for `name`, runs `work` and holds it until the promise of `work` ends, or the tab does. */
  hold<T>(name: string, work: () => T | Promise<T>): Promise<T>;
}

export interface Platform {
  /** Opens a socket with the subprotocol `rapport.v1`. */
  socket(url: string, protocol: string): SocketLike;
  storage: KV;
  lifecycle: Lifecycle;
  locks: Locks | null;
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds by a clock that nobody can set. @default `performance.now`; none if `now` is replaced and this is not */
  steady?(): number;
  /** 0 ≤ x < 1. */
  random(): number;
  /** 21 characters, unique. */
  id(): string;
  /** Returns the function that cancels it. */
  setTimer(ms: number, run: () => void): () => void;
}
