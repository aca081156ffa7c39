// The life of one connection as a pure machine: (state, input) → state and effects. It knows no socket, no timer and no clock.
// Deadlines are absolute; a timer only wakes the machine up with `tick`.
import { afterClose, close, limits } from '@rapport/protocol';
import { backoff } from './backoff.ts';
import { ChatError } from './error.ts';

export interface Connection {
  readonly phase: 'idle' | 'waiting' | 'opening' | 'greeting' | 'online' | 'probing' | 'stopped';
  /** Generation of the socket: what another one says is ignored (P3). */
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
  /** Why credentials are asked for next. */
  readonly why: 'start' | 'reconnect' | 'expired';
  /** False after `disconnect`: nothing but `connect` opens it again. */
  readonly wanted: boolean;
  /** Probing: the deadline passed once while nothing could run (a frozen tab), and was given again. */
  readonly again: boolean;
  readonly error?: ChatError;
}

export type Input =
  | { readonly on: 'connect' | 'disconnect' | 'sleep' | 'wake' | 'doubt' | 'reopen' | 'tick' }
  | { readonly on: 'bye'; readonly retry: number }
  | { readonly on: 'opened' | 'frame'; readonly gen: number }
  | { readonly on: 'welcome'; readonly gen: number; readonly hb: number }
  | { readonly on: 'closed'; readonly gen: number; readonly code: number; readonly reason: string }
  /** The application's credentials function said no. */
  | { readonly on: 'refused'; readonly gen: number; readonly error: ChatError };

export type Effect = 'open' | 'hello' | 'ping' | { readonly drop: number };

export interface Env {
  readonly now: number;
  readonly random: () => number;
  /** A hidden page without anything to say does not try. */
  readonly hold: boolean;
}

export type Step = readonly [Connection, readonly Effect[]];

export const asleep: Connection = {
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
  wanted: false,
  again: false,
};

/** What a final close code means, from 4500 on. */
const finals = ['unsupported', 'bad_frame', 'not_found', 'unauthenticated', 'origin_denied', 'banned'] as const;

export function step(s: Connection, e: Input, env: Env): Step {
  const { now } = env;
  // P3: an abandoned socket may go on talking.
  if ('gen' in e && e.gen !== s.gen) return [s, []];
  const online = s.phase === 'online';
  const probing = s.phase === 'probing';
  switch (e.on) {
    case 'connect':
      return s.phase === 'idle' || s.phase === 'stopped' ? open({ ...s, wanted: true, attempt: 0, downAt: now, why: 'start' }, env) : [s, []];
    case 'disconnect':
      return rest({ ...s, wanted: false });
    case 'sleep':
      return s.phase === 'stopped' ? [s, []] : rest(s);
    case 'reopen': {
      const [next, effects] = open({ ...s, downAt: now }, env);
      return [next, [{ drop: close.normal }, ...effects]];
    }
    case 'opened':
      // H6: a socket that opens and then brings no welcome is no better than one that does not open.
      return [{ ...s, phase: 'greeting', at: now + limits.welcomeTimeoutMs }, ['hello']];
    case 'welcome': {
      const quietMs = e.hb + limits.graceMs;
      return [{ ...s, phase: 'online', onlineAt: now, downAt: 0, quietMs, seenAt: now, at: now + quietMs, why: 'reconnect' }, []];
    }
    case 'frame':
      return [probing ? { ...s, phase: 'online', seenAt: now, at: now + s.quietMs, again: false } : { ...s, seenAt: now }, []];
    case 'bye':
      return [{ ...s, hintMs: e.retry }, []];
    case 'closed':
      switch (afterClose(e.code)) {
        case 'stop':
          return stop(s, new ChatError(finals[e.code - close.version] ?? 'stopped', `closed with ${e.code}`, { details: e.code }));
        case 'credentials':
          // New ones at once; if those are refused as well, with backoff.
          if (s.why !== 'expired') return open({ ...s, why: 'expired', downAt: s.downAt || now }, env);
      }
      return wait(s, env, e.code, Number(/retry=(\d+)/.exec(e.reason)?.[1] ?? 0));
    case 'refused':
      return stop(s, e.error);
    case 'doubt':
      return online ? probe(s, now + limits.probeTimeoutMs) : [s, []];
    case 'wake':
      if (online) return probe(s, now + limits.probeAfterWakeMs);
      // A deadline that passed while nothing could run says nothing about the socket: ask once more.
      if (probing && now >= s.at && !s.again) return probe({ ...s, again: true }, now + limits.probeAfterWakeMs);
      // X4: at once, but not within a second of the last try.
      if (s.phase === 'waiting') return [{ ...s, at: Math.min(s.at, Math.max(now, s.triedAt + 1_000)) }, []];
      return s.phase === 'idle' && s.wanted ? open({ ...s, downAt: now }, env) : tick(s, env);
    case 'tick':
      return tick(s, env);
  }
}

function tick(s: Connection, env: Env): Step {
  const { now } = env;
  if (now < s.at) return [s, []];
  switch (s.phase) {
    case 'waiting':
      return env.hold ? [{ ...s, at: Infinity }, []] : open(s, env);
    case 'online':
      return now - s.seenAt < s.quietMs ? [{ ...s, at: s.seenAt + s.quietMs }, []] : probe(s, now + limits.probeTimeoutMs);
    case 'opening':
    case 'greeting': // H6
    case 'probing': // P2: only a ping that was really sent, and that nothing answered, ends a socket.
      return wait(s, env, close.heartbeatLost, 0, [{ drop: close.heartbeatLost }]);
    default:
      return [{ ...s, at: Infinity }, []];
  }
}

function open(s: Connection, { now }: Env): Step {
  return [{ ...s, phase: 'opening', gen: s.gen + 1, triedAt: now, at: now + limits.openTimeoutMs, hintMs: 0, onlineAt: 0 }, ['open']];
}

function probe(s: Connection, at: number): Step {
  return [{ ...s, phase: 'probing', at }, ['ping']];
}

/** X1, X2. */
function wait(s: Connection, { now, random }: Env, code: number, hintMs: number, effects: readonly Effect[] = []): Step {
  // A relay that accepts and closes again must not be hammered: only a while online starts the ladder anew.
  const attempt = s.onlineAt && now - s.onlineAt >= limits.stableAfterMs ? 0 : s.attempt;
  const at = now + Math.max(hintMs, s.hintMs) + backoff(attempt, random);
  const next = { ...s, phase: 'waiting', gen: s.gen + 1, at, onlineAt: 0, downAt: s.downAt || now, again: false } as const;
  return [{ ...next, attempt: code === close.restart ? attempt : attempt + 1 }, effects];
}

function rest(s: Connection): Step {
  return [{ ...s, phase: 'idle', gen: s.gen + 1, at: Infinity, onlineAt: 0, downAt: 0, again: false }, [{ drop: close.normal }]];
}

function stop(s: Connection, error: ChatError): Step {
  return [{ ...s, phase: 'stopped', gen: s.gen + 1, at: Infinity, onlineAt: 0, downAt: 0, error }, [{ drop: close.normal }]];
}
