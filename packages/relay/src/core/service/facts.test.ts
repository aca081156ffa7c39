import type { Audience, Ev } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { type ConvLog, factsOf } from './facts.ts';

type Line = readonly [audience: Audience, at: number, a: string, k: string, d?: object];

/** Numbered as a store would: notes with the head of the main stream. */
function logOf(lines: readonly Line[]): ConvLog {
  const log: Record<Audience, Ev[]> = { main: [], notes: [], rating: [] };
  for (const [audience, at, a, k, d = {}] of lines) {
    const ev = { s: log[audience].length + 1, k, a, at, d };
    log[audience].push(audience === 'notes' ? { ...ev, p: log.main.length } : ev);
  }
  return log;
}

const opened = (at: number, d: object = {}): Line => [
  'main',
  at,
  'vi',
  'opened',
  { mode: 'live', site: 'shop', who: { id: 'vi', role: 'visitor' }, ...d },
];
const says = (at: number, a: string): Line => ['main', at, a, 'message'];
const gets = (at: number, to: string): Line => ['main', at, to, 'assigned', { to }];
const closed = (at: number, d: object = { n: 1, by: 'agent' }): Line => ['main', at, 'ag', 'closed', d];

const one = (lines: readonly Line[]) => factsOf([logOf(lines)])[0];

test('[F14] the clock of a wait stops at the first message of a person, not of the relay', () => {
  const facts = one([opened(100), says(100, 'vi'), says(120, 'system'), gets(130, 'ag'), says(150, 'ag'), closed(200)]);
  expect(facts).toMatchObject({ openedAt: 100, repliedAt: 150, closedAt: 200, closedBy: 'agent', mode: 'live' });
  expect(one([opened(100), closed(200, { n: 1, by: 'visitor', why: 'left' })])).toMatchObject({
    repliedAt: null,
    closedWhy: 'left',
  });
  expect(one([opened(100)])).toMatchObject({ repliedAt: null, closedAt: null });
});

const promised = (at: number, toMs: number | null): Line => ['main', at, 'system', 'promised', { fromMs: 0, toMs }];
const late = (at: number): Line => ['main', at, 'system', 'late'];

test.each([
  ['none was shown', [], 150, null],
  ['one without an end promises nothing', [promised(100, null)], 9_000, null],
  ['an answer at its very end keeps it', [promised(100, 60)], 160, 'kept'],
  ['one millisecond later it is broken', [promised(100, 60)], 161, 'late'],
  ['a shorter one takes its place', [promised(100, 60), promised(110, 20)], 140, 'late'],
  ['a longer one does not', [promised(100, 60), promised(110, 600)], 170, 'late'],
  ['the estimate after the apology does not mend it', [promised(100, 60), late(161), promised(161, 60)], 170, 'late'],
] as const)('[Q8] [F21] of a promise: %s', (_, told, repliedAt, outcome) => {
  const lines = [opened(100), ...told, gets(repliedAt, 'ag'), says(repliedAt, 'ag'), closed(9_999)];
  expect(one(lines)?.promise).toBe(outcome);
});

test('[F21] a promise to somebody whom nobody ever answered is "never", once he has gone; what comes after the answer is none', () => {
  expect(one([opened(100), promised(100, 60), closed(120)])?.promise).toBe('never');
  expect(one([opened(100), promised(100, 60)])?.promise).toBeNull();
  expect(one([opened(100), gets(110, 'ag'), says(120, 'ag'), promised(130, 1), closed(999)])?.promise).toBeNull();
});

test('[F19] owners count from whoever replied first: the queue, a consult and a lead who joins change nothing', () => {
  const facts = one([
    opened(100),
    gets(110, 'first'),
    ['main', 120, 'system', 'requeued', { from: 'first', why: 'gone' }],
    gets(130, 'ag'),
    says(140, 'ag'),
    ['notes', 150, 'ag', 'consulted', { n: 1, to: 'friend' }],
    ['main', 160, 'le', 'joined', { who: { id: 'le', role: 'lead' } }],
    says(170, 'le'),
    ['main', 180, 'ag', 'transferred', { from: 'ag', team: 'billing' }],
    gets(190, 'bo'),
    ['main', 200, 'le', 'transferred', { from: 'bo', to: 'le', why: 'takeover' }],
    says(210, 'le'),
    closed(220),
  ]);
  expect(facts?.owners).toEqual([
    { agent: 'ag', team: '' },
    { agent: 'bo', team: 'billing' },
    { agent: 'le', team: 'billing' },
  ]);
  expect(facts?.happened.toSorted()).toEqual(['consulted', 'givenToTeam', 'requeued', 'takeovers']);
});

test('sessions of one conversation are told apart in all three streams, and each knows the next of that visitor', () => {
  const facts = factsOf([
    logOf([
      opened(100),
      gets(110, 'ag'),
      says(120, 'ag'),
      ['notes', 130, 'ag', 'handing', { to: 'bo', text: 'Please', until: 190 }],
      ['notes', 190, 'system', 'returned', { to: 'bo', why: 'timeout' }],
      closed(200),
      ['rating', 210, 'vi', 'rated', { n: 1, rev: 1, score: 1, until: 0 }],
      ['rating', 220, 'vi', 'rated', { n: 1, rev: 2, score: 4, until: 0, reasons: ['lost_time'] }],
      ['notes', 230, 'ag', 'blocked', { who: 'vi', reason: 'rude' }],
      ['main', 500, 'vi', 'reopened', { n: 2, mode: 'offline' }],
      ['notes', 510, 'le', 'unblocked', { who: 'vi' }],
      ['rating', 520, 'vi', 'complained', { n: 2 }],
      closed(600, { n: 2, by: 'visitor' }),
    ]),
    logOf([opened(300), closed(310)]),
  ]);
  expect(facts.map(({ openedAt, nextAt, mode }) => [openedAt, nextAt, mode])).toEqual([
    [100, 300, 'live'],
    [300, 500, 'live'],
    [500, null, 'offline'],
  ]);
  expect(facts[0]).toMatchObject({
    happened: ['handed', 'handTimedOut', 'blocked'],
    rating: { score: 4, reasons: ['lost_time'] },
    owners: [{ agent: 'ag', team: '' }],
  });
  expect(facts[2]).toMatchObject({ happened: ['unblocked', 'complaints'], rating: null, owners: [] });
});
