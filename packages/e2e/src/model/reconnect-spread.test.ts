// Many clients lose the relay in the same moment: they must not all come back in the same moment (invariant 19).

import { createDice } from '@rapport/relay/sample';
import { createVisitor, type Platform, type SocketLike } from '@rapport/sdk';
import { expect, test } from 'vitest';
import { createVirtualClock } from './clock.ts';

const clients = 1_000;
const windowMs = 100;
const mostShare = 0.08;

const causes: readonly (readonly [string, number, string])[] = [
  ['whose connection breaks', 1006, ''],
  ['whom a dying relay sends away', 1012, 'restart;retry=2000'],
  ['whom an overloaded relay sends away', 1013, 'overloaded;retry=5000'],
];

for (const [who, code, reason] of causes) {
  test(`[X2] of ${clients} clients ${who} no 100 ms see more than 8 % of the attempts`, {
    timeout: 60_000,
  }, async () => {
    const dice = createDice(20_261_123);
    const clock = createVirtualClock(1_800_000_000_000, (error) => {
      throw error;
    });
    const attempts: number[] = [];
    const open = new Set<SocketLike>();

    function socket(): SocketLike {
      attempts.push(clock.now());
      let isWelcome = false;
      const it: SocketLike = {
        readyState: 1,
        send() {
          if (isWelcome) return;
          isWelcome = true;
          clock.setTimer(1, () =>
            it.onmessage?.({
              data: JSON.stringify({
                t: 'welcome',
                v: 1,
                sid: 's',
                ep: 'e',
                me: { id: 'v', role: 'v' },
                now: 1,
                hb: 25_000,
                lim: {},
                caps: [],
                convs: [],
              }),
            }),
          );
        },
        close: () => void open.delete(it),
        onopen: null,
        onmessage: null,
        onerror: null,
        onclose: null,
      };
      open.add(it);
      clock.setTimer(1, () => it.onopen?.({} as never));
      return it;
    }
    const stored = new Map<string, string>();
    const platform: Platform = {
      socket,
      storage: {
        get: (key) => stored.get(key) ?? null,
        set: () => {},
        delete: () => {},
        keys: () => [],
      },
      lifecycle: { visible: () => true, on: () => () => {} },
      locks: null,
      now: clock.now,
      random: dice.roll,
      id: dice.id,
      setTimer: clock.setTimer,
    };
    const visitors = Array.from({ length: clients }, () => {
      const visitor = createVisitor({ url: 'ws://relay.test/v1/ws', platform, site: 'shop' });
      void visitor.connect();
      return visitor;
    });
    await clock.pass(15_000);
    expect(open.size).toBe(clients);

    // The relay is gone twice: with each attempt the clients must be further apart, not closer together.
    for (const round of [1, 2]) {
      attempts.length = 0;
      for (const it of [...open]) {
        open.delete(it);
        it.onclose?.({ code, reason });
      }
      await clock.pass(45_000);
      expect(attempts.length).toBeGreaterThanOrEqual(clients);
      expect(busiestShare(attempts), `round ${round}`).toBeLessThanOrEqual(mostShare);
    }
    for (const visitor of visitors) visitor.dispose();
  });
}

function busiestShare(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  let most = 0;
  let from = 0;
  sorted.forEach((at, i) => {
    while (at - (sorted[from] as number) >= windowMs) from += 1;
    most = Math.max(most, i - from + 1);
  });
  return most / sorted.length;
}
