// The real relay core and the real SDK, joined by a network, a disk and clocks that fail in every way we could think of.
// One schedule again: node --conditions=@rapport/source packages/e2e/src/model/main.ts --seed N --path P --trace
import { expect, test } from 'vitest';
import { describeOutcome, runSchedules } from './explore.ts';

// Ten thousand longer ones: `pnpm test:long`.
const count = 500;
const length = 40;

test(`[C1][C2][C4][C7][D1][D3][D4][D5][D6][D7][D9][D10][L1][L2][L3][L4][L5][L6][O1][O2][O3][O5][O6][O8][M1][P3][Q3][Q5][Q6][Q13][Q14][R1][R2][R5][R7][R8][R10][R11][S1][S2][S3][S4][T3][V1] ${count} schedules of faults leave everybody with the log, once and in order`, {
  timeout: 420_000,
}, async () => {
  const outcome = await runSchedules({ count, length, seed: 20_261_123, limitMs: 400_000 });
  console.info(describeOutcome(outcome));
  expect(outcome.failure).toBeNull();
  expect(outcome.tally.schedules).toBe(count);
});
