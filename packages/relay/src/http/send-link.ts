// A one-time link for an agent, and a mail with it if there is a mail server. The link is given back in any case.

import { readAddress } from '../core/mail/address.ts';
import type { NewMail } from '../core/mail/mailer.ts';
import type { AgentRow } from '../store/store.ts';
import { addSetupLink, linkLifetimeMs, newSetupLink } from './auth/links.ts';
import { hashOf } from './auth/tokens.ts';
import type { Context } from './context.ts';
import { describe } from './errors.ts';

export interface SentLink {
  readonly link: string;
  /** It is on its way; whether it arrives is told by /v1/mail. */
  readonly isMailed: boolean;
}

/** `by`: name of the owner who gives it; null: the agent has asked for it himself. */
export async function sendLink(context: Context, agent: AgentRow, by: string | null): Promise<SentLink> {
  const { store, url, mail, log } = context;
  const now = context.now();
  const isNew = agent.passwordHash === '' && by !== null;
  const lifetimeMs = linkLifetimeMs[by === null ? 'asked' : isNew ? 'invite' : 'setup'];
  const link = await (by === null ? addSetupLink : newSetupLink)(store, { url, agent: agent.id, now, lifetimeMs });
  const to = readAddress(agent.email);
  if (!mail.isConfigured || to === null) return { link, isMailed: false };
  const until = now + lifetimeMs;
  // Never the link itself: a key may be logged.
  const key = `link:${hashOf(link)}`;
  const lang = agent.langs?.[0] ?? 'en';
  const letter: NewMail<'invite'> | NewMail<'reset'> = isNew
    ? { key, to, kind: 'invite', lang, data: { link, until, by } }
    : { key, to, kind: 'reset', lang, data: { link, until } };
  try {
    await (letter.kind === 'invite' ? mail.enqueue(letter) : mail.enqueue(letter));
    return { link, isMailed: true };
  } catch (error) {
    log.warn('mail could not be kept', { kind: letter.kind, ...describe(error) });
    return { link, isMailed: false };
  }
}
