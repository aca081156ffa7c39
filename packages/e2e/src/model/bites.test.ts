// A model that finds nothing may be blind. Here one thing is broken on purpose, outside relay and SDK, and it must be seen.
import { close } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { runSchedules } from './explore.ts';
import { unheardOf } from './record.ts';
import type { Link } from './wire.ts';
import type { Defects, World } from './world.ts';

let units = 0;

/** One connection that works, of a client that is past its handshake. */
const someLink = (world: World): Link | undefined =>
  [...world.wire.links].find((link) => world.tap.whoIs(link) !== undefined && link.down.state === 'flowing');
const down =
  (frame: (world: World) => object): ((world: World) => void) =>
  (world) =>
    someLink(world)?.inject('down', JSON.stringify(frame(world)));

const broken: readonly (readonly [string, Defects, RegExp])[] = [
  [
    '[L2] a log that does not know a repeated command',
    { spoilUnit: (unit) => ({ ...unit, cmd: `${unit.cmd.slice(0, 12)}${units++}` }) },
    /invariant 2:/,
  ],
  [
    '[Q5] a hand-over that everybody hears of before it is accepted',
    {
      spoilUnit: (unit) => ({
        ...unit,
        decide(...args) {
          const decision = unit.decide(...args);
          if (!decision.ok) return decision;
          const events = decision.events.map((one) =>
            one.k === 'handing' ? { ...one, audience: 'main' as const } : one,
          );
          return { ...decision, events };
        },
      }),
    },
    /invariant (10|13):/,
  ],
  [
    '[Q6] a relay that leaves a hand-over standing when it is about nothing any more',
    {
      spoilUnit: (unit) => ({
        ...unit,
        decide(...args) {
          const decision = unit.decide(...args);
          if (!decision.ok) return decision;
          return { ...decision, events: decision.events.filter(({ k, m }) => k !== 'returned' || m !== undefined) };
        },
      }),
    },
    /invariant 13:/,
  ],
  [
    '[R1] a relay that ends sessions without a word of whether their visitor is asked',
    {
      spoilUnit: (unit) => ({
        ...unit,
        decide(...args) {
          const decision = unit.decide(...args);
          if (!decision.ok) return decision;
          return { ...decision, events: decision.events.filter(({ k }) => k !== 'invited' && k !== 'excused') };
        },
      }),
    },
    /invariant 26:/,
  ],
  [
    '[R5] a relay that keeps every answer twice',
    {
      spoilUnit: (unit) => ({
        ...unit,
        decide(...args) {
          const decision = unit.decide(...args);
          if (!decision.ok) return decision;
          const again = decision.events.flatMap(({ m: _, ...one }) => (one.k === 'rated' ? [one] : []));
          return { ...decision, events: [...decision.events, ...again] };
        },
      }),
    },
    /invariant 26:/,
  ],
  ['[O1] a browser that forgets its outbox at a reload', { forget: true }, /invariant 20:/],
  [
    '[D2] an ack that leaves before the commit',
    {
      answer(link, text) {
        const { t, i, c } = JSON.parse(text) as { t: string; i: string; c: string };
        if (t === 'cmd') link.inject('down', JSON.stringify({ t: 'ack', i, c, s: 1, at: 1 }));
      },
    },
    /invariant (4|5|7|20):/,
  ],
  ['[T7] a relay that looks too seldom who has been signed out', { limits: { recheckMs: 120_000 } }, /invariant 14:/],
  ['[B5] a relay that feeds a socket that does not read', { limits: { softBufferBytes: 1_000_000 } }, /invariant 15:/],
  [
    '[T2] a token in a close reason',
    {
      meddle(world) {
        const [token] = world.guard.tokens;
        const link = someLink(world);
        if (link && token) world.guard.closedByRelay(link, 1012, `restart;retry=1;${token}`);
      },
    },
    /invariant (16|24):/,
  ],
  [
    '[P2] a client that gives up a socket that answers',
    {
      meddle(world) {
        const link = someLink(world);
        if (link) world.guard.closedByClient(link, close.heartbeatLost, '');
      },
    },
    /invariant 18:/,
  ],
  ['[X4] a client that takes its time', { timerMs: (ms) => ms * 8 + 3_000 }, /invariant (21|22|23):/],
  [
    '[E1] typing that lasts',
    {
      meddle: down((world) => ({
        t: 'eph',
        c: [...world.record.convs.keys()][0] ?? 'none',
        a: 'A1',
        k: 'typing',
        on: 1,
        ttl: 600_000,
      })),
    },
    /invariant 23:/,
  ],
  ['[X3] a node that takes too long to go', { drainBudgetMs: 60_000 }, /invariant 24:/],
  [
    '[V2] an event of the future on the wire that is not in the log',
    {
      meddle: down((world) => ({
        t: 'ev',
        c: [...world.record.convs.keys()][0] ?? 'none',
        e: [{ s: 1, k: unheardOf, a: 'A1', at: 1, d: {} }],
        h: 1,
      })),
    },
    /invariant (4|5|12):/,
  ],
];

for (const [what, defects, seen] of broken) {
  test(`${what} is noticed within 100 schedules`, { timeout: 60_000 }, async () => {
    const { failure } = await runSchedules({ count: 100, seed: 1, defects, asDrawn: true });
    expect(failure).toMatch(seen);
  });
}
