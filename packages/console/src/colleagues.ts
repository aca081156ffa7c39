// Who else is here, as lists and sentences need it: names, load, whom one can hand a chat to. Pure.
import type { ActorId, StaffMember, Team } from '@rapport/protocol';
import type { StaffState } from '@rapport/sdk';
import { words } from './words.ts';

/** A colleague by name, also one who does not take part yet. */
export function staffName(staff: readonly StaffMember[], state: StaffState, id: ActorId): string {
  const known = state.participants.find((p) => p.id === id)?.name ?? staff.find((s) => s.id === id)?.name;
  return known ?? words.somebody;
}

/** How many chats I have of how many; null until the relay has said. */
export function capacityOf(staff: readonly StaffMember[], me: ActorId): { readonly of: number } | null {
  const own = staff.find(({ id }) => id === me);
  return own ? { of: own.capacity } : null;
}

export type Target =
  | { readonly kind: 'person'; readonly id: ActorId; readonly name: string; readonly of: StaffMember }
  | { readonly kind: 'team'; readonly id: string; readonly name: string; readonly available: number };

export interface Choice {
  readonly staff: readonly StaffMember[];
  readonly teams: readonly Team[];
  /** Who already has it, or asks: not to be chosen. */
  readonly without: readonly ActorId[];
}

/** Whom it could go to: those who are available first, the least busy of them first; then teams. `text` narrows it. */
export function targets({ staff, teams, without }: Choice, text: string): readonly Target[] {
  const people = staff
    .filter(({ id }) => !without.includes(id))
    .filter((s) => matches(text, [s.name, ...s.langs, ...s.teams.map((key) => teamName(teams, key))]))
    .sort((a, b) => order(a) - order(b) || a.load / a.capacity - b.load / b.capacity || a.name.localeCompare(b.name))
    .map((of): Target => ({ kind: 'person', id: of.id, name: of.name, of }));
  const found = teams
    .filter((team) => matches(text, [team.name]))
    .map(({ key: id, name }): Target => ({ kind: 'team', id, name, available: availableIn(staff, id) }));
  return [...people, ...found];
}

const order = ({ status }: StaffMember): number => ['available', 'finishing', 'away'].indexOf(status);

const availableIn = (staff: readonly StaffMember[], team: string): number =>
  staff.filter((s) => s.status === 'available' && s.teams.includes(team)).length;

/** Whether he could take it now: the relay refuses who is away. */
export const canTake = (target: Target): boolean => target.kind === 'team' || target.of.status !== 'away';

export const teamName = (teams: readonly Team[], key: string): string =>
  teams.find((team) => team.key === key)?.name ?? key;

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Every word of `text` begins a word of one of `names`. */
function matches(text: string, names: readonly string[]): boolean {
  const known = names.flatMap((name) => folded(name).split(/\s+/));
  return folded(text)
    .split(/\s+/)
    .every((word) => known.some((it) => it.startsWith(word)));
}

/** The visitor's last question, or last words, on one line: what a note to a colleague begins with. */
export function lastQuestion(texts: readonly string[]): string {
  const lines = texts.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '');
  const asked = lines.findLast((text) => /[?؟？]|;$/u.test(text)) ?? lines.at(-1) ?? '';
  return asked.length > longest ? `${asked.slice(0, longest)}…` : asked;
}

const longest = 300;
