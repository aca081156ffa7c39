import { limits } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { ChatError } from './error.ts';
import type { Entry } from './outbox.ts';
import { again, entryOf, heads, isFull, isStale, move, pack, unpack } from './outbox.ts';

const say = (i: string, c = 'c1', more: Partial<Entry> = {}): Entry => ({
  ...entryOf(i, c, 'message', { text: i }, 1_000),
  ...more,
});
const ids = (box: readonly Entry[]): string[] => box.map((e) => e.i);

test('[O2] one command of each conversation is under way, and conversations do not wait for each other', () => {
  const box = [say('a1'), say('a2'), say('b1', 'c2'), say('a3'), say('b2', 'c2')];
  expect(ids(heads(box))).toEqual(['a1', 'b1']);
});

test('[O2][O5] a failed entry and one that is acknowledged let the next one go', () => {
  const box = [say('a1', 'c1', { st: 'failed' }), say('a2', 'c1', { st: 'sent' }), say('a3'), say('a4')];
  expect(ids(heads(box))).toEqual(['a3']);
});

test('[O3] what is under way stays the head of its conversation', () => {
  expect(ids(heads([say('a1', 'c1', { st: 'sending' }), say('a2')]))).toEqual(['a1']);
});

test('[O4] what is older than 15 min does not go out by itself', () => {
  const e = say('a1');
  expect(isStale(e, 1_000 + 900_000)).toBe(false);
  expect(isStale(e, 1_000 + 900_001)).toBe(true);
  expect(isStale({ ...e, st: 'sending' }, 1_000 + 900_001)).toBe(true);
  expect(isStale({ ...e, st: 'failed' }, 1_000 + 900_001)).toBe(false);
  expect(isStale({ ...e, brief: true }, 1_000 + 900_001)).toBe(false);
});

test('[O5] a refused entry is tried again under a new id', () => {
  const e = say('a1', 'c1', { st: 'failed', error: new ChatError('forbidden') });
  again(e, 'a9', 5_000);
  expect(e).toMatchObject({ i: 'a9', st: 'queued', at: 5_000, error: undefined });
});

test('[O4][L2] one that only grew old may have been carried out, so it keeps its id', () => {
  const e = say('a1', 'c1', { st: 'failed', error: new ChatError('expired') });
  again(e, 'a9', 5_000);
  expect(e).toMatchObject({ i: 'a1', st: 'sending', at: 5_000, error: undefined });
});

test('[O7] more than 100 entries or 256 KiB are too much', () => {
  const many = Array.from({ length: 101 }, (_, n) => say(`a${n}`));
  expect(isFull(many.slice(1))).toBe(false);
  expect(isFull(many)).toBe(true);
  expect(isFull([say('a1', 'c1', { d: { text: 'x'.repeat(limits.outboxBytes - 200) } })])).toBe(false);
  expect(isFull([say('a1', 'c1', { d: { text: 'x'.repeat(limits.outboxBytes) } })])).toBe(true);
});

test('[O7] what is acknowledged and waits only for its event takes no room', () => {
  const acknowledged = Array.from({ length: 200 }, (_, n) => say(`a${n}`, 'c1', { st: 'sent' }));
  expect(isFull([...acknowledged, say('b1')])).toBe(false);
});

test('[C9] what waits for a conversation that is over goes to a new one, in order, and opens it', () => {
  const box = [
    say('a1', 'c1', { st: 'sending', flewAt: 3 }),
    say('b1', 'c2'),
    say('a2'),
    say('a3', 'c1', { st: 'failed' }),
  ];
  move(box, 'c1', 'c9');
  expect(box.map(({ i, c, k, st, flewAt }) => [i, c, k, st, flewAt])).toEqual([
    ['a1', 'c9', 'open', 'queued', 0],
    ['b1', 'c2', 'message', 'queued', 0],
    ['a2', 'c9', 'message', 'queued', 0],
    ['a3', 'c1', 'message', 'failed', 0],
  ]);
});

test('[O1] what is written comes back: pending as possibly sent, failed as failed; what is acknowledged or brief does not', () => {
  const box = [
    say('a1'),
    say('a2', 'c1', { st: 'failed', error: new ChatError('banned') }),
    say('a3', 'c1', { st: 'sent' }),
    say('a4', 'c1', { brief: true }),
  ];
  const back = unpack(pack(box));
  expect(back.map(({ i, c, k, d, at, st }) => [i, c, k, d, at, st])).toEqual([
    ['a1', 'c1', 'message', { text: 'a1' }, 1_000, 'sending'],
    ['a2', 'c1', 'message', { text: 'a2' }, 1_000, 'failed'],
  ]);
  expect(back[1]?.error?.code).toBe('banned');
});

test.each([null, '', '{', '7', '{"a":1}', '[1]', 'null'])('[O6] what is no outbox is empty: %s', (text) => {
  expect(unpack(text)).toEqual([]);
});
