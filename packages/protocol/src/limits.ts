// Every limit of the protocol, with its unit in its name. The relay may be given others; `welcome.lim` tells a client those that concern it.

/** What a client needs to know, sent in `welcome`. */
export interface Limits {
  /** Bytes of one frame. */
  readonly frame: number;
  /** Code points of one message, for this role. */
  readonly text: number;
  /** Code points of a rating's comment. */
  readonly comment: number;
  /** Streams in `hello.cur`. */
  readonly cur: number;
  /** Bytes of one file. Absent: none are taken here (U7). */
  readonly file?: number;
}

export const subprotocol = 'rapport.v1';

export const limits = {
  frameBytes: 65_536,
  helloBytes: 8_192,
  helloTimeoutMs: 5_000,
  welcomeTimeoutMs: 10_000,
  openTimeoutMs: 10_000,
  textVisitor: 4_000,
  textAgent: 10_000,
  comment: 2_000,
  contact: 254,
  reasons: 5,
  name: 80,
  email: 254,
  url: 2_048,
  title: 256,
  fields: 20,
  fieldValue: 500,
  identityBytes: 4_096,
  subject: 128,
  /** From `iat` to `exp` (I2). */
  identityLifeMs: 600_000,
  identitySkewMs: 60_000,
  id: 40,
  files: 5,
  fileBytes: 10_485_760,
  fileName: 120,
  filePixels: 40_000_000,
  filesPerHour: 20,
  fileBytesPerDay: 104_857_600,
  unsentFileMs: 86_400_000,
  jsonDepth: 8,
  jsonKeys: 64,
  cursors: 200,
  snapEvents: 30,
  replayEvents: 500,
  batchEvents: 100,
  historyEvents: 100,
  heartbeatMs: 25_000,
  /** A client grows suspicious after heartbeat + this much silence, then probes (P1). */
  graceMs: 15_000,
  probeTimeoutMs: 8_000,
  probeAfterWakeMs: 5_000,
  ackTimeoutMs: 10_000,
  ackWithoutEventMs: 3_000,
  typingEveryMs: 3_000,
  typingTtlMs: 6_000,
  outboxEntries: 100,
  outboxBytes: 262_144,
  resendMaxAgeMs: 900_000,
  stableAfterMs: 10_000,
  lostAfterMs: 4_000,
  softBufferBytes: 262_144,
  hardBufferBytes: 1_048_576,
  socketsPerVisitor: 8,
  socketsPerAgent: 10,
  badFrames: 10,
  badFramesWindowMs: 60_000,
  reopenWithinMs: 86_400_000,
  rateWithinMs: 259_200_000,
  changeWithinMs: 86_400_000,
} as const;

const idPattern = /^[A-Za-z0-9_-]{1,40}$/;

/** Whether `value` can be the id of a conversation, command or person. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && idPattern.test(value);
}
