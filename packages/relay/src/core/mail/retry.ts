// What comes of an attempt: sent, tried again later, or given up. Pure.
import type { MailChange, MailRow } from '../../store/mails.ts';
import type { Sent } from './mailer.ts';

export interface RetryLimits {
  /** Before the second attempt; each further one waits twice as long. */
  readonly mailRetryMs: number;
  readonly mailRetryMostMs: number;
  /** A mail that nobody took in this time is given up. */
  readonly mailGiveUpMs: number;
}

/** A fifth more or less, so that what failed together does not come together again. */
const spread = 0.2;

/** How long to wait after attempt number `attempts`. `random`: 0 ≤ x < 1. */
export function waitMs(attempts: number, random: number, { mailRetryMs, mailRetryMostMs }: RetryLimits): number {
  const doubled = Math.min(mailRetryMs * 2 ** (attempts - 1), mailRetryMostMs);
  return Math.min(Math.round(doubled * (1 - spread + 2 * spread * random)), mailRetryMostMs);
}

/** Noted before an attempt is made: a process that dies in it comes back to it at its time, and never in a hurry. */
export function beginning(row: MailRow, now: number, random: number, limits: RetryLimits): MailChange {
  const attempts = row.attempts + 1;
  return { attempts, nextAt: now + waitMs(attempts, random, limits) };
}

/** `row`: as its attempt was begun. */
export function ending(row: MailRow, sent: Sent, now: number, random: number, limits: RetryLimits): MailChange {
  // What was secret in it, such as a link, is not kept longer than it is needed; what a reply was about is.
  if (sent.ok) return { state: 'sent', endedAt: now, error: null, ...(row.kind === 'reply' ? {} : { data: {} }) };
  const nextAt = now + waitMs(row.attempts, random, limits);
  const isOver = sent.isFinal || nextAt >= row.since + limits.mailGiveUpMs;
  return isOver ? { state: 'failed', endedAt: now, error: sent.why } : { nextAt, error: sent.why };
}

/** By hand. */
export function again(row: MailRow, now: number): MailChange | null {
  if (row.state === 'sent') return null;
  if (row.state === 'queued') return { nextAt: now };
  const afresh = { state: 'queued', attempts: 0, since: now, nextAt: now, endedAt: null, isTold: false } as const;
  return { ...afresh, round: row.round + 1 };
}
