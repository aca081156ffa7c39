import type { Item, Message } from '@rapport/sdk';
import { expect, test } from 'vitest';
import { firstUnread, rowsOf } from './rows.ts';

const noon = new Date(2026, 10, 22, 12).getTime();
let seq = 0;
const said = (author: string, minutes: number, more: Partial<Message> = {}): Item => {
  const key = `m${++seq}`;
  const message: Message = {
    key,
    seq,
    author,
    mine: author === 'v',
    at: noon + minutes * 60_000,
    text: key,
    status: 'sent',
    ...more,
  };
  return { type: 'message', key: message.key, message };
};
const event = (kind: string, data: unknown, minutes: number): Item => ({
  type: 'event',
  key: `e${++seq}`,
  event: { seq, kind, author: 'a', at: noon + minutes * 60_000, data },
});
const people = [{ id: 'a', role: 'agent', name: 'Maria' }] as const;
const shape = (items: readonly Item[], newFrom: string | null = null) =>
  rowsOf(items, people, newFrom).map((row) =>
    row.type === 'group'
      ? `${row.mine ? 'me' : row.name}×${row.messages.length}`
      : row.type === 'line'
        ? row.event.kind
        : row.type,
  );

test('messages of one author within three minutes stand together', () => {
  expect(shape([said('v', 0), said('v', 2), said('v', 4.5), said('v', 8), said('a', 8), said('v', 9)])).toEqual([
    'day',
    'me×3',
    'me×1',
    'Maria×1',
    'me×1',
  ]);
});

test('a day begins with its name, and no group reaches over it', () => {
  expect(shape([said('v', 0), said('v', 12 * 60)])).toEqual(['day', 'me×1', 'day', 'me×1']);
  expect(shape([said('v', 719.5), said('v', 720.5)])).toEqual(['day', 'me×1', 'day', 'me×1']);
});

test('who joins and how it ends are lines; what the visitor need not know is not there', () => {
  expect(
    shape([
      event('opened', { who: { id: 'v', role: 'visitor' } }, 0),
      said('v', 0),
      event('assigned', { to: 'a' }, 1),
      event('joined', { who: { id: 'v', role: 'visitor' } }, 1),
      event('joined', { who: { id: 'a', role: 'agent', name: 'Maria' } }, 1),
      said('a', 2),
      event('closed', { n: 1, by: 'agent' }, 3),
      event('invited', { n: 1, until: 0 }, 3),
      event('something new', null, 3),
      event('reopened', { n: 2, mode: 'live' }, 4),
    ]),
  ).toEqual(['day', 'me×1', 'joined', 'Maria×1', 'closed', 'reopened']);
});

test('the mark of what is new parts a group', () => {
  const items = [said('a', 0), said('a', 1), said('a', 1)];
  expect(shape(items, items[1]?.key)).toEqual(['day', 'Maria×1', 'new', 'Maria×2']);
});

test('somebody without a name has none', () => {
  expect(rowsOf([said('x', 0)], people, null)[1]).toMatchObject({ type: 'group', name: null });
});

test('the first unread message is the one that many back', () => {
  const items = [said('a', 0), said('v', 0), said('a', 0), said('a', 0)];
  expect(firstUnread(items, 0)).toBeNull();
  expect(firstUnread(items, 2)).toBe(items[2]?.key);
  expect(firstUnread(items, 9)).toBe(items[0]?.key);
  expect(firstUnread([], 3)).toBeNull();
});
