// From the timeline to what the transcript shows: days, groups, lines, the mark of what is new. Pure; must not know words or the DOM.
import type { EventData, Person } from '@rapport/protocol';
import type { ChatEvent, Item, Message } from '@rapport/sdk';
import { isRare } from './view.ts';

export type Row =
  | { readonly type: 'day'; readonly key: string; readonly at: number }
  | { readonly type: 'new'; readonly key: string }
  | { readonly type: 'line'; readonly key: string; readonly event: ChatEvent }
  | {
      readonly type: 'group';
      readonly key: string;
      readonly mine: boolean;
      readonly name: string | null;
      readonly at: number;
      readonly messages: readonly Message[];
    };

const groupWithinMs = 180_000;

/** Rows in order. `newFrom`: key of the first message that was unread when the panel opened. */
export function rowsOf(items: readonly Item[], people: readonly Person[], newFrom: string | null): Row[] {
  const names = new Map(people.map((person) => [person.id, person.name ?? null]));
  const rows: Row[] = [];
  let day = '';
  let group: { author: string; at: number; messages: Message[] } | null = null;
  for (const item of items) {
    if (item.type === 'note' || (item.type === 'event' && !isLine(item.event))) continue;
    const at = item.type === 'event' ? item.event.at : item.message.at;
    const date = new Date(at).toDateString();
    if (date !== day) {
      rows.push({ type: 'day', key: `d${item.key}`, at });
      day = date;
      group = null;
    }
    if (item.key === newFrom) {
      rows.push({ type: 'new', key: 'new' });
      group = null;
    }
    if (item.type === 'message') {
      const { message } = item;
      if (group && group.author === message.author && at - group.at < groupWithinMs) {
        group.messages.push(message);
      } else {
        group = { author: message.author, at, messages: [message] };
        rows.push({
          type: 'group',
          key: `g${item.key}`,
          mine: message.mine,
          name: names.get(message.author) ?? null,
          at,
          messages: group.messages,
        });
      }
      group.at = at;
    } else {
      rows.push({ type: 'line', key: item.key, event: item.event });
      group = null;
    }
  }
  return rows;
}

/** In one line: a text, and what its files are called. */
export const wordsOf = ({ text, files = [] }: Message): string =>
  [text, ...files.map(({ name }) => name)].filter(Boolean).join(', ');

/** The first of the last `unread` messages of others. */
export function firstUnread(items: readonly Item[], unread: number): string | null {
  const theirs = items.filter((item) => item.type === 'message' && !item.message.mine);
  return unread > 0 ? (theirs.at(-unread)?.key ?? theirs[0]?.key ?? null) : null;
}

function isLine(event: ChatEvent): boolean {
  const { kind, data } = event;
  if (kind === 'joined') return (data as EventData['joined']).who.role !== 'visitor';
  return kind === 'closed' || kind === 'reopened' || isRare(event);
}
