// People, contexts and states for tests of what a command does: decide and fold, without a store.
import { type Audience, type ConvState, fold } from '@rapport/protocol';
import { type Actor, type Asked, type Colleague, type DecideContext, decide } from '../core/decide.ts';
import { system } from '../core/decide-context.ts';
import { decideSystem, type SystemAct } from '../core/decide-system.ts';
import { defaultSettings, type SiteSettings } from '../core/settings/site-settings.ts';
import type { Decision } from '../store/store.ts';

export const now = 1_700_000_000_000;
export const visitor: Actor = { id: 'vi', role: 'v', name: 'Ann' };
export const maria: Actor = { id: 'ma', role: 'a', name: 'Maria' };
export const ben: Actor = { id: 'be', role: 'a', name: 'Ben' };
export const eva: Actor = { id: 'ev', role: 'a', name: 'Eva', agentRole: 'lead' };
/** An agent who is not here. */
export const gone: Actor = { id: 'go', role: 'a', name: 'Gone' };

export const settings: SiteSettings = {
  ...defaultSettings,
  // What is drawn by chance is tried where it is the matter.
  guess: 0,
  extra: { expect: 0, nps: 0, ces: 0 },
  langs: ['en', 'de'],
  teams: [
    { key: 'sales', name: 'Sales', hours: null },
    { key: 'help', name: 'Help', hours: null },
  ],
};

const colleagues = new Map<string, Colleague>(
  [maria, ben, eva, gone].map(({ id, name = '', agentRole: role = 'agent' }) => [
    id,
    { id, name, role, isHere: id !== gone.id },
  ]),
);

export function as(actor: Actor, o: Partial<DecideContext> = {}): DecideContext {
  return {
    actor,
    site: 'shop',
    conv: 'c1',
    cmd: 'cmd',
    now,
    hereNow: true,
    ratingSecret: (n) => `secret ${n}`,
    settings: () => settings,
    agent: (id) => colleagues.get(id) ?? null,
    ...o,
  };
}

export type Did = readonly [Asked, DecideContext];

/** The state after these commands, each of which must be allowed. */
export function after(...steps: Did[]): ConvState {
  let state: ConvState | null = null;
  for (const [asked, context] of steps) state = applied(state, decide(state, asked, context), context.now);
  if (!state) throw new Error('No command.');
  return state;
}

export function next(state: ConvState | null, k: string, d: object, context: DecideContext): ConvState {
  return applied(state, decide(state, { k, d }, context), context.now);
}

/** An act of the relay itself. */
export function act(state: ConvState | null, it: SystemAct, at = now, o: Partial<DecideContext> = {}): Decision {
  return decideSystem(state, it, {
    cmd: 'cmd',
    now: at,
    settings: () => settings,
    ratingSecret: (n) => `secret ${n}`,
    ...o,
  });
}

export function applied(state: ConvState | null, decision: Decision, at = now): ConvState {
  if (!decision.ok) throw new Error(`Refused: ${decision.code} ${JSON.stringify(decision.d)}`);
  for (const { audience, k, a, d } of decision.events) state = fold(state, audience, { s: 1, k, a, at, d });
  if (!state) throw new Error('No events.');
  return state;
}

/** `kind@stream`, with a `*` where the command's id is; or the refusal. */
export const kinds = (decision: Decision): string[] =>
  decision.ok
    ? decision.events.map(({ k, m, audience }) => `${k}${tail[audience]}${m === 'cmd' ? '*' : ''}`)
    : [`refused ${[decision.code, ...Object.values((decision.d ?? {}) as object)].join(' ')}`];

const tail: Readonly<Record<Audience, string>> = { main: '', notes: '/n', rating: '/r' };

export const opening: Did = [{ k: 'open', d: { text: 'Hello' } }, as(visitor)];
/** Queued; then Maria's, unanswered; then answered by her. */
export const queued: ConvState = after(opening);
export const taken: ConvState = next(queued, 'accept', {}, as(maria));
export const answered: ConvState = next(taken, 'message', { text: 'Hi' }, as(maria));
export const ended: ConvState = next(answered, 'close', {}, as(maria));

export { system };
