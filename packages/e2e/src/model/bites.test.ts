// A model that finds nothing may be blind. Here one thing is broken on purpose, outside relay and SDK, and it must be seen.
import { expect, test } from 'vitest';
import { runSchedules } from './explore.ts';
import type { Defects } from './world.ts';

let units = 0;

const broken: readonly (readonly [string, Defects, RegExp])[] = [
  [
    '[L2] a log that does not know a repeated command',
    { spoilUnit: (unit) => ({ ...unit, cmd: `${unit.cmd.slice(0, 12)}${units++}` }) },
    /invariant 2:/,
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
];

for (const [what, defects, seen] of broken) {
  test(`${what} is noticed within 100 schedules`, async () => {
    const { failure } = await runSchedules({ count: 100, seed: 1, defects, asDrawn: true });
    expect(failure).toMatch(seen);
  });
}
