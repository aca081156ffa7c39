// What happens to the process of the relay while people write: it stands still, its clock jumps, it runs out of file descriptors.
import { describe, expect, test, vi } from 'vitest';
import { visitorClient } from '../test/clients.ts';
import type { Owner } from '../test/owner.ts';
import { freely, type House, inHouse, lossesOf, mebibytes, peakBytes } from './house.ts';
import { fastClock, hurry } from './load.ts';

// On a quiet machine a few seconds each.
vi.setConfig({ testTimeout: 120_000 });

const hourMs = 3_600_000;

async function isWhole(house: House): Promise<void> {
  const { open, acks } = await house.judge();
  expect(open).toBe(0);
  const bytes = peakBytes(house.relay.pid);
  expect(bytes).toBeLessThan(400 * 1_048_576);
  console.info(`${acks} acks, relay at most ${mebibytes(bytes)}`);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe.concurrent('the relay', () => {
  test('[P2][C1][L3] stops for 2 seconds: nobody gives up a connection that is only slow, and everything said is there once', () =>
    inHouse({ load: { visitors: 6, pauseMs: 10 } }, async (house) => {
      await house.load.moreAcks(60);
      const lost = lossesOf(house.load);
      house.relay.block(2_000);
      await house.load.moreAcks(60);
      process.kill(house.relay.pid, 'SIGSTOP');
      await pause(1_000);
      process.kill(house.relay.pid, 'SIGCONT');
      await house.load.moreAcks(60);
      expect(lost()).toBe(0);
      await isWhole(house);
    }));

  test('[P2][P3][O3][L3][X2] stops for longer than people wait: they come back, and what was said meanwhile is there once', () =>
    inHouse({ load: { visitors: 6, pauseMs: 10, platform: { ...hurry, ...fastClock(4) } } }, async (house) => {
      await house.load.moreAcks(60);
      const lost = lossesOf(house.load);
      process.kill(house.relay.pid, 'SIGSTOP');
      // 10 s until the ack is overdue and 8 s for an answer, on clocks that run four times as fast.
      await expect.poll(lost, { timeout: 30_000 }).toBeGreaterThanOrEqual(6);
      process.kill(house.relay.pid, 'SIGCONT');
      await house.load.moreAcks(60);
      await isWhole(house);
    }));

  test('[D1][B4][L1][C1] has a clock that jumps: order, pace and acknowledgements do not care', () =>
    inHouse(
      // They are reached; one for whom they were frozen would not say anything more.
      { limits: { visitorCommands: [{ count: 10, perMs: 1_000 }] }, load: { visitors: 4 } },
      async (house) => {
        const { load, relay, owner } = house;
        await load.eachMore(5);
        const lost = lossesOf(house.load);
        for (const shiftMs of [hourMs, -hourMs, 0]) {
          await relay.shiftClock(shiftMs);
          await load.eachMore(5);
          await comesIn(relay.url);
        }
        for (let n = 0; n < 20; n += 1) {
          await relay.shiftClock(n % 2 === 0 ? 500 : -500);
          await load.moreAcks(4);
        }
        expect(lost()).toBe(0);
        // Sessions of agents end by the clock; nothing else does.
        for (const shiftMs of [24 * hourMs, 87_600 * hourMs, -24 * hourMs, 0]) {
          await relay.shiftClock(shiftMs);
          await load.eachMore(5);
          await comesIn(relay.url);
        }
        await signsIn(relay.url, owner);
        expect([...load.refused.keys()].filter((code) => code !== 'rate_limited')).toEqual([]);
        await isWhole(house);
      },
    ));
});

async function comesIn(url: string): Promise<void> {
  const visitor = visitorClient(url, { platform: hurry });
  try {
    await visitor.connect();
  } finally {
    visitor.dispose();
  }
}

async function signsIn(url: string, { email, password }: Owner): Promise<void> {
  const answer = await fetch(`${url}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  expect(answer.status).toBeLessThan(300);
}

test('[B6][A2][D2] out of file descriptors: who is in writes on, who comes is turned away, reading fails politely, and it recovers by itself', async () => {
  const limits = { ...freely, silentSockets: 1_000, socketsPerAddress: 1_000 };
  await inHouse({ under: ['prlimit', '--nofile=90:90'], limits, load: { visitors: 3, pauseMs: 10 } }, async (house) => {
    const { load, relay } = house;
    await load.moreAcks(30);
    const lost = lossesOf(house.load);
    const crowd = Array.from({ length: 150 }, () => visitorClient(relay.url, { platform: hurry }));
    const came = crowd.map((one) =>
      one.connect({ timeoutMs: 3_000 }).then(
        () => true,
        () => false,
      ),
    );
    await load.moreAcks(200);
    const inside = (await Promise.all(came)).filter(Boolean).length;
    expect(inside).toBeLessThan(80);
    await load.moreAcks(50);
    await load.agents[0]?.archive().catch((error: { code: string }) => expect(error.code).toBe('unavailable'));
    await load.moreAcks(50);
    expect(lost()).toBe(0);
    for (const one of crowd) one.dispose();
    await expect.poll(() => comesIn(relay.url).then(() => true), { timeout: 20_000 }).toBe(true);
    await expect(load.agents[0]?.archive()).resolves.toBeDefined();
    console.info(`${inside} of ${crowd.length} came in`);
    await isWhole(house);
  });
});
