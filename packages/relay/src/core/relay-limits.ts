// The relay's limits: those of the protocol and its own, each settable. Units are in the names.
import { limits } from '@rapport/protocol';
import type { DecideLimits } from './decide-context.ts';
import { defaultMailLimits, type MailLimits } from './mail/mail-limits.ts';
import type { Rate } from './rate-limit.ts';

export interface RelayLimits extends DecideLimits, MailLimits {
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
  /** Of the whole process: over it no upgrade is taken. */
  readonly sockets: number;
  /** Of them, those that have not said hello yet. */
  readonly silentSockets: number;
  /** New sockets of one address. Those of this machine itself are not counted: they are its owner's, or a proxy's that hides whose. */
  readonly newSockets: readonly Rate[];
  /** Commands and queries of one connection under way before it is no longer read. */
  readonly inFlight: number;
  readonly badFrames: number;
  readonly badFramesWindowMs: number;
  /** New sessions of the whole process. */
  readonly hellos: readonly Rate[];
  /** How long a hello over that rate waits its turn; if it would take longer, the socket closes with 1013. */
  readonly helloWaitMs: number;
  /** Per visitor, over all sockets. */
  readonly visitorCommands: readonly Rate[];
  /** Per agent, over all sockets. */
  readonly agentCommands: readonly Rate[];
  /** Conversations begun, per visitor and per address (the latter as `newSockets`). */
  readonly visitorConversations: readonly Rate[];
  readonly addressConversations: readonly Rate[];
  /** Per connection, each. `frames` counts them all; whoever sends more is closed with 4008. */
  readonly frames: readonly Rate[];
  readonly queries: readonly Rate[];
  readonly subs: readonly Rate[];
  readonly typing: readonly Rate[];
  readonly marks: readonly Rate[];
  readonly auths: readonly Rate[];
  /** How long a socket that is not fed may go without taking anything of what it was sent. */
  readonly drainMs: number;
  /** Conversations in one `welcome` or `sum`; further ones follow. */
  readonly sums: number;
  /** At most one `sum` frame per connection in this time. */
  readonly sumEveryMs: number;
  /** How often open agent sockets are held against the store (T7), and origins refreshed. */
  readonly recheckMs: number;
  /** After its last socket an agent is away, and what was kept for him is not any more. */
  readonly awayAfterMs: number;
  /** After its last socket an agent is gone, and those who wait for him go back into the queue. */
  readonly goneAfterMs: number;
  /** Routing, `here` and `staff` frames, and shorter promises: at most once in this time, each. */
  readonly routeEveryMs: number;
  readonly hereEveryMs: number;
  readonly staffEveryMs: number;
  readonly reviseEveryMs: number;
  /** Bytes of a file of the staff; a site sets its visitors'. */
  readonly fileBytes: number;
  /** Of one picture. */
  readonly filePixels: number;
  /** Per visitor: files in an hour, and bytes in a day (U7). */
  readonly filesPerHour: number;
  readonly fileBytesPerDay: number;
  /** A file that nobody sends is kept for so long (U10). */
  readonly unsentFileMs: number;
  /** Uploads under way: of one person, and of all. */
  readonly uploadsPerPerson: number;
  readonly uploads: number;
  /** Uploads that are begun, per address (the latter as `newSockets`). */
  readonly addressUploads: readonly Rate[];
  /** What uploads leave free on the disk: the log needs it more. */
  readonly diskReserveBytes: number;
}

export const defaultLimits: RelayLimits = {
  ...limits,
  ...defaultMailLimits,
  batchBytes: 65_536,
  windowBytes: 262_144,
  socketsPerAddress: 50,
  inFlight: 32,
  sockets: Infinity,
  // A storm brings thousands in a second, and each takes a way there and back to say hello. A browser never hears of a 503.
  silentSockets: 2_000,
  // After a restart all sockets that one address may have come back at once.
  newSockets: [{ count: 30, perMs: 60_000, burst: 60 }],
  hellos: [{ count: 500, perMs: 1_000 }],
  helloWaitMs: 5_000,
  visitorCommands: [
    { count: 20, perMs: 10_000, burst: 10 },
    { count: 60, perMs: 60_000 },
    { count: 600, perMs: 3_600_000 },
  ],
  agentCommands: [{ count: 60, perMs: 10_000 }],
  visitorConversations: [{ count: 5, perMs: 3_600_000 }],
  addressConversations: [{ count: 30, perMs: 3_600_000 }],
  frames: [{ count: 100, perMs: 1_000, burst: 1_000 }],
  queries: [{ count: 5, perMs: 1_000, burst: 10 }],
  subs: [{ count: 20, perMs: 1_000, burst: 400 }],
  typing: [{ count: 1, perMs: 1_000, burst: 3 }],
  marks: [{ count: 10, perMs: 1_000, burst: 30 }],
  auths: [{ count: 6, perMs: 60_000, burst: 3 }],
  drainMs: 15_000,
  sums: 200,
  sumEveryMs: 250,
  recheckMs: 4_000,
  awayAfterMs: 60_000,
  goneAfterMs: 120_000,
  routeEveryMs: 50,
  hereEveryMs: 250,
  staffEveryMs: 1_000,
  reviseEveryMs: 15_000,
  uploadsPerPerson: 5,
  uploads: 50,
  addressUploads: [{ count: 120, perMs: 3_600_000 }],
  diskReserveBytes: 67_108_864,
};
