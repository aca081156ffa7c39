import fc from 'fast-check';
import { expect, test } from 'vitest';
import { handoffsOf, isOneStop, type Owner, runaround } from './runaround.ts';
import { proves } from './test/vector.ts';

interface Month {
  readonly chats_by_handoffs: Record<string, number>;
  readonly bounced: number;
  readonly sole_and_no_repeat_7d: number;
}

test('[F19, V32] one in ten is passed around', () => {
  proves<Month>('V32', ({ chats_by_handoffs: by, bounced, sole_and_no_repeat_7d: oneStop }) => {
    const byHandoffs = ['0', '1', '2', '3+'].map((handoffs) => by[handoffs] ?? 0);
    const got = runaround({ byHandoffs, bounced, oneStop });
    return {
      n: got.n,
      handoff_rate: got.handoffRate.share,
      runaround_rate: got.runaroundRate.share,
      runaround_wilson: got.runaroundRate.interval,
      one_stop: got.oneStop.share,
      bounce_rate: got.bounceRate.share,
    };
  });
});

const owner = (agent: string, team = 'sales'): Owner => ({ agent, team });

test('[F19] a handoff is a change of agent or team; a bounce is a return to one that had it', () => {
  const cases: [Owner[], number, boolean][] = [
    [[], 0, false],
    [[owner('ana')], 0, false],
    [[owner('ana'), owner('ana')], 0, false],
    [[owner('ana'), owner('ben')], 1, false],
    [[owner('ana'), owner('ana', 'billing')], 1, false],
    [[owner('ana'), owner('ben'), owner('ana')], 2, true],
    [[owner('ana'), owner('ben', 'billing'), owner('cleo', 'sales')], 2, true],
    [[owner('ana'), owner('ben', 'billing'), owner('cleo', 'support')], 2, false],
  ];
  for (const [owners, handoffs, bounced] of cases) expect(handoffsOf(owners)).toEqual({ handoffs, bounced });
});

test('[F19] staying with the same owner longer changes nothing', () => {
  const owners = fc.array(fc.record({ agent: fc.constantFrom('a', 'b', 'c'), team: fc.constantFrom('x', 'y') }));
  fc.assert(
    fc.property(owners, (given) => {
      expect(handoffsOf(given.flatMap((one) => [one, one]))).toEqual(handoffsOf(given));
      expect(handoffsOf(given).handoffs).toBeLessThanOrEqual(Math.max(0, given.length - 1));
    }),
  );
});

test('[F19] one stop is one owner, not called unsolved, and no return in a week', () => {
  const good = { handoffs: 0, resolved: null, returnedWithin7Days: false } as const;
  expect(isOneStop(good)).toBe(true);
  expect(isOneStop({ ...good, resolved: 'partly' })).toBe(true);
  expect(isOneStop({ ...good, resolved: 'no' })).toBe(false);
  expect(isOneStop({ ...good, handoffs: 1 })).toBe(false);
  expect(isOneStop({ ...good, returnedWithin7Days: true })).toBe(false);
});

test('[F19] no sessions is null, and more than all is refused', () => {
  expect(runaround({ byHandoffs: [], bounced: 0, oneStop: 0 })).toMatchObject({ n: 0, runaroundRate: { share: null } });
  expect(() => runaround({ byHandoffs: [1], bounced: 2, oneStop: 0 })).toThrow(RangeError);
  expect(() => runaround({ byHandoffs: [1, -1], bounced: 0, oneStop: 0 })).toThrow(RangeError);
});
