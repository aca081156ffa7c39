// What the relay's core needs from outside, as interfaces: a socket, a clock, chance, a bus, a log. The core names no library.
import type { ConvId } from '@rapport/protocol';
import type { Appended, Heads } from '../store/store.ts';

/** One client's socket as the core sees it. listen.ts makes it from `ws`; the model test from memory. */
export interface Socket {
  /** Bytes accepted by `send` and not yet on the network. */
  readonly bufferedBytes: number;
  send(text: string): void;
  /** WebSocket ping; `onPong` of the connection answers it. */
  ping(): void;
  close(code: number, reason?: string): void;
  /** Ends it at once, without a handshake. */
  terminate(): void;
  /** Stop and go on reading from the network: backpressure towards the client. */
  pause(): void;
  resume(): void;
}

/** What the core gives back for a socket: the adapter calls these. */
export interface ConnectionPort {
  /** One text message. */
  receive(text: string): void;
  pong(): void;
  /** The network took what was buffered. */
  drained(): void;
  closed(): void;
}

export interface UpgradeInfo {
  readonly origin: string | null;
  /** Shortened address, for limits and logs. */
  readonly address: string;
  /** It comes from this very machine: from its owner, or from a proxy that does not say for whom. */
  readonly isOwnMachine?: boolean;
  /** The browser it comes from is signed in here as staff (R12). @default false */
  readonly isStaff?: boolean;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  setTimer(ms: number, run: () => void): () => void;
  /** Runs `run` after what has already arrived was handled: where a group commit gathers. */
  soon(run: () => void): void;
}

export interface Chance {
  /** 0 ≤ x < 1. */
  random(): number;
  /** 21 characters, unique. */
  id(): string;
  /** 256 random bits, base64url. */
  token(): string;
}

/** "This conversation moved." A hint may be lost, repeated or late (D7). `events` are a shortcut for this node only. */
export interface Hint {
  readonly conv: ConvId;
  readonly heads: Heads;
  readonly events?: readonly Appended[];
}

export interface Bus {
  publish(hint: Hint): void;
  /** Returns the function that stops listening. */
  subscribe(run: (hint: Hint) => void): () => void;
}

export interface Log {
  info(what: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
  warn(what: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
  error(what: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
}

/** Where a crash is most instructive: tests kill the process there. Never set in production. */
export type Checkpoint =
  | 'before-commit'
  | 'after-commit'
  | 'after-ack'
  | 'after-hint'
  | 'mail-queued'
  | 'mail-begun'
  | 'mail-accepted'
  | 'mail-noted';
