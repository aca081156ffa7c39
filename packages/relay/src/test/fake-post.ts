// A way out for mail that keeps what it is given and answers as it is told.
import type { MailTransport, Outgoing, Sent } from '../core/mail/mailer.ts';

export interface FakePost extends MailTransport {
  /** Every attempt, in order. */
  readonly tried: Outgoing[];
  /** What was taken. */
  readonly taken: Outgoing[];
  /** @default yes, always */
  answer: (mail: Outgoing) => Sent | Promise<Sent>;
}

export const notNow: Sent = { ok: false, isFinal: false, isOurs: false, why: '450 try again later' };
export const never: Sent = { ok: false, isFinal: true, isOurs: false, why: '550 no such mailbox' };
export const down: Sent = { ok: false, isFinal: false, isOurs: true, why: 'The mail server cannot be reached.' };

export function createFakePost(): FakePost {
  const post: FakePost = {
    domain: 'acme.example',
    tried: [],
    taken: [],
    answer: () => ({ ok: true }),
    send: async (mail) => {
      post.tried.push(mail);
      const sent = await post.answer(mail);
      if (sent.ok) post.taken.push(mail);
      return sent;
    },
    check: async () => ({ ok: true }),
    close: () => {},
  };
  return post;
}
