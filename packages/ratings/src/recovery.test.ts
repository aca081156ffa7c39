import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasRecovered, type RecoveryCounts, recovery, recoveryTriggers, type Signs } from './recovery.ts';
import { proves } from './test/vector.ts';

test('[F20, V33] nine of ten contacted, eight within the day, four of six won back', () => {
  proves<RecoveryCounts>('V33', (counts) => {
    const got = recovery(counts);
    return {
      cases: got.cases,
      contacted: got.contacted.count,
      contacted_share: got.contacted.share,
      within_24h: got.withinDue.share,
      p50: got.p50Hours,
      p90: got.p90Hours,
      recovered_of_rerated: got.recoveredOfRerated.share,
      recovered_of_rerated_wilson: got.recoveredOfRerated.interval,
      recovered_of_all: got.recoveredOfAll.share,
    };
  });
});

const content: Signs = { score: 5, resolved: 'yes', contactWanted: false, complaint: false, promiseBroken: false };

test('[F20] a low score, not solved, a wish for contact, a complaint or a broken promise opens a case', () => {
  expect(recoveryTriggers(content)).toEqual([]);
  expect(recoveryTriggers({ ...content, score: 2 })).toEqual(['low_score']);
  expect(recoveryTriggers({ ...content, score: 3, resolved: 'partly' })).toEqual([]);
  expect(recoveryTriggers({ ...content, resolved: 'no' })).toEqual(['not_solved']);
  expect(recoveryTriggers({ ...content, contactWanted: true })).toEqual(['contact_wanted']);
  expect(recoveryTriggers({ ...content, score: null, resolved: null, complaint: true })).toEqual(['complaint']);
  expect(recoveryTriggers({ ...content, score: 1, promiseBroken: true })).toEqual(['low_score', 'promise_broken']);
});

test('[F20] 4 and 5 are won back, 3 is not', () => {
  expect(([1, 2, 3, 4, 5] as const).map(hasRecovered)).toEqual([false, false, false, true, true]);
});

test('[F20] contact after exactly 24 hours is in time, unless another time was promised', () => {
  const counts = { hours: [23.5, 24, 24.5], rerated: 0, recovered: 0 };
  expect(recovery(counts).withinDue.count).toBe(2);
  expect(recovery(counts, 23.5).withinDue.count).toBe(1);
});

test('[F20] every case stays in n, so that leaving people uncontacted never helps', () => {
  const hours = fc.array(fc.option(fc.nat(100)), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(hours, (given) => {
      const before = recovery({ hours: given, rerated: 0, recovered: 0 });
      const after = recovery({ hours: [...given, null], rerated: 0, recovered: 0 });
      expect(after.contacted.share).toBeLessThanOrEqual(before.contacted.share ?? Number.NaN);
      expect(after.withinDue.share).toBeLessThanOrEqual(before.withinDue.share ?? Number.NaN);
    }),
  );
});

test('[F20] no cases is null, and more won back than asked is refused', () => {
  expect(recovery({ hours: [], rerated: 0, recovered: 0 })).toMatchObject({
    cases: 0,
    contacted: { share: null },
    withinDue: { share: null },
    p50Hours: null,
    recoveredOfAll: { share: null },
  });
  expect(() => recovery({ hours: [1], rerated: 1, recovered: 2 })).toThrow(RangeError);
  expect(() => recovery({ hours: [1], rerated: 2, recovered: 1 })).toThrow(RangeError);
});
