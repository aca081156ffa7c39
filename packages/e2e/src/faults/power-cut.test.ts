import { expect, test } from 'vitest';
import { cutThePower, describeCuts } from './power-cut.ts';
import { whyNoStrace } from './strace.ts';

test('[D2][L4] after a power cut at any instant every acknowledged message is there; without a sync before the ack the same cuts lose some', {
  timeout: 120_000,
}, async () => {
  const refused = whyNoStrace();
  // fsync.test.ts proves the order of write, sync and ack where calls cannot be recorded.
  if (refused) return console.info(`no power is cut: ${refused}`);
  const how = { acks: 120, cuts: 24, random: Math.random };
  const full = await cutThePower({ ...how, durability: 'full' });
  const relaxed = await cutThePower({ ...how, durability: 'relaxed' });
  console.info(`full: ${describeCuts(full)}; relaxed: ${describeCuts(relaxed)}`);
  expect(full.lost).toBe(0);
  expect(full.acked).toBeGreaterThan(1_000);
  // If this lost nothing, the cut would prove nothing.
  expect(relaxed.lost).toBeGreaterThan(relaxed.acked / 4);
});
