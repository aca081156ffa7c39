// What a lead sees at a glance: who asks for one, who waits, who answers whom. Pure; order is stable, time only changes numbers.
import type { ActorId, StaffMember } from '@rapport/protocol';
import type { Inbox, InboxRow } from '@rapport/sdk';
import { type Section, waitOf } from './inbox.ts';

export type LiveKey = 'requests' | 'waiting' | `agent ${ActorId}`;
export type LiveSection = Section<LiveKey>;

export const agentKey = (id: ActorId): LiveKey => `agent ${id}`;

/** Requests, the queue, then a section for each agent who is here or has a chat, by name. */
export function liveSections(
  inbox: Inbox,
  staff: readonly StaffMember[],
  name: (row: InboxRow, id: ActorId) => string,
): readonly LiveSection[] {
  const active = [...inbox.mine, ...inbox.others].sort((a, b) => a.state.openedAt - b.state.openedAt);
  const people = new Map<ActorId, string>(staff.map((s) => [s.id, s.name]));
  for (const row of active) {
    const { assignee } = row.state;
    if (assignee !== null && !people.has(assignee)) people.set(assignee, name(row, assignee));
  }
  const asked = [...inbox.waiting, ...active].filter(({ state }) => state.lead === 1);
  return [
    { key: 'requests', rows: asked.sort((a, b) => a.state.openedAt - b.state.openedAt) },
    { key: 'waiting', rows: inbox.waiting },
    ...[...people]
      .sort(([, a], [, b]) => a.localeCompare(b))
      .map(([id]): LiveSection => ({ key: agentKey(id), rows: active.filter(({ state }) => state.assignee === id) })),
  ];
}

/** Since when the one who waits longest among them waits; null: nobody does. */
export function longestSince(rows: readonly InboxRow[]): number | null {
  const since = rows.flatMap((row) => {
    const wait = waitOf(row.state);
    return wait?.live ? wait.since : [];
  });
  return since.length === 0 ? null : Math.min(...since);
}

export interface Counters {
  readonly waiting: number;
  readonly longestSince: number | null;
  readonly active: number;
  /** Those who take new chats, and all with a live connection. */
  readonly available: number;
  readonly here: number;
}

export function countersOf(inbox: Inbox, staff: readonly StaffMember[]): Counters {
  return {
    waiting: inbox.waiting.length,
    longestSince: longestSince(inbox.waiting),
    active: inbox.mine.length + inbox.others.length,
    available: staff.filter(({ status }) => status === 'available').length,
    here: staff.length,
  };
}
