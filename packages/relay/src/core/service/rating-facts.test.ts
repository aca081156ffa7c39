import type { Audience, Ev } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { isEnded, lineOf, sessionRow } from '../reports/row.ts';
import { factsOf } from './facts.ts';

type Line = readonly [audience: Audience, at: number, a: string, k: string, d?: object];

const opened: Line = [
  'main',
  100,
  'vi',
  'opened',
  { mode: 'live', site: 'shop', who: { id: 'vi', role: 'visitor' }, page: '/price', locale: 'de', team: 'sales' },
];
const talk: readonly Line[] = [
  opened,
  ['main', 110, 'vi', 'message'],
  ['main', 120, 'ag', 'assigned', { to: 'ag' }],
  ['main', 130, 'ag', 'message'],
  ['main', 140, 'le', 'message'],
  ['main', 145, 'system', 'message'],
  ['main', 150, 'vi', 'message'],
  ['main', 200, 'ag', 'closed', { n: 1, by: 'agent' }],
];

function factsAfter(lines: readonly Line[]) {
  const log: Record<Audience, Ev[]> = { main: [], notes: [], rating: [] };
  for (const [audience, at, a, k, d = {}] of lines) {
    const ev = { s: log[audience].length + 1, k, a, at, d };
    log[audience].push(audience === 'notes' ? { ...ev, p: log.main.length } : ev);
  }
  const [facts] = factsOf([log]);
  if (!facts) throw new Error('no session');
  return facts;
}
const after = (lines: readonly Line[]) => factsAfter([...talk, ...lines]);

function rowAfter(lines: readonly Line[], given: object = {}) {
  const facts = factsAfter(lines);
  if (!isEnded(facts)) throw new Error('not ended');
  const nothing = {
    readAt: null,
    caseAt: null,
    contactedAt: null,
    caseClosedAt: null,
    hours: null,
    isReturning: false,
  };
  return sessionRow(facts, { id: 1, conv: 'c', visitor: 'vi', visitorNo: 1, ...nothing, ...given });
}
const rated = (at: number, score: number, d: object = {}): Line => [
  'rating',
  at,
  'vi',
  'rated',
  { n: 1, rev: 1, score, until: 9, ...d },
];

test('a session has its page, its language, its team, who had it and who spoke; what the relay says by itself is nobody’s', () => {
  expect(after([])).toMatchObject({ n: 1, page: '/price', locale: 'de', team: 'sales', owner: 'ag' });
  expect(after([])).toMatchObject({
    speakers: ['ag', 'le'],
    visitorMessages: 2,
    isVisitorLast: true,
    isReopened: false,
  });
});

test('[R4] of a rating changed, the last revision counts, and it is known when the first and the last came', () => {
  const facts = after([rated(300, 2, { comment: 'slow' }), rated(400, 4, { resolved: 'yes' })]);
  expect(facts).toMatchObject({ firstRatedAt: 300, ratedAt: 400, revisions: 2, invitation: 'rated' });
  expect(facts.rating).toEqual({ score: 4, resolved: 'yes' });
});

test('an invitation is where the log left it; one seen again is not seen for the first time', () => {
  const invited: Line = ['rating', 200, 'system', 'invited', { n: 1, until: 900, extra: 'nps' }];
  const seen: Line = ['rating', 210, 'vi', 'shown', { n: 1 }];
  expect(after([invited])).toMatchObject({ invitation: 'offered', extra: 'nps', isReminded: false });
  expect(after([invited, seen]).invitation).toBe('shown');
  const again: Line = ['rating', 230, 'vi', 'shown', { n: 1, again: 1 }];
  expect(after([invited, seen, ['rating', 220, 'vi', 'dismissed', { n: 1 }], again])).toMatchObject({
    invitation: 'dismissed',
    isReminded: true,
  });
  const excused: Line = ['rating', 200, 'system', 'excused', { n: 1, state: 'suppressed', why: 'throttled' }];
  expect(rowAfter([...talk, excused])).toMatchObject({ invitation: 'suppressed', excuse: 'throttled' });
});

test.each([
  ['nobody had answered', [opened, ['main', 200, 'vi', 'closed', { n: 1, by: 'visitor' }]], 'no_human_reply'],
  ['it was answered', talk, 'survey_off'],
  ['it was spam', [opened, ['main', 200, 'ag', 'closed', { n: 1, by: 'agent', why: 'spam' }]], 'spam'],
] as const)('a log from before excuses were written down says it by what is missing: %s', (_, lines, excuse) => {
  expect(rowAfter(lines as readonly Line[]).excuse).toBe(excuse);
});

test('what the staff does after the rating is acted on; a score is raised if they wrote before it went up', () => {
  expect(after([['notes', 250, 'ag', 'note'], rated(300, 1)]).actedAt).toBeNull();
  expect(after([rated(300, 1), ['notes', 350, 'ag', 'note']])).toMatchObject({ actedAt: 350, isRaised: false });
  expect(after([rated(300, 1), ['main', 340, 'system', 'message']]).actedAt).toBeNull();
  const reopened: Line = ['main', 320, 'vi', 'reopened', { n: 2, mode: 'live' }];
  const writes: Line = ['main', 350, 'ag', 'message'];
  expect(after([rated(300, 1), reopened, writes, rated(400, 5)])).toMatchObject({ actedAt: 350, isRaised: true });
  expect(after([rated(300, 5), reopened, writes, rated(400, 1)]).isRaised).toBe(false);
  expect(after([rated(300, 1), rated(310, 5), reopened, writes]).isRaised).toBe(false);
  expect(after([rated(300, 1), ['rating', 330, 'system', 'locked', { n: 1 }]])).toMatchObject({
    actedAt: 330,
    isLocked: true,
  });
});

test('[F11] a guess is of whom it was asked; declined and unanswered are told apart', () => {
  const guessing: Line = ['notes', 200, 'system', 'guessing', { n: 1, of: 'ag', until: 999 }];
  const guessed = (score: number | null): Line => ['notes', 210, 'ag', 'guessed', { n: 1, score }];
  expect(after([]).guess).toBeNull();
  expect(after([guessing]).guess).toEqual({ of: 'ag', until: 999, is: 'unanswered' });
  expect(after([guessing, guessed(null)]).guess?.is).toBe('declined');
  expect(after([guessing, guessed(4)]).guess?.is).toBe(4);
});

test('a rating is void while it is voided: asking for it is not enough, and it can be taken back', () => {
  const voiding: Line = ['notes', 310, 'le', 'voiding', { n: 1, reason: 'test' }];
  const voided: Line = ['notes', 320, 'ow', 'voided', { n: 1 }];
  expect(after([voiding]).isVoid).toBe(false);
  expect(after([voiding, voided]).isVoid).toBe(true);
  expect(after([voiding, voided, ['notes', 330, 'le', 'unvoided', { n: 1 }]]).isVoid).toBe(false);
  expect(after([voiding, ['notes', 320, 'ow', 'voided', { n: 2 }]]).isVoid).toBe(false);
});

test('[F9] who saw the question has seen it, also if he skipped it or wrote again instead', () => {
  const seen: Line = ['rating', 250, 'vi', 'shown', { n: 1 }];
  const later: Line = ['rating', 260, 'vi', 'superseded', { n: 1 }];
  const isShown = (...lines: readonly Line[]): boolean => rowAfter([...talk, ...lines]).flags.includes('shown');
  expect([isShown(), isShown(later), isShown(['rating', 250, 'vi', 'dismissed', { n: 1 }])]).toEqual([
    false,
    false,
    true,
  ]);
  expect([isShown(seen), isShown(seen, later), isShown(rated(300, 5))]).toEqual([true, true, true]);
  expect(after([seen, later]).invitation).toBe('superseded');
});

test('[R12] a session begun at an address of the staff is flagged and marked; one in their browser has its reason', () => {
  const begun = (by: string, n = 1): Line => ['notes', 105, 'system', 'insider', { n, by }];
  const near = rowAfter([...talk, begun('address')]);
  expect(near.flags).toContain('staffAddress');
  expect(lineOf({ ...near, name: null, comment: null }).marks).toEqual(['staff_address']);
  for (const line of [begun('session'), begun('address', 2)])
    expect(rowAfter([...talk, line]).flags).not.toContain('staffAddress');
  const excused: Line = ['rating', 200, 'ag', 'excused', { n: 1, state: 'ineligible', why: 'staff_session' }];
  const own = rowAfter([...talk.filter(([, , , k]) => k !== 'invited'), begun('session'), excused]);
  expect(own).toMatchObject({ invitation: 'ineligible', excuse: 'staff_session' });
});

test('a row has its flags, its wait by both clocks, and a second score only where there was a recovery', () => {
  const lines: readonly Line[] = [
    ...talk,
    ['rating', 180, 'vi', 'complained', { n: 1 }],
    rated(300, 1, { comment: 'x', contact: { wish: true } }),
    ['rating', 400, 'vi', 'rerated', { n: 1, score: 5 }],
  ];
  expect(rowAfter(lines)).toMatchObject({ second: null, repliedAt: 130, waitOpenMs: 30, handoffs: 0 });
  expect(rowAfter(lines).flags.toSorted()).toEqual(['comment', 'complaint', 'shown', 'visitorLast', 'wish']);
  expect(rowAfter(lines, { caseAt: 310, isReturning: true })).toMatchObject({ second: 5, caseAt: 310 });
  expect(rowAfter(lines, { isReturning: true }).flags).toContain('returning');
  const closedAllWeek = { zone: 'Europe/Berlin', week: [[], [], [], [], [], [], []], days: {} };
  expect(rowAfter(lines, { hours: closedAllWeek })).toMatchObject({ repliedAt: 130, waitOpenMs: 0 });
});
