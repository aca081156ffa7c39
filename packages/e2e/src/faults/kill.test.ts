import { expect, test } from 'vitest';
import { describeKills, killAgainAndAgain } from './kill.ts';

const kills = 20;

test(`[D2][D10][L1][L2][L3][O3] ${kills} kills under load: every acknowledged message is on disk, and everybody sees each message once and in order`, {
  timeout: 180_000,
}, async () => {
  const killed = await killAgainAndAgain({ kills, visitors: 6, fewestAcks: 1_000, random: Math.random });
  expect(killed.acks).toBeGreaterThanOrEqual(1_000);
  expect(killed.open).toBe(0);
  console.info(describeKills(killed));
});
