import type { EventData, EventKind } from '@rapport/protocol';
import type { ChatEvent } from '@rapport/sdk';
import { expect, test } from 'vitest';
import { eventText, waitWords, wordOf } from './event-words.ts';
import { conversation, me } from './test/fake-agent.ts';
import type { Who } from './transcript.ts';

const state = conversation('c1', { phase: 'active' });
const v = state.visitor;
const who: Who = {
  state,
  me: me.id,
  visitorName: 'Ana',
  ratings: {},
  complaints: [],
  person: (id) => ({ 'agent-mia': 'Mia', 'lead-1': 'Lea' })[id] ?? 'A team member',
  team: () => 'Sales',
};
const event = <K extends EventKind>(kind: K, author: string, data: EventData[K]): ChatEvent => ({
  seq: 1,
  kind,
  author,
  at: 1,
  data,
});
const plain = (text: string | null): string | null => text?.replace(/[\u2068\u2069]/g, '') ?? null;
const says = <K extends EventKind>(kind: K, author: string, data: EventData[K], before: ChatEvent | null = null) =>
  plain(eventText(event(kind, author, data), before, who));

test('every hand-over, accepted or not, is said with its reason', () => {
  expect(says('transferred', 'agent-mia', { from: me.id, to: 'agent-mia' })).toBe('You passed the chat to Mia.');
  expect(says('transferred', me.id, { from: 'agent-mia', to: me.id })).toBe('Mia passed the chat to you.');
  expect(says('transferred', me.id, { from: me.id, team: 'sales' })).toBe('You passed the chat to the team Sales.');
  expect(says('transferred', 'lead-1', { from: me.id, to: 'lead-1', why: 'takeover' })).toBe(
    'Lea took the chat over from you.',
  );
  expect(says('handed', 'agent-mia', { to: 'agent-mia' })).toBe('Mia accepted.');
  const returned = (why: string): string | null => says('returned', 'x', { to: 'agent-mia', why });
  expect(['declined', 'withdrawn', 'timeout', 'gone'].map(returned)).toEqual([
    'Mia returned the chat.',
    'The hand-over was taken back.',
    'Mia did not answer in time. The chat stays where it was.',
    'The hand-over to Mia was over.',
  ]);
});

test('who was passed the chat is not said to have joined as well', () => {
  const passed = event('transferred', 'agent-mia', { from: me.id, to: 'agent-mia' });
  const joined = { who: { id: 'agent-mia', role: 'agent', name: 'Mia' } } as const;
  expect(says('joined', 'agent-mia', joined, passed)).toBeNull();
  expect(says('joined', 'agent-mia', joined)).toBe('Mia joined the chat.');
});

test('what the relay did by itself is said', () => {
  expect(says('requeued', 'system', { from: 'agent-mia', why: 'gone' })).toBe(
    'Mia was gone. The chat went back to its place in the queue.',
  );
  expect(says('promised', v, { fromMs: 120_000, toMs: 240_000 })).toBe('The visitor was told: 2–4 min.');
  expect(says('promised', 'system', { fromMs: 60_000, toMs: 120_000 })).toBe(
    'The visitor was told a new wait: 1–2 min.',
  );
  expect(says('late', 'system', {})).toBe('The wait was longer than we said. The visitor was told so.');
  expect(says('asked', 'system', {})).toBe('The visitor was asked: Still there?');
  expect(says('stayed', v, {})).toBe('Ana is still there.');
  expect(says('closed', 'system', { n: 1, by: 'system', why: 'idle' })).toBe('The chat ended because it was quiet.');
  expect(says('closed', v, { n: 1, by: 'visitor', why: 'left' })).toBe('Ana left the queue.');
  expect(says('closed', 'agent-mia', { n: 1, by: 'agent', why: 'spam' })).toBe('Mia ended the chat as spam.');
  expect(says('missed', 'system', { by: me.id, why: 'timeout' })).toBe(
    'You did not take it in time. The chat keeps its place.',
  );
  expect(says('mailed', 'system', { upTo: 3, state: 'sent' })).toBe('Your answers were sent by mail.');
  const failed = (why: string) => says('mailed', 'system', { upTo: 3, state: 'failed', why });
  expect(failed('550')).toBe('The answers could not be sent by mail.');
  expect(failed('not_configured')).toContain('mail is not set up');
  expect(failed('refused')).toContain('the mail server refused them');
  expect(failed('gave_up')).toContain('for three days');
  expect(failed('too_many')).toContain('as many today as one may get');
});

test('asking for a lead, outcomes and blocking are said', () => {
  expect(says('escalated', v, { by: 'visitor' })).toBe('Ana asks for a lead.');
  expect(says('escalated', me.id, { by: 'agent' })).toBe('You asked for a lead.');
  expect(says('outcome', 'agent-mia', { n: 1, resolved: 'partly' })).toBe('Mia: Partly');
  expect(says('blocked', me.id, { who: v, reason: 'ads' })).toBe('You blocked this visitor.');
  expect(says('insider', 'system', { n: 1, by: 'session' })).toContain('nobody is asked how it went');
  expect(says('insider', 'system', { n: 1, by: 'address' })).toContain('it counts, and is marked');
  expect(says('unblocked', me.id, { who: v })).toBe('You unblocked this visitor.');
});

test('the words that go with a hand-over, a question and a block stand apart', () => {
  const word = <K extends EventKind>(kind: K, author: string, data: EventData[K]) => {
    const it = wordOf(event(kind, author, data), who);
    return it && [plain(it.title), it.text];
  };
  expect(word('handing', me.id, { to: 'agent-mia', text: 'Refund' })).toEqual(['Hand-over · You to Mia', 'Refund']);
  expect(word('handing', 'agent-mia', { to: me.id, text: 'Refund' })).toEqual(['Hand-over · Mia to you', 'Refund']);
  expect(word('handing', me.id, { team: 'sales', text: 'Prices' })).toEqual(['Hand-over · You to Sales', 'Prices']);
  expect(word('consulted', me.id, { n: 1, to: 'agent-mia' })).toEqual(['Help asked · You to Mia', '']);
  expect(word('blocked', me.id, { who: v, reason: 'ads' })).toEqual(['Internal note · You', 'ads']);
  expect(word('stayed', v, {})).toBeNull();
});

test('a wait is worded as the visitor was shown it', () => {
  expect(waitWords({ fromMs: 0, toMs: 60_000 })).toBe('less than a minute');
  expect(waitWords({ fromMs: 480_000, toMs: 900_000 })).toBe('8–15 min');
  expect(waitWords({ fromMs: 900_000, toMs: null })).toBe('more than 15 min');
});
