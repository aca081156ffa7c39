// What an agent does with a conversation besides writing: take it, give it away, ask for help, block. Each says what went wrong.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { ActorId } from '@rapport/protocol';
import type { AgentConversation, Refusal, TranscriptMail, TranscriptWish } from '@rapport/sdk';
import { deskWords } from './desk-words.ts';

/** What was refused and why, in words that stand beside the field. */
export interface ActProblem {
  readonly field: 'to' | 'text' | null;
  readonly text: string;
}

export interface Acts {
  /** What went wrong with a button that has no sheet of its own. */
  readonly problem: ReadonlySignal<string | null>;
  readonly busy: ReadonlySignal<boolean>;
  /** Each resolves with whether it was done; otherwise `problem` says why. */
  decline(): Promise<boolean>;
  join(): Promise<boolean>;
  takeover(): Promise<boolean>;
  escalate(): Promise<boolean>;
  unblock(): Promise<boolean>;
  voidRating(session: number, reason: string): Promise<boolean>;
  unvoid(session: number): Promise<boolean>;
  /** These resolve with what is wrong, or null. */
  transfer(to: { to: ActorId } | { team: string }, note: string, name: string): Promise<ActProblem | null>;
  consult(to: ActorId, text: string, name: string): Promise<ActProblem | null>;
  block(reason: string, spam: boolean): Promise<ActProblem | null>;
  /** Resolves with what became of it, in words. */
  mailCopy(to: string): Promise<{ readonly ok: boolean; readonly text: string }>;
}

export function createActs(
  chat: AgentConversation,
  mailTranscript: (wish: TranscriptWish) => Promise<TranscriptMail>,
): Acts {
  const problem = signal<string | null>(null);
  const busy = signal(false);
  const run = async (act: () => Promise<unknown>): Promise<unknown> => {
    busy.value = true;
    problem.value = null;
    try {
      await act();
      return null;
    } catch (error) {
      return error ?? new Error();
    } finally {
      busy.value = false;
    }
  };
  const plain = async (act: () => Promise<unknown>): Promise<boolean> => {
    const error = await run(act);
    if (error !== null) problem.value = plainWords(error);
    return error === null;
  };
  return {
    problem,
    busy,
    decline: () => plain(() => chat.decline()),
    join: () => plain(() => chat.join()),
    takeover: () => plain(() => chat.takeover()),
    escalate: () => plain(() => chat.escalate()),
    unblock: () => plain(() => chat.unblock()),
    voidRating: (session, reason) => plain(() => chat.voidRating({ session, reason })),
    unvoid: (session) => plain(() => chat.unvoidRating(session)),
    async transfer(to, note, name) {
      const error = await run(() => chat.transfer({ ...to, note }));
      return error === null ? null : handWords(error, name);
    },
    async consult(to, text, name) {
      const error = await run(() => chat.consult({ to, ...(text.trim() && { text }) }));
      return error === null ? null : handWords(error, name);
    },
    async block(reason, spam) {
      const error = await run(() => chat.block({ reason, spam }));
      if (error === null) return null;
      return codeOf(error) === 'empty'
        ? { field: 'text', text: deskWords.block.reasonMissing }
        : { field: null, text: plainWords(error) };
    },
    async mailCopy(to) {
      let mail: TranscriptMail | undefined;
      const error = await run(async () => {
        mail = await mailTranscript({ to });
      });
      if (!mail) return { ok: false, text: copyWords(error) };
      return { ok: true, text: deskWords.copy[mail.state](mail.to) };
    },
  };
}

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code ?? '');

function plainWords(error: unknown): string {
  switch (codeOf(error)) {
    case 'forbidden':
      return deskWords.more.forbidden;
    case 'closed':
      return deskWords.hand.closed;
    case 'taken':
    case 'conflict':
      return deskWords.calls.tooLate;
    default:
      return deskWords.more.failed;
  }
}

function copyWords(error: unknown): string {
  const { copy } = deskWords;
  switch (codeOf(error)) {
    case 'invalid_field':
      return copy.wrong;
    case 'mail_off':
      return copy.off;
    case 'forbidden':
      return copy.early;
    case 'rate_limited':
      return copy.many;
    default:
      return copy.failed;
  }
}

/** Where a person would look for it. */
export function handWords(error: unknown, name: string): ActProblem {
  const { hand } = deskWords;
  const { field, why } = ((error as { details?: Refusal | null }).details ?? {}) as Refusal;
  switch (codeOf(error)) {
    case 'empty':
      return { field: 'text', text: hand.noteMissing };
    case 'too_large':
      return { field: 'text', text: hand.noteLong };
    case 'invalid_field':
      if (field === 'team') return { field: 'to', text: hand.noTeam };
      if (why === 'absent') return { field: 'to', text: hand.absent(name) };
      return { field: 'to', text: why === 'self' ? hand.self : hand.unknown };
    case 'conflict':
      return { field: null, text: hand.handing };
    case 'forbidden':
      return { field: null, text: hand.forbidden };
    case 'closed':
      return { field: null, text: hand.closed };
    default:
      return { field: null, text: hand.failed };
  }
}
