import { expect, test } from 'vitest';
import { conversation, event, me, message, note, rated } from './test/fake-agent.ts';
import { type Block, blocks, lastMine } from './transcript.ts';

const t = new Date(2026, 10, 22, 12, 0).getTime();
const min = 60_000;
const state = conversation('c1', { phase: 'active', assignee: me.id, openedAt: t, takenAt: t + 72_000 });
const v = state.visitor;
const see = (
  items: Parameters<typeof blocks>[0],
  ratings: Parameters<typeof blocks>[1]['ratings'] = {},
  complaints: Parameters<typeof blocks>[1]['complaints'] = [],
): readonly Block[] =>
  blocks(items, {
    state,
    me: me.id,
    visitorName: 'Ana',
    ratings,
    complaints,
    person: (id) => state.participants.find((p) => p.id === id)?.name ?? id,
    team: (key) => `the ${key} team`,
  });
const kinds = (all: readonly Block[]): string[] =>
  all.map((b) => (b.type === 'group' ? `group of ${b.messages.length}` : b.type === 'line' ? b.text : b.type));

test('messages of one author within three minutes are one group', () => {
  const all = see([
    message(1, v, 'a', t),
    message(2, v, 'b', t + 2 * min),
    message(3, v, 'c', t + 4 * min),
    message(4, v, 'd', t + 8 * min),
    message(5, me.id, 'e', t + 8 * min),
  ]);
  expect(kinds(all)).toEqual(['day', 'group of 3', 'group of 1', 'group of 1']);
});

test('a new day is announced and breaks a group', () => {
  const midnight = new Date(2026, 10, 23, 0, 0).getTime();
  expect(kinds(see([message(1, v, 'a', midnight - min), message(2, v, 'b', midnight + min)]))).toEqual([
    'day',
    'group of 1',
    'day',
    'group of 1',
  ]);
});

test('a note is never part of a group', () => {
  const all = see([message(1, me.id, 'a', t), note(1, me.id, 'secret', t), message(2, me.id, 'b', t)]);
  expect(kinds(all)).toEqual(['day', 'group of 1', 'note', 'group of 1']);
});

test('what happened is said in words, with the wait', () => {
  const all = see([
    event(1, 'opened', v, t, { mode: 'live', site: 's', who: { id: v, role: 'visitor' } }),
    event(2, 'assigned', me.id, t + 72_000, { to: me.id }),
    event(3, 'joined', me.id, t + 72_000, { who: { id: me.id, role: 'agent', name: 'Jon' } }),
    event(4, 'joined', 'agent-mia', t + 2 * min, { who: { id: 'agent-mia', role: 'agent', name: 'Mia' } }),
    event(5, 'left', 'agent-mia', t + 3 * min, { who: 'agent-mia' }),
    event(6, 'closed', v, t + 4 * min, { n: 1, by: 'visitor' }),
    event(7, 'reopened', v, t + 5 * min, { n: 2, mode: 'live' }),
    event(8, 'closed', me.id, t + 6 * min, { n: 2, by: 'agent' }),
    event(9, 'reopened', me.id, t + 7 * min, { n: 3, mode: 'live' }),
  ]);
  expect(kinds(all).slice(1)).toEqual([
    'Ana started the chat.',
    'You joined after 1 min 12 s.',
    'Mia joined the chat.',
    'Mia left the chat.',
    'Ana ended the chat.',
    'Ana wrote again. The chat is open.',
    'You ended the chat.',
    '\u2068You\u2069 opened the chat again.',
  ]);
});

test('[V2] an event of an unknown kind shows nothing', () => {
  const odd = { type: 'event', key: 'x', event: { seq: 1, kind: 'sneezed', author: v, at: t, data: {} } } as const;
  expect(see([odd])).toEqual([]);
});

test('a rating stands where its session ended, a skipped one too', () => {
  const items = [
    event(1, 'closed', me.id, t, { n: 1, by: 'agent' }),
    event(2, 'reopened', v, t + min, { n: 2, mode: 'live' }),
    event(3, 'closed', v, t + 2 * min, { n: 2, by: 'visitor' }),
  ];
  const all = see(items, { 1: rated(t + 5, { score: 2 }), 2: { state: 'dismissed', until: t, rev: 0, at: t } });
  expect(kinds(all)).toEqual([
    'day',
    'You ended the chat.',
    'rating',
    'Ana wrote again. The chat is open.',
    'Ana ended the chat.',
    'Ana skipped the rating.',
  ]);
  expect(all.find((b) => b.type === 'rating')).toMatchObject({ session: 1, at: t + 5, rating: { score: 2 } });
});

test('only the last message of mine carries its status', () => {
  expect(lastMine([message(1, me.id, 'a', t), message(2, me.id, 'b', t), message(3, v, 'c', t)])).toBe('m2');
  expect(lastMine([message(3, v, 'c', t), note(1, me.id, 'n', t)])).toBeNull();
});
