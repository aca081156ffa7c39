// What an owner typed about somebody who answers → what is kept, or everything that is wrong with it. Pure.
import { limits } from '@rapport/protocol';
import type { AgentRow } from '../../store/store.ts';
import { agentChecks } from './check-settings.ts';
import { type Check, choice, fieldsOf, flag, line, type Problem, Problems } from './problem.ts';

type Fields = Pick<AgentRow, 'name' | 'role' | 'disabled'> & {
  readonly teams: readonly string[];
  readonly langs: readonly string[];
  readonly capacity: number | null;
};
export type AgentField = keyof Fields;

export type CheckedAgent =
  | { readonly ok: true; readonly row: AgentRow }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const checks: { readonly [K in keyof Fields]: Check<Fields[K]> } = {
  name: line(limits.name),
  role: choice('agent', 'lead', 'owner'),
  disabled: flag,
  ...agentChecks,
};

/** Fields that `given` names; an unknown one is ''. */
export function fieldsIn(given: unknown): readonly (AgentField | '')[] {
  return Object.keys(fieldsOf(given) ?? {}).map((name) => (Object.hasOwn(checks, name) ? (name as AgentField) : ''));
}

/** `now`: the agent as he stands; `teams`: keys of every team there is. */
export function checkAgent(given: unknown, now: AgentRow, teams: ReadonlySet<string>): CheckedAgent {
  const found = new Problems();
  const changes: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fieldsOf(given) ?? {})) {
    if (!Object.hasOwn(checks, name)) found.add('', 'unknown', null);
    else changes[name] = checks[name as AgentField](value, name, found);
  }
  const asked = (changes['teams'] ?? []) as readonly string[];
  // A team that is gone may be kept, so that a form can be saved which did not touch it.
  for (const [at, team] of asked.entries())
    if (team !== '' && !teams.has(team) && !now.teams?.includes(team)) found.add(`teams.${at}`, 'team', null);
  if (found.all.length > 0) return { ok: false, problems: found.all };
  const { capacity, ...row } = { ...now, ...(changes as Partial<Fields>) };
  return { ok: true, row: typeof capacity === 'number' ? { ...row, capacity } : row };
}

/** Whether nobody could administer the relay any more if `row` replaced the one of its id: no owner who is let in and has a password. */
export function isLastOwner(row: AgentRow, all: readonly AgentRow[]): boolean {
  const rules = (one: AgentRow): boolean => one.role === 'owner' && !one.disabled && one.passwordHash !== '';
  return all.some(rules) && !all.map((one) => (one.id === row.id ? row : one)).some(rules);
}
