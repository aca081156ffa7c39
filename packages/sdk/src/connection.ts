// The life of one connection as a pure machine: (state, input) → state and effects. It knows no socket, no timer and no clock.
// Deadlines are absolute; a timer only wakes the machine up with `tick`.
import { afterClose, close, limits } from '@rapport/protocol';
import { backoff } from './backoff.ts';
import { ChatError } from './error.ts';

export interface Connection {
  /** `asleep` is idle until something wakes it; `idle` until `connect`. */
  readonly phase: 'idle' | 'asleep' | 'waiting' | 'opening' | 'greeting' | 'online' | 'probing' | 'stopped';
  /** Generation of the socket, from 1 on: what another one says is ignored (P3). */
  readonly gen: number;
  /** Tries since it was last online for long. */
  readonly attempt: number;
  /** When `tick` has something to do. */
  readonly at: number;
  readonly triedAt: number;
  /** Last inbound frame. */
  readonly seenAt: number;
  /** Since when online; 0: not. */
  readonly onlineAt: number;
  /** Since when there is no connection though one is wanted; 0: there is. */
  readonly downAt: number;
  /** Silence that raises suspicion. */
  readonly quietMs: number;
  /** The relay's wish for the next delay (`bye`). */
  readonly hintMs: number;
  /** What the next credentials are for. */
  readonly why: 'start' | 'reconnect' | 'expired';
  readonly error?: ChatError | undefined;
}

export type Input =
  | { readonly on: 'connect' | 'disconnect' | 'sleep' | 'wake' | 'doubt' | 'reopen' | 'tick'; readonly gen?: never }
  | { readonly on: 'bye'; readonly retry: number; readonly gen?: never }
  | { readonly on: 'opened' | 'frame'; readonly gen: number }
  | { readonly on: 'welcome'; readonly gen: number; readonly hb: number }
  | { readonly on: 'closed'; readonly gen: number; readonly code: number; readonly reason: string }
  /** The application's credentials function said no. */
  | { readonly on: 'refused'; readonly gen: number; readonly error: ChatError };

/** `drop`: detach and close whatever socket there is. */
export type Effect = 'drop' | 'open' | 'hello' | 'ping';

export interface Env {
  readonly now: number;
  readonly random: () => number;
  /** A hidden page without anything to say does not try. */
  readonly hold: boolean;
}

export type Step = readonly [Connection, ...Effect[]];

export const unconnected: Connection = {
  phase: 'idle',
  gen: 0,
  attempt: 0,
  at: Infinity,
  triedAt: -Infinity,
  seenAt: 0,
  onlineAt: 0,
  downAt: 0,
  quietMs: 0,
  hintMs: 0,
  why: 'start',
};

/** What a final close code means, from 4500 on. */
const finals = ['unsupported', 'bad_frame', 'not_found', 'unauthenticated', 'origin_denied', 'banned'] as const;

export function step(s: Connection, e: Input, { now, random, hold }: Env): Step {
  // P3: an abandoned socket may go on talking.
  if (e.gen && e.gen !== s.gen) return [s];

  const to = (phase: Connection['phase'], inMs: number, more: Partial<Connection>, ...effects: Effect[]): Step => [
    { ...s, phase, at: now + inMs, ...more },
    ...effects,
  ];
  /** Away from this socket; `gen` makes sure that nothing more is heard of it. */
  const off = (phase: Connection['phase'], inMs: number, more: Partial<Connection>, ...effects: Effect[]): Step =>
    to(phase, inMs, { gen: s.gen + 1, onlineAt: 0, downAt: s.downAt || now, ...more }, 'drop', ...effects);
  const open = (more: Partial<Connection> = {}): Step =>
    off('opening', limits.openTimeoutMs, { triedAt: now, hintMs: 0, ...more }, 'open');
  const rest = (phase: Connection['phase'], error?: ChatError): Step => off(phase, Infinity, { downAt: 0, error });
  const probe = (ms: number): Step => to('probing', ms, {}, 'ping');
  /** X1, X2. */
  const wait = (code: number, hintMs: number): Step => {
    // A relay that accepts and closes again must not be hammered: only a while online starts the ladder anew.
    const attempt = s.onlineAt && now - s.onlineAt >= limits.stableAfterMs ? 0 : s.attempt;
    const delay = Math.max(hintMs, s.hintMs) + backoff(attempt, random);
    return off('waiting', delay, { attempt: attempt + Number(code !== close.restart) });
  };

  const { phase } = s;
  switch (e.on) {
    case 'connect':
      if (s.at < Infinity) return [s];
      return open(phase === 'waiting' ? {} : { attempt: 0, why: 'start' });
    case 'disconnect':
      return rest('idle');
    case 'sleep':
      return /idle|stopped/.test(phase) ? [s] : rest('asleep');
    case 'reopen':
      return open();
    case 'opened':
      // H6: a socket that opens and then brings no welcome is no better than one that does not open.
      return to('greeting', limits.welcomeTimeoutMs, {}, 'hello');
    case 'welcome': {
      const quietMs = e.hb + limits.graceMs;
      return to('online', quietMs, { onlineAt: now, downAt: 0, quietMs, why: 'reconnect' });
    }
    case 'frame':
      // P2: any frame answers a probe.
      return to(phase === 'probing' ? 'online' : phase, s.at - now, { seenAt: now });
    case 'bye':
      return to(phase, s.at - now, { hintMs: e.retry });
    case 'closed': {
      const next = afterClose(e.code);
      if (next === 'stop')
        return rest('stopped', new ChatError(finals[e.code - close.version] ?? 'stopped', { details: e.code }));
      // New ones at once; if those are refused as well, with backoff.
      if (next === 'credentials' && s.why !== 'expired') return open({ why: 'expired' });
      return wait(e.code, Number(/retry=(\d+)/.exec(e.reason)?.[1] ?? 0));
    }
    case 'refused':
      return rest('stopped', e.error);
    case 'doubt':
      return phase === 'online' ? probe(limits.probeTimeoutMs) : [s];
    case 'wake':
      if (phase === 'online') return probe(limits.probeAfterWakeMs);
      if (phase === 'asleep') return open();
      // X4: at once, but not within a second of the last try.
      return phase === 'waiting' ? to(phase, Math.min(s.at, Math.max(now, s.triedAt + 1_000)) - now, {}) : [s];
    case 'tick': {
      if (now < s.at) return [s];
      if (phase === 'waiting') return hold ? to(phase, Infinity, {}) : open();
      const quiet = s.seenAt + s.quietMs - now;
      if (phase === 'online') return quiet > 0 ? to(phase, quiet, {}) : probe(limits.probeTimeoutMs);
      // H6, P2: no opening, no welcome, or no answer to a ping that was really sent.
      return wait(close.heartbeatLost, 0);
    }
  }
}
