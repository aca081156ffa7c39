// A mail desk that remembers what it was given, and can be told to fail.
import { type MailDesk, type NewMail, noMail } from '../core/mail/mailer.ts';

export interface FakeMail extends MailDesk {
  readonly letters: NewMail[];
  fails: boolean;
  /** The n-th letter, as soon as it is there. */
  letter(n: number): Promise<NewMail>;
}

export function createFakeMail(): FakeMail {
  let wake = (): void => {};
  const fake: FakeMail = {
    ...noMail,
    isConfigured: true,
    letters: [],
    fails: false,
    enqueue: async (mail) => {
      if (fake.fails) throw new Error('no room');
      fake.letters.push(mail);
      wake();
    },
    letter: async (n) => {
      for (;;) {
        const letter = fake.letters[n];
        if (letter) return letter;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
  return fake;
}
