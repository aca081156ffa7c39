// What the model has found, made as small as it was understood: each of these schedules failed once.
import { expect, test } from 'vitest';
import { runSchedule } from './schedule.ts';
import type { Schedule, Step } from './step.ts';

const schedule = (...steps: readonly (readonly [Step, number])[]): Schedule => ({
  seed: 1,
  steps: steps.map(([step, thenMs]) => ({ step, thenMs })),
});

/** The first visitor and the first agent, in the order in which the world opens their tabs. */
const [visitor, agent] = [0, 2];
const minutes = 60_000;

const found: readonly (readonly [string, Schedule])[] = [
  [
    '[E1] a clock that is set forward does not make typing last (invariant 23)',
    schedule(
      [{ do: 'say', who: visitor, conv: 0 }, 500],
      [{ do: 'accept', who: 0, conv: 0, both: false }, 10_000],
      [{ do: 'skew', who: visitor, ms: 20 * minutes }, 100],
      [{ do: 'type', who: agent, conv: 0 }, 100],
      [{ do: 'wait', ms: 6_500 }, 0],
    ),
  ],
  [
    '[E1] a clock that is set back does not make typing last, either (invariant 23)',
    schedule(
      [{ do: 'say', who: visitor, conv: 0 }, 500],
      [{ do: 'accept', who: 0, conv: 0, both: false }, 10_000],
      [{ do: 'type', who: agent, conv: 0 }, 2_000],
      [{ do: 'skew', who: visitor, ms: -20 * minutes }, 100],
      [{ do: 'wait', ms: 4_500 }, 0],
      [{ do: 'wait', ms: 2_500 }, 0],
    ),
  ],
  [
    '[O3] [X4] a clock that is set forward while nobody looks does not silence a page for minutes (invariants 20, 22)',
    schedule(
      [{ do: 'hide', who: visitor, ms: 10_000 }, 100],
      [{ do: 'reset', who: visitor }, 6_000],
      [{ do: 'skew', who: visitor, ms: 30 * minutes }, 100],
      [{ do: 'say', who: visitor, conv: 0 }, 500],
    ),
  ],
];

for (const [what, steps] of found) {
  test(what, async () => {
    const { failure, said } = await runSchedule(steps);
    expect(failure).toBeNull();
    expect(said).toBeGreaterThan(0);
  });
}
