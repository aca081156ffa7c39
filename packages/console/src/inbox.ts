// The inbox as the list shows it: sections of rows, their words, and where j and k go. Pure.
import type { ActorId, ConvId, Score, VisitorInfo } from '@rapport/protocol';
import type { Inbox, InboxRow, StaffState } from '@rapport/sdk';
import { words } from './words.ts';

export type SectionKey = 'waiting' | 'mine' | 'others' | 'ended';

export interface Section<K extends string = SectionKey> {
  readonly key: K;
  readonly rows: readonly InboxRow[];
}

/** The four sections in their order; the ended ones are completed with what the archive gave. */
export function sections(inbox: Inbox, archive: readonly InboxRow[]): readonly Section[] {
  const open = new Set([...inbox.waiting, ...inbox.mine, ...inbox.others].map((r) => r.id));
  const ended = new Map<ConvId, InboxRow>();
  for (const row of [...archive, ...inbox.ended]) if (!open.has(row.id)) ended.set(row.id, row);
  return [
    { key: 'waiting', rows: inbox.waiting },
    { key: 'mine', rows: inbox.mine },
    { key: 'others', rows: inbox.others },
    { key: 'ended', rows: [...ended.values()].sort((a, b) => endOf(b) - endOf(a)) },
  ];
}

const endOf = (row: InboxRow): number => row.state.closedAt ?? row.updatedAt;

/** How many conversations want something from this agent now: the waiting ones, the unread ones of its own, what is handed to it. */
export function needYou(inbox: Inbox, me: ActorId): number {
  const handed = inbox.others.filter(({ state }) => state.hand?.to === me).length;
  return inbox.waiting.length + handed + inbox.mine.filter((r) => r.state.unread > 0).length;
}

/** Who needs this agent next: what is offered or handed to it, then who waits longest in its own chats, then the queue. */
export function nextNeedy(inbox: Inbox, me: ActorId, without: ConvId | null): ConvId | null {
  const since = (row: InboxRow): number => row.state.waitingSince ?? Number.POSITIVE_INFINITY;
  const called = [...inbox.waiting, ...inbox.others].filter(
    ({ state }) => state.offeredUntil !== null || state.hand?.to === me,
  );
  const mine = inbox.mine.filter(({ state }) => state.waitingSince !== null).sort((a, b) => since(a) - since(b));
  return [...called, ...mine, ...inbox.waiting].find(({ id }) => id !== without)?.id ?? null;
}

/** The row after or before `current`; without a current one the first or the last. Stops at the ends. */
export function neighbour(all: readonly Section[], current: ConvId | null, step: 1 | -1): ConvId | null {
  const ids = all.flatMap((s) => s.rows.map((r) => r.id));
  const at = current === null ? -1 : ids.indexOf(current);
  if (at === -1) return (step === 1 ? ids[0] : ids.at(-1)) ?? null;
  return ids[at + step] ?? null;
}

export function rowOf(all: readonly Section[], id: ConvId): InboxRow | null {
  for (const s of all) for (const r of s.rows) if (r.id === id) return r;
  return null;
}

/** What the visitor is called, by the site if it says so; without a name, four letters of the id tell visitors apart. */
export function visitorName({ signed, name }: Pick<VisitorInfo, 'signed' | 'name'>, visitor: ActorId): string {
  const given = (signed?.name ?? name)?.trim();
  if (given) return given;
  const mark = visitor
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 4)
    .toUpperCase();
  return mark ? `${words.visitor} ${mark}` : words.visitor;
}

/** The first sign a person would read in a name, for the round picture. */
export function initial(name: string): string {
  for (const sign of name) if (/[\p{L}\p{N}]/u.test(sign)) return sign.toUpperCase();
  return '?';
}

export interface Preview {
  readonly lead: string;
  readonly text: string;
  /** Words of ours, not of a person. */
  readonly ours: boolean;
}

export function preview(row: InboxRow, me: ActorId | null): Preview {
  if (row.state.typing.includes(row.state.visitor)) return { lead: '', text: words.list.typing, ours: true };
  if (row.last === null) return { lead: '', text: words.list.noMessage, ours: true };
  const { author, text } = row.last;
  const oneLine = text.slice(0, 300).replace(/\s+/g, ' ');
  if (author === me) return { lead: words.list.youSaid, text: oneLine, ours: false };
  const other = author === row.state.visitor ? undefined : personName(row.state, author);
  return { lead: other ? `${other}: ` : '', text: oneLine, ours: false };
}

/** Since when somebody waits here for an answer, and whether a person sits waiting or has left a message. */
export function waitOf(state: StaffState): { readonly since: number; readonly live: boolean } | null {
  // Who may not write is not waited for, either.
  if (state.phase === 'closed' || state.waitingSince === null || state.blocked) return null;
  return { since: state.waitingSince, live: state.mode === 'live' || state.phase === 'active' };
}

export function personName(state: StaffState, id: ActorId): string {
  return state.participants.find((p) => p.id === id)?.name ?? words.somebody;
}

/** Two people have left the rating of this session out of every figure. */
export const isVoid = ({ voids }: Pick<StaffState, 'voids'>, session: number): boolean =>
  voids?.[session]?.second !== undefined;

export function scoreOf(state: StaffState): Score | null {
  return state.rating?.state === 'rated' ? (state.rating.given?.score ?? null) : null;
}
