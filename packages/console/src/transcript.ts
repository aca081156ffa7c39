// A timeline as blocks to show: days, groups of one author, notes, lines of the system, ratings. Pure.
import type { ActorId, EventData, Rating, RatingState, Score } from '@rapport/protocol';
import type { ChatEvent, Complaint, Item, Message, StaffState } from '@rapport/sdk';
import { eventText, wordOf } from './event-words.ts';
import { dayKey } from './time.ts';
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
  | { readonly type: 'note'; readonly key: string; readonly message: Message; readonly to: ActorId | null }
  /** What one colleague wrote to another, with a hand-over or a question. */
  | { readonly type: 'word'; readonly key: string; readonly at: number; readonly title: string; readonly text: string }
  | { readonly type: 'complaint'; readonly key: string; readonly at: number; readonly text: string }
  | { readonly type: 'line'; readonly key: string; readonly at: number; readonly text: string }
  | {
      readonly type: 'rating';
      readonly key: string;
      readonly session: number;
      readonly at: number;
      readonly rating: Rating;
      /** What this agent had guessed; null: nothing. */
      readonly thought: Score | null;
    };

const groupWithinMs = 180_000;

export interface Who {
  readonly state: StaffState;
  readonly me: ActorId | null;
  readonly visitorName: string;
  /** By session. */
  readonly ratings: Readonly<Record<number, RatingState>>;
  readonly complaints: readonly Complaint[];
  /** What a colleague is called, whether taking part or not. */
  readonly person: (id: ActorId) => string;
  readonly team: (key: string) => string;
}

/** What this agent has guessed, by session. */
export function guessesOf(items: readonly Item[], me: ActorId | null): ReadonlyMap<number, Score> {
  const found = new Map<number, Score>();
  for (const item of items) {
    if (item.type !== 'event' || item.event.kind !== 'guessed' || item.event.author !== me) continue;
    const { n, score } = item.event.data as EventData['guessed'];
    if (score !== null) found.set(n, score);
  }
  return found;
}

export function blocks(items: readonly Item[], who: Who): readonly Block[] {
  const out: Block[] = [];
  const guesses = guessesOf(items, who.me);
  let day = '';
  const put = (at: number, made: readonly Block[]): void => {
    if (made.length > 0 && dayKey(at) !== day) {
      day = dayKey(at);
      out.push({ type: 'day', key: `day ${day}`, at });
    }
    for (const b of made) add(out, b);
  };
  // Complaints are of a stream of their own (S1): only their time says where they belong.
  const complaints = [...who.complaints];
  const complained = (before: number): void => {
    while (complaints[0] !== undefined && complaints[0].at <= before) {
      const { at, text, session } = complaints.shift() as Complaint;
      put(at, [{ type: 'complaint', key: `complaint ${session} ${at}`, at, text }]);
    }
  };
  let before: ChatEvent | null = null;
  for (const item of items) {
    const at = item.type === 'event' ? item.event.at : item.message.at;
    if (out.length > 0) complained(at - 1);
    put(at, item.type === 'event' ? eventBlocks(item.key, item.event, before, who, guesses) : [itemBlock(item, who)]);
    before = item.type === 'event' ? item.event : null;
  }
  complained(Number.POSITIVE_INFINITY);
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
  if (item.type === 'note') return { type: 'note', key, message, to: item.to ?? null };
  const { author, mine, at } = message;
  return { type: 'group', key, author, mine, staff: author !== state.visitor, at, messages: [message] };
}

function eventBlocks(
  key: string,
  event: ChatEvent,
  before: ChatEvent | null,
  who: Who,
  guesses: ReadonlyMap<number, Score>,
): readonly Block[] {
  const text = eventText(event, before, who);
  const said: Block[] = text === null ? [] : [{ type: 'line', key, at: event.at, text }];
  const word = wordOf(event, who);
  if (word !== null) said.push({ type: 'word', key: `${key} word`, at: event.at, ...word });
  // What became of the rating stands where its session ended.
  return event.kind === 'closed' ? [...said, ...ratingBlock((event.data as { n: number }).n, who, guesses)] : said;
}

function ratingBlock(
  session: number,
  { ratings, visitorName }: Who,
  guesses: ReadonlyMap<number, Score>,
): readonly Block[] {
  const r = ratings[session];
  const key = `rating ${session}`;
  const thought = guesses.get(session) ?? null;
  if (r?.rating) return [{ type: 'rating', key, session, at: r.at, rating: r.rating, thought }];
  return r?.state === 'dismissed' ? [{ type: 'line', key, at: r.at, text: words.system.dismissed(visitorName) }] : [];
}

/** The newest message of mine, which alone carries its status. */
export function lastMine(items: readonly Item[]): string | null {
  for (let i = items.length - 1; i >= 0; i--) {
    const item = items[i];
    if (item?.type === 'message' && item.message.mine) return item.key;
  }
  return null;
}
