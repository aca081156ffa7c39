// The disk refuses: for a while, for good, or because it is full.

import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { failCalls, whyNoInjection } from './fail-calls.ts';
import { type House, inHouse, inHouseOf, mebibytes, peakBytes } from './house.ts';
import { serve } from './program.ts';

// On a quiet machine a few seconds each.
vi.setConfig({ testTimeout: 120_000 });

const refused = whyNoInjection();

/** From now on no file of the process may grow; resolves with what allows it again. */
async function forbidGrowth(pid: number, database: string): Promise<() => Promise<void>> {
  const limit = (bytes: string): void => {
    const { status, stderr } = spawnSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  };
  limit(String(statSync(`${database}-wal`).size));
  return async () => limit('unlimited');
}

const status = async (url: string): Promise<number> => (await fetch(`${url}/readyz`)).status;

/** B7: with its documented code, and without an end of the process, of a socket or of reading. */
async function refusesAndRecovers(
  { load, relay, judge }: House,
  fail: () => Promise<() => Promise<void>>,
  code: string,
): Promise<void> {
  await load.moreAcks(30);
  const heal = await fail();
  await load.refusal(code);
  expect(await status(relay.url)).toBe(503);
  const [agent] = load.agents;
  await expect(agent?.archive()).resolves.toBeDefined();
  const acked = load.acks.length;
  for (let n = 0; n < 3; n += 1) await load.refusal(code);
  expect(load.acks.length).toBe(acked);
  await heal();
  await load.moreAcks(30);
  const { open } = await judge();
  expect(open).toBe(0);
  expect([...load.refused.keys()]).toEqual([code]);
  expect(peakBytes(relay.pid)).toBeLessThan(400 * 1_048_576);
  console.info(
    `${code} ${load.refused.get(code)} times, ${load.acks.length} acks, at most ${mebibytes(peakBytes(relay.pid))}`,
  );
}

describe('the disk', () => {
  test.each([
    ['has no room left', 'ENOSPC', 'storage_full'],
    ['is read-only', 'EROFS', 'unavailable'],
    ['cannot be written', 'EIO', 'unavailable'],
  ])('[B7][D2][C1][O3] %s (%s): %s, no ack, reading goes on, and it recovers by itself', async (_what, error, code) => {
    if (refused) return console.info(`no call fails: ${refused}`);
    await inHouse({ load: { visitors: 3, pauseMs: 5 } }, (house) =>
      refusesAndRecovers(house, () => failCalls(house.relay.pid, 'pwrite64,ftruncate', error), code),
    );
  });

  test('[B7][D2][C1][O3] may not grow (prlimit): unavailable, no ack, reading goes on, and it recovers by itself', () =>
    inHouse({ load: { visitors: 3, pauseMs: 5 } }, (house) =>
      refusesAndRecovers(house, () => forbidGrowth(house.relay.pid, house.database), 'unavailable'),
    ));

  test('[B8][D2][L3] a failed sync ends the program with a line in the log and without an answer; after a restart all is there once', async () => {
    if (refused) return console.info(`no call fails: ${refused}`);
    // The limits are those of production: so few write, and slowly.
    await inHouseOf(
      (data) => serve({ data }),
      { load: { visitors: 2, pauseMs: 700 } },
      async (house) => {
        const { load } = house;
        await load.moreAcks(6);
        const acked = load.acks.length;
        const detach = await failCalls(house.relay.pid, 'fdatasync,fsync', 'EIO');
        const { code } = await house.relay.gone;
        await detach();
        expect(code).toBe(1);
        expect(house.relay.log()).toMatch(/"level":"error".*"what":"the disk failed"/);
        expect(load.acks.length).toBeLessThanOrEqual(acked + 2);
        expect([...load.refused]).toEqual([]);
        const { data, port } = house.relay;
        house.relay = await serve({ data, port });
        await load.moreAcks(6);
        expect((await house.judge()).open).toBe(0);
      },
    );
  });
});
