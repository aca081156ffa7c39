// Every ended session as columns of numbers, so that a report over a million of them is a walk over arrays. Types and codes only:
// who fills them is the store's matter, what they add up to each report's. Index i is one session; nothing here is in any order.
import type { Reason } from '@rapport/protocol';
import { reasons } from '@rapport/protocol';
import { occurrences } from '../service/facts.ts';

export interface Sessions {
  readonly size: number;
  /** Row of the session table: what a `SessionLine` is looked up by. */
  readonly row: Uint32Array;
  /** Milliseconds since 1970. */
  readonly openedAt: Float64Array;
  readonly closedAt: Float64Array;
  /** From the opening to the first word of a person; −1: none came (F14). */
  readonly waitMs: Float64Array;
  /** The same while the site was open; −1: none came. */
  readonly waitOpenMs: Float64Array;
  /** When this visitor's next session began; 0: not yet. */
  readonly nextAt: Float64Array;
  /** Of the last revision, of the first; 0: not rated. */
  readonly ratedAt: Float64Array;
  readonly firstRatedAt: Float64Array;
  /** First time that somebody of the staff has seen the rating, and did something about it; 0: not yet. */
  readonly readAt: Float64Array;
  readonly actedAt: Float64Array;
  /** Recovery case; 0: none, not yet. */
  readonly caseAt: Float64Array;
  readonly contactedAt: Float64Array;
  readonly caseClosedAt: Float64Array;
  /** A number for the visitor; 0: erased. */
  readonly visitor: Uint32Array;
  /** Indexes of `names`; team, page, locale, owner: 0 is none. */
  readonly site: Uint16Array;
  readonly team: Uint16Array;
  readonly page: Uint32Array;
  readonly locale: Uint16Array;
  /** Who had it at its end. */
  readonly owner: Uint16Array;
  /** Agents with a public message: those at `speaker[speakerFrom[i]]` up to `speakerFrom[i + 1]`. Frozen at the end. */
  readonly speakerFrom: Uint32Array;
  readonly speaker: Uint16Array;
  /** Index of `modes`, `enders`, `promises`, `invitations`, `excuses`, `resolutions`, `extras`. */
  readonly mode: Uint8Array;
  readonly endedBy: Uint8Array;
  readonly promise: Uint8Array;
  readonly invitation: Uint8Array;
  readonly excuse: Uint8Array;
  readonly resolved: Uint8Array;
  /** What the agent believed came of it; same codes as `resolved`. */
  readonly outcome: Uint8Array;
  readonly extra: Uint8Array;
  /** 1–5; 0: not rated. */
  readonly score: Uint8Array;
  /** After a recovery. 1–5; 0: none. */
  readonly second: Uint8Array;
  /** 255: not answered. */
  readonly nps: Uint8Array;
  /** 0: not answered. */
  readonly ces: Uint8Array;
  /** −2…2; 9: not answered. */
  readonly expect: Int8Array;
  /** Bit r is `reasons[r]`. */
  readonly reasons: Uint32Array;
  /** 0: not asked; 1–5; 6: declined; 7: not answered. */
  readonly guess: Uint8Array;
  /** Owner of the guess, as `owner`. */
  readonly guesser: Uint16Array;
  readonly handoffs: Uint8Array;
  readonly visitorMessages: Uint16Array;
  readonly revisions: Uint8Array;
  /** Bits of `flags`. */
  readonly flags: Uint16Array;
  /** `happened[i * occurrences.length + k]`: how often `occurrences[k]`. */
  readonly happened: Uint8Array;
  readonly names: {
    readonly site: readonly string[];
    readonly team: readonly string[];
    readonly page: readonly string[];
    readonly locale: readonly string[];
    readonly agent: readonly string[];
  };
}

export const modes = ['live', 'offline'] as const;
export const enders = ['visitor', 'agent', 'left', 'idle', 'spam'] as const;
export const promises = ['none', 'kept', 'late', 'never'] as const;
/** As stored; what time makes of it (expired, locked) follows from `closedAt`, `firstRatedAt`. */
export const invitations = [
  'ineligible',
  'suppressed',
  'offered',
  'shown',
  'dismissed',
  'superseded',
  'rated',
] as const;
export const excuses = [
  'none',
  'no_human_reply',
  'no_visitor_message',
  'stale',
  'throttled',
  'survey_off',
  'spam',
  'blocked',
  'staff_session',
] as const;
export const resolutions = ['none', 'yes', 'partly', 'no', 'unknown'] as const;
export const extras = ['none', 'expect', 'nps', 'ces'] as const;

export const flags = {
  /** It went back to who had it before, or to his team. */
  bounced: 1,
  /** The visitor had an earlier session. */
  returning: 2,
  /** Exactly one agent spoke in it. */
  sole: 4,
  /** It has words of the visitor, beside the score. */
  comment: 8,
  /** Wants to be contacted. */
  wish: 16,
  complaint: 32,
  void: 64,
  /** Sample data, in no real figure. */
  sample: 128,
  /** The visitor spoke last. */
  visitorLast: 256,
  reminded: 512,
  locked: 1024,
  /** It began as the reopening of a conversation. */
  reopened: 2048,
  /** The score went up after the staff got in touch. */
  raised: 4096,
  /** The question was seen, whatever became of it since. */
  shown: 8192,
  /** The visitor came from the address of somebody of the staff who was here (R12). */
  staffAddress: 16_384,
} as const;

const reasonBits = Object.fromEntries(reasons.map((reason, bit) => [reason, 1 << bit])) as Record<Reason, number>;
export const reasonBit = (reason: Reason): number => reasonBits[reason];
export const occurrenceCount: number = occurrences.length;
