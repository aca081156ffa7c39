// The limits of mail, each settable. Units are in the names.
import type { Rate } from '../rate-limit.ts';
import type { RetryLimits } from './retry.ts';

export interface MailLimits extends RetryLimits {
  /** A visitor without a live socket for this long has gone. */
  readonly mailAwayMs: number;
  /** Whoever still writes is let finish: a mail waits until nothing was added for this long … */
  readonly mailQuietMs: number;
  /** … but no longer than this after the first of its messages. */
  readonly mailPatienceMs: number;
  /** Replies to one address in a day: an address may be anybody's. */
  readonly mailsPerAddress: number;
  /** Copies of chats in a day to one address: it may be anybody's, too (K4). */
  readonly transcriptsPerAddress: number;
  /** In an hour, of all chats of one visitor. */
  readonly transcriptsPerVisitor: number;
  /** Asked for in a day, per address of the network. Those of this machine itself are not counted (A2). */
  readonly addressTranscripts: readonly Rate[];
  /** Attempts under way at once. */
  readonly mailsAtOnce: number;
  /** For the connection, and for the server's greeting. */
  readonly mailConnectMs: number;
  /** A silent server is waited for as RFC 5321 (4.5.3.2.6) asks: who gives up earlier makes doubles. */
  readonly mailSilenceMs: number;
}

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

export const defaultMailLimits: MailLimits = {
  mailAwayMs: minuteMs,
  mailQuietMs: minuteMs,
  mailPatienceMs: 5 * minuteMs,
  mailRetryMs: minuteMs,
  mailRetryMostMs: 6 * hourMs,
  mailGiveUpMs: 72 * hourMs,
  mailsPerAddress: 20,
  transcriptsPerAddress: 3,
  transcriptsPerVisitor: 5,
  addressTranscripts: [{ count: 20, perMs: 24 * hourMs }],
  mailsAtOnce: 4,
  mailConnectMs: 10 * secondMs,
  mailSilenceMs: 10 * minuteMs,
};
