import { expect, test, vi } from 'vitest';
import { describeNetwork, liveBehind, type Network } from './network.ts';
import type { Plan } from './proxy.ts';

// On a quiet machine a few seconds each.
vi.setConfig({ testTimeout: 120_000 });

function isBounded(network: Network): void {
  console.info(describeNetwork(network));
  expect(network.peakBytes).toBeLessThan(400 * 1_048_576);
}

// 1 and 2 are the handshake, 3 and 4 hello and welcome, 5 the first command; then acks, events and commands of both.
test('[C1][D2][D4][L3][O3][X2] a connection reset at the end of each of its first 16 frames, three times over, loses and doubles nothing', async () => {
  const plans = Array.from({ length: 16 }, (_, n): Plan => ({ does: 'reset', after: n + 1 }));
  isBounded(await liveBehind({ plans, times: 3, messages: 12 }));
});

test('[P1][P2][P3][O3][L3][H6] a connection that is half open, in either direction or both, is found dead by both ends', async () => {
  const plans = (['up', 'down', 'both'] as const).flatMap((way) =>
    [1, 2, 3, 4, 6, 9].map((after): Plan => ({ does: 'swallow', way, after })),
  );
  // 10 s until something is overdue and 8 s for an answer: too long for a test.
  isBounded(await liveBehind({ plans, times: 1, messages: 8, speed: 4, heartbeatMs: 2_000 }));
});

test('[L3][O3][P3][D10][C1] late, crumbled, forgotten and doubled connections: each command is carried out once', async () => {
  const plans: Plan[] = [
    { does: 'delay', ms: 250 },
    { does: 'crumble' },
    { does: 'forget', idleMs: 10 },
    { does: 'forget', idleMs: 30 },
    ...[4, 5, 6, 7, 8, 9].map((after): Plan => ({ does: 'linger', after, lateMs: 150 })),
  ];
  isBounded(await liveBehind({ plans, messages: 10 }));
});
