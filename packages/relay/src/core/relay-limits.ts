// The relay's limits: those of the protocol and its own, each settable. Units are in the names.
import { limits } from '@rapport/protocol';
import type { DecideLimits } from './decide-context.ts';
import type { Rate } from './rate-limit.ts';

export interface RelayLimits extends DecideLimits {
  readonly frameBytes: number;
  readonly helloBytes: number;
  readonly helloTimeoutMs: number;
  readonly heartbeatMs: number;
  readonly softBufferBytes: number;
  readonly hardBufferBytes: number;
  readonly batchEvents: number;
  readonly batchBytes: number;
  readonly snapEvents: number;
  readonly replayEvents: number;
  readonly historyEvents: number;
  /** Most bytes of events in one `snap` or one page of history. */
  readonly windowBytes: number;
  readonly cursors: number;
  readonly socketsPerVisitor: number;
  readonly socketsPerAgent: number;
  readonly socketsPerAddress: number;
  /** Commands and queries of one connection under way before it is no longer read. */
  readonly inFlight: number;
  readonly badFrames: number;
  readonly badFramesWindowMs: number;
  /** New sessions of the whole process; over it the socket closes with 1013. */
  readonly hellos: readonly Rate[];
  /** Per visitor, over all sockets. */
  readonly visitorCommands: readonly Rate[];
  /** Per agent, over all sockets. */
  readonly agentCommands: readonly Rate[];
  /** Per connection, each. */
  readonly queries: readonly Rate[];
  readonly subs: readonly Rate[];
  readonly typing: readonly Rate[];
  /** At most one `sum` frame per connection in this time. */
  readonly sumEveryMs: number;
  /** How often open agent sockets are held against the store (T7), and origins refreshed. */
  readonly recheckMs: number;
}

export const defaultLimits: RelayLimits = {
  ...limits,
  batchBytes: 65_536,
  windowBytes: 262_144,
  socketsPerAddress: 50,
  inFlight: 32,
  hellos: [{ count: 500, perMs: 1_000 }],
  visitorCommands: [
    { count: 20, perMs: 10_000, burst: 10 },
    { count: 60, perMs: 60_000 },
  ],
  agentCommands: [{ count: 60, perMs: 10_000 }],
  queries: [{ count: 5, perMs: 1_000, burst: 10 }],
  subs: [{ count: 20, perMs: 1_000, burst: 400 }],
  typing: [{ count: 1, perMs: 1_000, burst: 3 }],
  sumEveryMs: 250,
  recheckMs: 4_000,
};
