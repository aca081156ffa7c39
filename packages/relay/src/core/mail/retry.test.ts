import { expect, test } from 'vitest';
import { mailRow } from '../../test/store-contract-mails.ts';
import { at } from '../../test/units.ts';
import { defaultLimits } from '../relay-limits.ts';
import { again, beginning, ending, waitMs } from './retry.ts';

const minute = 60_000;
const hour = 60 * minute;
const no = { ok: false, isFinal: false, isOurs: false, why: '450 later' } as const;

test('it waits a minute, then twice as long each time, and never more than six hours', () => {
  const waits = [...Array(12).keys()].map((i) => waitMs(i + 1, 0.5, defaultLimits) / minute);
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]);
  expect(waitMs(5_000, 0.999, defaultLimits)).toBe(6 * hour);
});

test('what failed together is spread by a fifth either way', () => {
  expect([0, 0.25, 0.5, 0.75].map((random) => waitMs(3, random, defaultLimits))).toEqual([
    3.2 * minute,
    3.6 * minute,
    4 * minute,
    4.4 * minute,
  ]);
});

test('an attempt is noted before it is made, with the time of the next', () => {
  const row = mailRow('m', { attempts: 2 });
  expect(beginning(row, at, 0.5, defaultLimits)).toEqual({ attempts: 3, nextAt: at + 4 * minute });
});

test('what was sent is over, and the secret link in it is gone', () => {
  const sent = { state: 'sent', endedAt: at, error: null };
  expect(ending(mailRow('m', { kind: 'invite' }), { ok: true }, at, 0, defaultLimits)).toEqual({ ...sent, data: {} });
  expect(ending(mailRow('m'), { ok: true }, at, 0, defaultLimits)).toEqual(sent);
});

test('a no for now is tried again, counted from its end', () => {
  const row = mailRow('m', { attempts: 1, since: at - hour });
  expect(ending(row, no, at, 0.5, defaultLimits)).toEqual({ nextAt: at + minute, error: '450 later' });
});

test('a no for good is the end at once', () => {
  const row = mailRow('m', { attempts: 1 });
  const sent = { ok: false, isFinal: true, isOurs: false, why: '550 unknown' } as const;
  expect(ending(row, sent, at, 0.5, defaultLimits)).toEqual({ state: 'failed', endedAt: at, error: '550 unknown' });
});

test('after three days it is given up, and not before', () => {
  const tried = (since: number): object => ending(mailRow('m', { attempts: 20, since }), no, at, 0.5, defaultLimits);
  expect(tried(at - 66 * hour + 1)).toMatchObject({ nextAt: at + 6 * hour });
  expect(tried(at - 66 * hour)).toMatchObject({ state: 'failed', endedAt: at });
});

test('over three days there are some twenty attempts, and then it is over', () => {
  let row = mailRow('m');
  let now = at;
  while (row.state === 'queued') {
    row = { ...row, ...beginning(row, now, 0.5, defaultLimits) };
    row = { ...row, ...ending(row, no, now, 0.5, defaultLimits) };
    if (row.state === 'queued') now = row.nextAt;
  }
  expect(row.attempts).toBe(20);
  expect((now - at) / hour).toBeGreaterThan(60);
  expect(now - at).toBeLessThan(72 * hour);
});

test('by hand it begins anew: at once, and with three days before it', () => {
  const failed = mailRow('m', { state: 'failed', attempts: 20, since: 0, endedAt: at, error: 'x', isTold: true });
  const row = { ...failed, ...again(failed, at + 5) };
  expect(row).toMatchObject({ state: 'queued', attempts: 0, since: at + 5, nextAt: at + 5, endedAt: null });
  expect([row.round, row.isTold]).toEqual([1, false]);
  expect(again(mailRow('m', { nextAt: at + hour }), at)).toEqual({ nextAt: at });
  expect(again(mailRow('m', { state: 'sent' }), at)).toBeNull();
});
