import { expect, test } from 'vitest';
import { initial, needYou, neighbour, preview, sections, visitorName, waitOf } from './inbox.ts';
import { emptyInbox, me, row } from './test/fake-agent.ts';

const active = { phase: 'active', assignee: me.id } as const;
const closed = (at: number) => ({ phase: 'closed', closedAt: at }) as const;
const inbox = {
  ...emptyInbox,
  waiting: [row('w1', 'A', 'hi', { waitingSince: 1 }), row('w2', 'B', 'hi', { waitingSince: 2 })],
  mine: [row('m1', 'C', 'hi', { ...active, unread: 2 }), row('m2', 'D', 'hi', active)],
  ended: [row('e2', 'F', 'bye', closed(20))],
};

test('sections stand in the order waiting, mine, others, ended; the archive completes the last', () => {
  const all = sections(inbox, [
    row('e1', 'E', 'bye', closed(10)),
    row('e2', 'old', 'bye', closed(5)),
    row('m1', 'C', 'hi', closed(1)),
    row('e3', 'G', 'x', closed(30)),
  ]);
  expect(all.map((s) => [s.key, s.rows.map((r) => r.id)])).toEqual([
    ['waiting', ['w1', 'w2']],
    ['mine', ['m1', 'm2']],
    ['others', []],
    ['ended', ['e3', 'e2', 'e1']],
  ]);
});

test('what was heard later replaces what the archive had', () => {
  expect(sections(inbox, [row('e2', 'old', 'bye', closed(5))])[3]?.rows[0]?.visitor.name).toBe('F');
});

test('those who wait and my unread ones need me', () => {
  expect(needYou(inbox, me.id)).toBe(3);
  expect(needYou(emptyInbox, me.id)).toBe(0);
});

test('next and previous walk through all sections and stop at the ends', () => {
  const all = sections(inbox, []);
  expect(neighbour(all, null, 1)).toBe('w1');
  expect(neighbour(all, null, -1)).toBe('e2');
  expect(neighbour(all, 'w2', 1)).toBe('m1');
  expect(neighbour(all, 'm1', -1)).toBe('w2');
  expect(neighbour(all, 'e2', 1)).toBeNull();
  expect(neighbour(all, 'gone', 1)).toBe('w1');
  expect(neighbour(sections(emptyInbox, []), null, 1)).toBeNull();
});

test('a visitor without a name can be told from another', () => {
  expect(visitorName({ name: '  ' }, 'tiRa_9xk')).toBe('Visitor TIRA');
  expect(visitorName({}, '')).toBe('Visitor');
  expect(visitorName({ name: '__proto__' }, 'v')).toBe('__proto__');
});

test('the picture shows the first letter a person would read', () => {
  expect([initial('ليلى'), initial('драган'), initial('“Ann”'), initial('👩🏽‍🚒'), initial('')]).toEqual([
    'ل',
    'Д',
    'A',
    '?',
    '?',
  ]);
});

test('a preview says who wrote, in one line', () => {
  const mine = { ...row('a', 'Ana', 'x'), last: { text: 'line\nline', mine: true, author: me.id, at: 1 } };
  expect(preview(mine, me.id)).toEqual({ lead: 'You: ', text: 'line line', ours: false });
  expect(preview({ ...mine, last: { text: 'x', mine: false, author: 'agent-mia', at: 1 } }, me.id).lead).toBe('Mia: ');
  expect(preview(row('a', 'Ana', '<b>x</b>'), me.id)).toEqual({ lead: '', text: '<b>x</b>', ours: false });
  expect(preview(row('a', 'Ana', 'x', { typing: ['v-a'] }), me.id).text).toBe('Typing…');
  expect(preview(row('a', 'Ana', null), me.id).ours).toBe(true);
});

test('nobody waits in a closed chat, and a left message is no live wait', () => {
  expect(waitOf(row('a', null, 'x', { waitingSince: 5 }).state)).toEqual({ since: 5, live: true });
  expect(waitOf(row('a', null, 'x', { waitingSince: 5, mode: 'offline' }).state)).toEqual({ since: 5, live: false });
  expect(waitOf(row('a', null, 'x', { waitingSince: 5, mode: 'offline', phase: 'active' }).state)).toEqual({
    since: 5,
    live: true,
  });
  expect(waitOf(row('a', null, 'x', { waitingSince: 5, phase: 'closed' }).state)).toBeNull();
  expect(waitOf(row('a', null, 'x', { waitingSince: 5, blocked: 1 }).state)).toBeNull();
});
