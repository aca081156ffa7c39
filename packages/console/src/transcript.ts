// A timeline as blocks to show: days, groups of one author, notes, lines of the system, ratings. Pure.
import type { ActorId, Rating, RatingState } from '@rapport/protocol';
import type { ChatEvent, Item, Message, StaffState } from '@rapport/sdk';
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
  readonly state: StaffState;
  readonly me: ActorId | null;
  readonly visitorName: string;
  /** By session. */
  readonly ratings: Readonly<Record<number, RatingState>>;
}

export function blocks(items: readonly Item[], who: Who): readonly Block[] {
  const out: Block[] = [];
  let day = '';
  for (const item of items) {
    const at = item.type === 'event' ? item.event.at : item.message.at;
    const made = item.type === 'event' ? eventBlocks(item.key, item.event, who) : [itemBlock(item, who)];
    if (made.length > 0 && dayKey(at) !== day) {
      day = dayKey(at);
      out.push({ type: 'day', key: `day ${day}`, at });
    }
    for (const b of made) add(out, b);
  }
  return out;
}

/** Appends a block, or joins it to the group it continues. */
function add(out: Block[], b: Block): void {
  const last = out.at(-1);
  const first = b.type === 'group' ? b.messages[0] : undefined;
  if (b.type !== 'group' || last?.type !== 'group' || first === undefined || last.author !== b.author) out.push(b);
  else if (first.at - (last.messages.at(-1)?.at ?? 0) >= groupWithinMs) out.push(b);
  else out[out.length - 1] = { ...last, messages: [...last.messages, ...b.messages] };
}

function itemBlock(item: Exclude<Item, { type: 'event' }>, { state }: Who): Block {
  const { key, message } = item;
  if (item.type === 'note') return { type: 'note', key, message };
  const { author, mine, at } = message;
  return { type: 'group', key, author, mine, staff: author !== state.visitor, at, messages: [message] };
}

function eventBlocks(key: string, event: ChatEvent, who: Who): readonly Block[] {
  const text = line(event, who);
  const said: Block[] = text === null ? [] : [{ type: 'line', key, at: event.at, text }];
  // What became of the rating stands where its session ended.
  return event.kind === 'closed' ? [...said, ...ratingBlock((event.data as { n: number }).n, who)] : said;
}

function ratingBlock(session: number, { ratings, visitorName }: Who): readonly Block[] {
  const r = ratings[session];
  const key = `rating ${session}`;
  if (r?.rating) return [{ type: 'rating', key, session, at: r.at, rating: r.rating }];
  return r?.state === 'dismissed' ? [{ type: 'line', key, at: r.at, text: words.system.dismissed(visitorName) }] : [];
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
