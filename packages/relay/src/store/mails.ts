// Mail on its way, as rows of the store. What is to be sent stands here before anything is sent, and each attempt before it is made.
import type { ActorId, ConvId } from '@rapport/protocol';

export interface MailRow {
  /** Made from `key`; the Message-ID is made from it. */
  readonly id: string;
  /** One thing that is said once, such as "the messages up to 7 of this conversation". */
  readonly key: string;
  readonly kind: 'reply' | 'invite' | 'reset' | 'recovery' | 'transcript';
  readonly to: string;
  readonly lang: string;
  /** By kind; `{}` once it is sent. */
  readonly data: unknown;
  /** Whose mail it is, so that erasing finds it. */
  readonly conv: ConvId | null;
  readonly visitor: ActorId | null;
  readonly state: 'queued' | 'sent' | 'failed';
  /** Attempts begun. */
  readonly attempts: number;
  /** Since when it is tried; trying again by hand begins anew. */
  readonly since: number;
  /** When it is tried next, while it is queued. */
  readonly nextAt: number;
  readonly endedAt: number | null;
  /** What the last attempt came to, for people; null: nothing to say. */
  readonly error: string | null;
  /** How often it was tried again by hand. */
  readonly round: number;
  /** Whether those whom its end concerns have been told. */
  readonly isTold: boolean;
}

export type MailChange = Partial<
  Pick<MailRow, 'data' | 'state' | 'attempts' | 'since' | 'nextAt' | 'endedAt' | 'error' | 'round' | 'isTold'>
>;

/** How long a mail is remembered after its end: `putMail` drops the older ones. */
const dayMs = 86_400_000;
export const mailKeptMs: Readonly<Record<'sent' | 'failed', number>> = { sent: 3 * dayMs, failed: 30 * dayMs };

/** The part of the store that keeps mail. */
export interface Mails {
  /** False, and nothing is changed: its key is known already. */
  putMail(row: MailRow): Promise<boolean>;
  mail(id: string): Promise<MailRow | null>;
  /** The one that is tried next first. */
  queuedMails(limit: number): Promise<readonly MailRow[]>;
  /** The one that failed last first. */
  failedMails(limit: number): Promise<readonly MailRow[]>;
  /** At their end, of which nobody has been told. */
  untoldMails(limit: number): Promise<readonly MailRow[]>;
  countMails(): Promise<{ readonly queued: number; readonly failed: number }>;
  /** Only if it is as it was read: of two who change it at once, one gets true. */
  changeMail(as: Pick<MailRow, 'id' | 'state' | 'attempts'>, change: MailChange): Promise<boolean>;
  dropMail(id: string): Promise<void>;
  /** Whether a reply of this conversation is queued. */
  isReplyQueued(conv: ConvId): Promise<boolean>;
  /** Of this kind, to one address in whatever case it is written, put at `since` or later. */
  countMailsTo(to: string, kind: MailRow['kind'], since: number): Promise<number>;
  /** Of this kind, in the conversations of one visitor, put at `since` or later. */
  countMailsOf(visitor: ActorId, kind: MailRow['kind'], since: number): Promise<number>;
}
