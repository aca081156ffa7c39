// open, message, note: what puts words into a conversation. Pure.
import type { Audience, CommandData, ConvState, EventData, Person } from '@rapport/protocol';
import type { Decision, Draft } from '../store/store.ts';
import { type DecideContext, limitsOf, refuse, settingsIn } from './decide-context.ts';
import { entry, insiderOf, promising, reopening, taking } from './decide-flow.ts';
import { claim } from './files/claim.ts';
import { cleanBody } from './text.ts';

/** C5, Q1 */
export function open(
  state: ConvState | null,
  { text, files, ...asked }: CommandData['open'],
  context: DecideContext,
): Decision {
  const { actor, cmd, site, hereNow, whence } = context;
  if (actor.role !== 'v') return refuse('forbidden');
  if (state) return refuse(state.visitor === actor.id ? 'id_reused' : 'not_found');
  const who: Person = { id: actor.id, role: 'visitor', ...(actor.name === undefined ? {} : { name: actor.name }) };
  const { team, lang } = known(asked, context);
  const d: EventData['opened'] = {
    mode: hereNow ? 'live' : 'offline',
    site,
    who,
    ...(team === undefined ? {} : { team }),
    ...(lang === undefined ? {} : { lang }),
    ...whence,
  };
  const opened: Draft = { audience: 'main', k: 'opened', a: actor.id, d };
  const begun = [...promising(context, team, lang), ...insiderOf(1, context)];
  if (text === undefined && !files) return { ok: true, events: [{ ...opened, m: cmd }, ...begun] };
  return said('main', 'message', { text: text ?? '', ...(files && { files }) }, site, context, [opened, ...begun]);
}

export interface Asked {
  readonly team: string | undefined;
  readonly lang: string | undefined;
}

/** Of what was asked for, what the site has: nobody would ever come to a team that is gone, so then anybody may. */
export function known({ team, lang }: Pick<CommandData['open'], 'team' | 'lang'>, context: DecideContext): Asked {
  const { teams, langs } = settingsIn(context, context.site);
  const primary = lang?.split('-')[0]?.toLowerCase();
  return {
    team: teams.find(({ key }) => key === team)?.key,
    lang: langs.find((one) => one === primary),
  };
}

type Words = CommandData['message'];

/** C3, C7, C9 */
export function message(state: ConvState, words: Words, context: DecideContext): Decision {
  return context.actor.role === 'v' ? fromVisitor(state, words, context) : fromAgent(state, words, context);
}

function fromVisitor(state: ConvState, words: Words, context: DecideContext): Decision {
  if (state.st !== 'closed') return said('main', 'message', words, state.site, context, []);
  // C9: after that the old chat is over, and the SDK starts a new one.
  if (context.now - (state.closedAt ?? 0) > limitsOf(context).reopenWithinMs) return refuse('closed', { start: true });
  return said('main', 'message', words, state.site, context, reopening(state, context));
}

function fromAgent(state: ConvState, words: Words, context: DecideContext): Decision {
  if (state.st === 'closed') return refuse('closed');
  const before = state.st === 'queued' ? taking(state, context) : entry(state, context);
  return said('main', 'message', words, state.site, context, before);
}

/** C10: in every state, also after the end. `to`: whom it is for; all of the staff may read it. */
export function note({ site }: ConvState, { to, ...words }: CommandData['note'], context: DecideContext): Decision {
  if (context.actor.role !== 'a') return refuse('forbidden');
  if (to !== undefined && !context.agent?.(to)) return refuse('invalid_field', { field: 'to', why: 'unknown' });
  return said('notes', 'note', words, site, context, [], to === undefined ? {} : { to });
}

function said(
  audience: Audience,
  k: 'message' | 'note',
  { text, files: ids }: Words,
  site: string,
  context: DecideContext,
  before: readonly Draft[],
  rest: Pick<EventData['note'], 'to'> = {},
): Decision {
  const { textVisitor, textAgent } = limitsOf(context);
  const cleaned = cleanBody(text, context.actor.role === 'v' ? textVisitor : textAgent);
  // U6: a file is something to see, with or without words.
  if (!cleaned.ok && !(cleaned.code === 'empty' && ids)) return refuse(cleaned.code);
  if (ids && !settingsIn(context, site).files.on) return refuse('files_off');
  const files = ids && claim(ids, context);
  if (files === null) return refuse('not_found', { field: 'files' });
  const d: EventData['note'] = { text: cleaned.ok ? cleaned.text : '', ...(files && { files }), ...rest };
  const own: Draft = { audience, k, a: context.actor.id, m: context.cmd, d };
  // S2: notes come after all of the main stream that is committed with them.
  const aside = (one: Draft): boolean => one.audience === 'notes';
  return { ok: true, events: [...before.filter((one) => !aside(one)), own, ...before.filter(aside)] };
}
