import type { ConvState } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { defaultSettings } from '../settings/site-settings.ts';
import { duesOf } from './due.ts';

const minute = 60_000;
const base: ConvState = {
  ...{ st: 'active', mode: 'live', site: 'shop', visitor: 'vi', as: 'maria', n: 1, who: {}, openedAt: 0, takenAt: 5 },
  ...{ closedAt: null, fromVisitor: 1, fromStaff: 1, waitingSince: null, rate: {}, notes: 0 },
};
const due = (state: Partial<ConvState>, quietSince = 1_000, settings = defaultSettings): string[] =>
  duesOf({ ...base, ...state }, quietSince, settings).map(({ k, at }) => `${k} ${at}`);

test('[Q11] the clock runs while it is the visitor’s turn, from the last word, and from the question', () => {
  expect(due({})).toEqual([`ask ${1_000 + 25 * minute}`]);
  expect(due({ askedAt: 7 })).toEqual([`idle ${7 + 5 * minute}`]);
  expect(due({ waitingSince: 3 })).toEqual([]);
  expect(due({ st: 'queued', as: null })).toEqual([]);
  expect(due({ st: 'closed' })).toEqual([]);
  expect(due({}, 0, { ...defaultSettings, idle: null })).toEqual([]);
});

test('[Q9] a promise is broken after its end, once, until somebody answers', () => {
  const waits = { fromStaff: 0, waitingSince: 0 } as const;
  const promise = { fromMs: 0, toMs: minute, at: 10 };
  expect(due({ ...waits, promise })).toEqual([`late ${minute + 11}`]);
  expect(due({ ...waits, promise, st: 'queued', as: null })).toEqual([`late ${minute + 11}`]);
  expect(due({ ...waits, promise: { ...promise, late: 1 } })).toEqual([]);
  expect(due({ ...waits, promise: { ...promise, toMs: null } })).toEqual([]);
  expect(due({ ...waits, fromStaff: 1, promise })).toEqual([]);
  expect(due({ ...waits, mode: 'offline', promise })).toEqual([]);
});

test('[Q6] a hand-over has its time, in whatever state it stands', () => {
  const hand = { from: 'maria', to: 'ben', until: 99 };
  expect(due({ hand, waitingSince: 1 })).toEqual(['return 99']);
  expect(due({ hand, st: 'queued', as: null, waitingSince: 1 })).toEqual(['return 99']);
  expect(due({ hand, st: 'closed' })).toEqual([]);
});

test('[Q15] the overflow team has its turn, counted from the old place', () => {
  const settings = { ...defaultSettings, overflow: { team: 'help', afterMs: minute } };
  const queued = { st: 'queued', as: null, waitingSince: 1, queuedAt: 40, openedAt: 40 } as const;
  expect(due(queued, 1_000, settings)).toEqual([`overflow ${minute + 40}`]);
  expect(due(queued)).toEqual([]);
});
