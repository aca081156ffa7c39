// Who sits here: the way from a checked session or a sign-in to a desk, and back out. Drafts outlive a lost session.
import { type ReadonlySignal, signal } from '@preact/signals';
import { errors } from '@rapport/protocol';
import { type Api, ApiError, type ApiProblem, type Me } from './api.ts';
import type { Desk } from './desk.ts';
import type { Drafts } from './drafts.ts';
import { words } from './words.ts';

export type Phase =
  | { readonly at: 'checking' }
  | { readonly at: 'unreachable' }
  | { readonly at: 'setup'; readonly token: string }
  /** `untold`: signed out here, but the server could not be told. */
  | { readonly at: 'out'; readonly why: 'start' | 'expired' | 'untold' }
  | { readonly at: 'in'; readonly desk: Desk };

export interface Account {
  readonly phase: ReadonlySignal<Phase>;
  /** Asks the server who is signed in. */
  check(): Promise<void>;
  /** Rejects with ApiError. */
  signIn(email: string, password: string): Promise<void>;
  /** Rejects with ApiError. */
  setUp(input: { name?: string; email?: string; password: string }): Promise<void>;
  leaveSetup(): void;
  signOut(): Promise<void>;
  /** The server has ended every session of this person. */
  leave(): void;
  /** What the signed-in person is called from now on. */
  rename(name: string): void;
  /** The session is no longer good. */
  expire(): void;
}

/** Characters of a new password; the relay judges the rest. */
export const shortestPassword = 12;

export interface AccountNeeds {
  readonly api: Api;
  readonly drafts: Drafts;
  readonly setupToken: string | null;
  /** Called with every new sign-in; the desk is disposed on the way out. */
  readonly sitDown: (me: Me) => Desk;
}

export function createAccount({ api, drafts, setupToken, sitDown }: AccountNeeds): Account {
  const phase = signal<Phase>(setupToken === null ? { at: 'checking' } : { at: 'setup', token: setupToken });
  const enter = (me: Me): void => {
    rise();
    phase.value = { at: 'in', desk: sitDown(me) };
  };
  const rise = (): void => {
    const p = phase.peek();
    if (p.at === 'in') p.desk.dispose();
  };
  const leave = (): void => {
    rise();
    drafts.clear();
    phase.value = { at: 'out', why: 'start' };
  };
  const check = async (): Promise<void> => {
    phase.value = { at: 'checking' };
    try {
      enter(await api.session());
    } catch (error) {
      phase.value = problemOf(error).code === 'unreachable' ? { at: 'unreachable' } : { at: 'out', why: 'start' };
    }
  };
  return {
    phase,
    check,
    signIn: async (email, password) => enter(await api.signIn(email, password)),
    async setUp(input) {
      const p = phase.peek();
      if (p.at !== 'setup') return;
      enter(await api.setUp({ ...input, token: p.token }));
    },
    leaveSetup: () => {
      void check();
    },
    leave,
    rename(name) {
      const p = phase.peek();
      if (p.at === 'in') phase.value = { at: 'in', desk: { ...p.desk, me: { ...p.desk.me, name } } };
    },
    async signOut() {
      leave();
      try {
        await api.signOut();
      } catch (error) {
        if (problemOf(error).code !== 'unauthenticated') phase.value = { at: 'out', why: 'untold' };
      }
    },
    expire() {
      if (phase.peek().at !== 'in') return;
      rise();
      phase.value = { at: 'out', why: 'expired' };
    },
  };
}

export function problemOf(error: unknown): ApiProblem {
  return error instanceof ApiError ? error.problem : { code: 'unavailable', status: 0, message: '' };
}

/** One message for whatever was wrong with a sign-in: it never says which part (C1). */
export function signInWords(p: ApiProblem): string {
  switch (p.code) {
    case 'unreachable':
      return words.account.unreachable;
    case 'rate_limited':
      return words.account.wait(Math.max(1, Math.ceil((p.retryAfterMs ?? 1_000) / 1_000)));
    case 'unauthenticated':
    case 'invalid_field':
    case 'empty':
    case 'too_large':
      return words.account.wrong;
    case 'forbidden':
      return p.message || words.account.failed; // such as: https is needed here
    default:
      return p.status >= 400 && p.status < 500 && p.message ? p.message : words.account.failed;
  }
}

/** What is said when a link could not even be asked for. */
export function forgotWords(p: ApiProblem): string {
  return p.code === 'invalid_field' ? words.account.emailMissing : signInWords(p);
}

/** The field a set-up stumbled over and what to say there; `field: null`: beside the button. */
export function setUpWords(p: ApiProblem): {
  readonly field: 'name' | 'email' | 'password' | null;
  readonly text: string;
} {
  if (p.code === 'unauthenticated' || p.code === 'token_expired' || p.code === 'not_found')
    return { field: null, text: words.account.linkSpent };
  if (p.field === 'name' || p.field === 'email' || p.field === 'password')
    return {
      field: p.field,
      text: p.message && p.message !== errors.invalid_field.says ? p.message : words.account.fieldWrong,
    };
  return { field: null, text: signInWords(p.code === 'invalid_field' ? { ...p, code: 'bad_request' } : p) };
}
