// A timeline as blocks to show: days, groups of one author, notes, lines of the system, ratings. Pure.
import type { ActorId, Rating, Seq } from '@rapport/protocol';
import type { ChatEvent, ConversationState, Item, Message } from '@rapport/sdk';
import { personName } from './inbox.ts';
import { dayKey, lengthText } from './time.ts';
import { words } from './words.ts';

export type Block =
  | { readonly type: 'day'; readonly key: string; readonly at: number }
  | {
      readonly type: 'group';
      readonly key: string;
      readonly author: ActorId;
      readonly mine: boolean;
      readonly staff: boolean;
      readonly at: number;
      readonly messages: readonly Message[];
    }
  | { readonly type: 'note'; readonly key: string; readonly message: Message }
  | { readonly type: 'line'; readonly key: string; readonly at: number; readonly text: string }
  | {
      readonly type: 'rating';
      readonly key: string;
      readonly session: number;
      readonly at: number;
      readonly rating: Rating;
    };

const groupWithinMs = 180_000;

export interface Who {
  readonly state: ConversationState;
  readonly me: ActorId | null;
  readonly visitorName: string;
}

export function blocks(items: readonly Item[], who: Who): readonly Block[] {
  const out: Block[] = [];
  const newest = newestRatings(items);
  let day = '';
  for (const item of items) {
    const at = item.type === 'event' ? item.event.at : item.message.at;
    const made = item.type === 'event' ? eventBlock(item.key, item.event, who, newest) : itemBlock(item, who);
    if (made === null) continue;
    if (dayKey(at) !== day) {
      day = dayKey(at);
      out.push({ type: 'day', key: `day ${day}`, at });
    }
    const last = out.at(-1);
    const joins =
      made.type === 'group' &&
      last?.type === 'group' &&
      last.author === made.author &&
      at - (last.messages.at(-1)?.at ?? 0) < groupWithinMs;
    if (joins) out[out.length - 1] = { ...last, messages: [...last.messages, ...made.messages] };
    else out.push(made);
  }
  const r = who.state.rating;
  if (r?.given && r.state === 'rated' && !newest.has(r.session)) {
    out.push({
      type: 'rating',
      key: `rating ${r.session}`,
      session: r.session,
      at: who.state.closedAt ?? 0,
      rating: r.given,
    });
  }
  return out;
}

function itemBlock(item: Exclude<Item, { type: 'event' }>, { state }: Who): Block {
  const { key, message } = item;
  if (item.type === 'note') return { type: 'note', key, message };
  return {
    type: 'group',
    key,
    author: message.author,
    mine: message.mine,
    staff: message.author !== state.visitor,
    at: message.at,
    messages: [message],
  };
}

/** The last revision of each session's rating is shown where it was given; earlier ones are not. */
function newestRatings(items: readonly Item[]): ReadonlyMap<number, Seq> {
  const found = new Map<number, Seq>();
  for (const item of items)
    if (item.type === 'event' && item.event.kind === 'rated')
      found.set((item.event.data as { n: number }).n, item.event.seq);
  return found;
}

function eventBlock(key: string, event: ChatEvent, who: Who, newest: ReadonlyMap<number, Seq>): Block | null {
  if (event.kind === 'rated') {
    const { n, ...rating } = event.data as Rating & { n: number };
    return newest.get(n) === event.seq ? { type: 'rating', key, session: n, at: event.at, rating } : null;
  }
  const text = line(event, who);
  return text === null ? null : { type: 'line', key, at: event.at, text };
}

function line({ kind, author, at, data }: ChatEvent, { state, me, visitorName }: Who): string | null {
  const s = words.system;
  const name = (id: ActorId): string => (id === state.visitor ? visitorName : personName(state, id));
  switch (kind) {
    case 'opened':
      return (data as { mode: string }).mode === 'live' ? s.opened(visitorName) : s.openedOffline(visitorName);
    case 'joined': {
      const { who } = data as { who: { id: ActorId; name?: string } };
      if (who.id === state.visitor) return null;
      const after = state.takenAt === at ? lengthText(at - state.openedAt) : null;
      if (who.id === me) return after === null ? s.youJoined : s.youJoinedAfter(after);
      const called = who.name ?? name(who.id);
      return after === null ? s.joined(called) : s.joinedAfter(called, after);
    }
    case 'left':
      return s.left(name((data as { who: ActorId }).who));
    case 'closed':
      if ((data as { by: string }).by === 'system') return s.closed;
      return author === me ? s.closedByYou : s.closedBy(name(author));
    case 'reopened':
      return s.reopened(visitorName);
    case 'dismissed':
      return s.dismissed(visitorName);
    default:
      return null; // `assigned` stands beside `joined`; an unknown kind is passed over (V2)
  }
}

/** The newest message of mine, which alone carries its status. */
export function lastMine(items: readonly Item[]): string | null {
  for (let i = items.length - 1; i >= 0; i--) {
    const item = items[i];
    if (item?.type === 'message' && item.message.mine) return item.key;
  }
  return null;
}
