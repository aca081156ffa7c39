// Getting in touch with the visitor of a case: a message in his conversation, which begins again if it has ended, or a mail to where
// he asked for it. What is told by telephone, or was written elsewhere, is only noted down.
import { limits } from '@rapport/protocol';
import type { CaseRow } from '../../store/cases.ts';
import type { ConvRow, Store } from '../../store/store.ts';
import type { Settled } from '../committer.ts';
import type { Core } from '../core.ts';
import { decide } from '../decide.ts';
import type { Actor, DecideContext } from '../decide-context.ts';
import { fingerprint } from '../fingerprint.ts';
import { readAddress } from '../mail/address.ts';
import type { Mailer } from '../mail/mailer.ts';
import { ratingSecret } from '../secret.ts';
import { cleanBody } from '../text.ts';
import type { ContactWay } from './case-words.ts';

export type Reached =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly code: 'conflict' | 'unavailable' | 'invalid_field';
      readonly why: string;
      readonly field?: string;
    };

type Ports = Pick<Core, 'store' | 'committer' | 'clock' | 'chance' | 'sites' | 'duty' | 'limits' | 'secret'>;

const reached: Reached = { ok: true };

const unfit: Reached = {
  ok: false,
  code: 'invalid_field',
  field: 'text',
  why: `A message has 1 to ${limits.textAgent} characters.`,
};

/** This way there is no reaching this visitor. */
export const impossible = (why: string): Reached => ({ ok: false, code: 'invalid_field', field: 'how', why });

/** What stands in the way, before the rating is locked and anything is said; `to`: the address of a mail. */
export async function wayTo(
  { store, limits: { textAgent } }: Pick<Ports, 'store' | 'limits'>,
  mailer: Mailer,
  { n }: Pick<CaseRow, 'n'>,
  { state }: ConvRow,
  { how, text }: { readonly how: ContactWay; readonly text?: string },
): Promise<Reached & { readonly to?: string }> {
  if (text === undefined || how === 'phone') return reached;
  if (!cleanBody(text, textAgent).ok) return unfit;
  if (how === 'chat') return state.blocked ? impossible('This visitor is blocked.') : reached;
  if (!mailer.isConfigured) return impossible('There is no mail server. Use another way.');
  const asked = Object.hasOwn(state.rate, n) ? state.rate[n]?.rating?.contact?.to : undefined;
  const info = (await store.visitor(state.visitor))?.info;
  const to = readAddress(asked ?? '') ?? readAddress(info?.email || (info?.signed?.email ?? ''));
  return to ? { ok: true, to } : impossible('No address is known. Use another way.');
}

/** As the agent himself would write, so that it is told, counted and mailed like everything that he says. */
export async function writeInChat(core: Ports, row: ConvRow, text: string, by: Actor): Promise<Reached> {
  if (row.state.st === 'closed') {
    const reopened = await submit(core, row, { k: 'reopen', d: {} }, by);
    // Somebody else has, meanwhile.
    if (!isDone(reopened) && !(reopened.kind === 'refused' && reopened.code === 'conflict')) return problem(reopened);
  }
  const said = await submit(core, row, { k: 'message', d: { text } }, by);
  return isDone(said) ? reached : problem(said);
}

export async function writeMail(
  { store, chance }: Pick<Ports, 'chance'> & { readonly store: Pick<Store, 'visitor' | 'site'> },
  mailer: Mailer,
  { id, n }: CaseRow,
  { conv, state }: ConvRow,
  { text, to }: { readonly text: string; readonly to: string },
  by: Actor,
): Promise<Reached> {
  const info = (await store.visitor(state.visitor))?.info;
  const rating = Object.hasOwn(state.rate, n) ? state.rate[n]?.rating : undefined;
  const site = (await store.site(state.site))?.name ?? state.site;
  await mailer.enqueue({
    key: `recovery:${id}:${chance.id()}`,
    kind: 'recovery',
    to,
    lang: rating?.lang ?? info?.lang ?? 'en',
    data: { conv, visitor: state.visitor, site, name: by.name ?? site, text },
  });
  return reached;
}

function submit(core: Ports, row: ConvRow, command: { k: string; d: unknown }, actor: Actor): Promise<Settled> {
  const { site, team, lang } = row.state;
  const [cmd, now] = [core.chance.id(), core.clock.now()];
  const context: DecideContext = {
    ...{ actor, site, conv: row.conv, cmd, now, limits: core.limits, settings: core.sites.settings },
    hereNow: core.duty.canAnswer(site, team, lang),
    ratingSecret: (n) => ratingSecret(core.secret, row.conv, n),
  };
  return new Promise((done) =>
    core.committer.submit(
      {
        ...{ conv: row.conv, actor: actor.id, cmd, now, hash: fingerprint(command) },
        decide: (state) => decide(state, command, context),
      },
      done,
    ),
  );
}

const isDone = ({ kind }: Settled): boolean => kind === 'committed' || kind === 'repeated';

function problem(settled: Settled): Reached {
  const code = 'code' in settled ? settled.code : 'unavailable';
  if (code === 'empty' || code === 'too_large') return unfit;
  return settled.kind === 'failed'
    ? { ok: false, code: 'unavailable', why: 'It was not sent. Try again.' }
    : { ok: false, code: 'conflict', why: 'It was not sent: the conversation does not take it now.' };
}
