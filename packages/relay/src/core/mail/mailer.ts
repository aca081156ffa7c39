// What the rest of the relay sees of mail: it is put in a queue that survives, and what became of it can be asked.
import type { ActorId, ConvId, Seq } from '@rapport/protocol';
import type { MailRow } from '../../store/mails.ts';

export type MailKind = MailRow['kind'];

/** What each kind of mail is made of. Text of people in it is cleaned and escaped where the mail is composed. */
export interface MailData {
  /** The staff's messages in (`after`, `upTo`], for a visitor who is not there. They are read from the log when it is sent. */
  reply: { readonly conv: ConvId; readonly visitor: ActorId; readonly after: Seq; readonly upTo: Seq };
  /** A copy of what everybody in the conversation has said up to `upTo`, read from the log when it is sent. `zone`: of its times. */
  transcript: { readonly conv: ConvId; readonly visitor: ActorId; readonly upTo: Seq; readonly zone: string };
  /** `link`: the one-time link; `until`: server milliseconds; `by`: name of who invites. */
  invite: { readonly link: string; readonly until: number; readonly by: string };
  reset: { readonly link: string; readonly until: number };
  /** What somebody (`name`) writes about a recovery case. */
  recovery: {
    readonly conv: ConvId;
    readonly visitor: ActorId;
    readonly site: string;
    readonly name: string;
    readonly text: string;
  };
}

export interface NewMail<K extends MailKind = MailKind> {
  /** The same thing is never sent under two keys, nor two things under one: what is enqueued again is not sent again. */
  readonly key: string;
  /** One address, as `readAddress` gives it. */
  readonly to: string;
  readonly kind: K;
  /** BCP 47; English if it is none of ours. */
  readonly lang: string;
  readonly data: MailData[K];
}

export interface Mailer {
  /** False: there is no mail server, and `enqueue` rejects. */
  readonly isConfigured: boolean;
  /** Resolves when it is on disk. From then on it is sent, or its failing is visible. */
  enqueue<K extends MailKind>(mail: NewMail<K>): Promise<void>;
}

/** What an owner may know of a mail, and do about it. */
export interface MailDesk extends Mailer {
  /** Why nothing goes out at present, for people; null: nothing is known to be wrong. */
  readonly problem: string | null;
  list(limit: number): Promise<{ readonly queued: readonly MailRow[]; readonly failed: readonly MailRow[] }>;
  /** At once, also what has failed for good. False: there is no such mail any more. */
  retry(id: string): Promise<boolean>;
  counts(): Promise<MailCounts>;
}

/** Since the start; `queued` and `failed` as of now. */
export interface MailCounts {
  readonly sent: number;
  readonly givenUp: number;
  readonly attempts: number;
  readonly queued: number;
  readonly failed: number;
}

/** A mail as it leaves. */
export interface Outgoing {
  /** Without the angle brackets. The same for the same mail, however often it is tried. */
  readonly messageId: string;
  /** Shown beside the own address; '': the own name. */
  readonly fromName: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly lang: string;
}

export type Sent =
  | { readonly ok: true }
  /** `isFinal`: the server said that it will never take this mail. `isOurs`: it is not this mail's fault; none would go. */
  | { readonly ok: false; readonly isFinal: boolean; readonly isOurs: boolean; readonly why: string };

/** The way out. mail/smtp.ts makes it; it never rejects. */
export interface MailTransport {
  /** Domain of the sender: Message-IDs end with it. */
  readonly domain: string;
  send(mail: Outgoing): Promise<Sent>;
  /** Whether the server would take mail at all: who it is, TLS, the login. */
  check(): Promise<Sent>;
  close(): void;
}

/** Of a relay that has no mail server, and of tests. */
export const noMail: MailDesk = {
  isConfigured: false,
  problem: null,
  enqueue: () => Promise.reject(new Error('There is no mail server: ask isConfigured first.')),
  list: async () => ({ queued: [], failed: [] }),
  retry: async () => false,
  counts: async () => ({ sent: 0, givenUp: 0, attempts: 0, queued: 0, failed: 0 }),
};
