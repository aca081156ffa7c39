// The faults at length, each many times and at random instants, with clocks as people have them:
//   node --conditions=@rapport/source packages/e2e/src/faults/long.ts [--seed N] [--share 0.1] [part …]
// Every part compares everything at its end; the first that finds something missing, doubled or out of order ends the program.
import { ok, strictEqual } from 'node:assert/strict';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createDice, type Dice } from '@rapport/relay/sample';
import { failCalls, whyNoInjection } from './fail-calls.ts';
import { inHouse, inHouseOf, mebibytes, peakBytes } from './house.ts';
import { describeKills, killAgainAndAgain } from './kill.ts';
import { cutMountedPower } from './mounted-cut.ts';
import { describeNetwork, liveBehind } from './network.ts';
import { cutThePower, describeCuts } from './power-cut.ts';
import { serve } from './program.ts';
import type { Plan } from './proxy.ts';
import { smallDisk } from './small-disk.ts';
import { whyNoStrace } from './strace.ts';

/** What a part is given: chance, and how much of the full count is asked for. */
interface Given {
  readonly dice: Dice;
  readonly times: (full: number) => number;
}

type Part = (given: Given) => Promise<string>;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const mostMs = 45 * 60_000;
const mostBytes = 512 * 1_048_576;

const kills: Part = async ({ dice, times }) =>
  describeKills(
    await killAgainAndAgain({ kills: times(200), visitors: 8, fewestAcks: times(10_000), random: dice.roll }),
  );

/** Stops of all lengths, one of them longer than anybody waits. */
const stops: Part = ({ dice, times }) =>
  inHouse({ load: { visitors: 8, pauseMs: 10 } }, async ({ load, relay, judge }) => {
    const count = times(40);
    for (let n = 0; n < count; n += 1) {
      await load.moreAcks(dice.between(5, 50));
      const ms = n === count - 1 ? 20_000 : dice.between(10, 2_000);
      if (dice.happens(0.5)) {
        process.kill(relay.pid, 'SIGSTOP');
        await pause(ms);
        process.kill(relay.pid, 'SIGCONT');
      } else relay.block(ms);
    }
    const { acks, open } = await judge();
    strictEqual(open, 0);
    return `${count} stops, ${acks} acks, at most ${mebibytes(peakBytes(relay.pid))}`;
  });

const range = (count: number, plan: (n: number) => Plan): Plan[] =>
  Array.from({ length: count }, (_, n) => plan(n + 1));

/** Real time: what is found dead by silence takes its minute. */
const networks: Part = async ({ dice, times }) => {
  const plans: Plan[] = [
    ...range(times(60), (after) => ({ does: 'reset', after })),
    ...(['up', 'down', 'both'] as const).flatMap((way) =>
      range(times(20), (after) => ({ does: 'swallow', way, after })),
    ),
    ...range(times(20), (after) => ({ does: 'linger', after: after + 3, lateMs: dice.between(100, 3_000) })),
    ...range(times(10), () => ({ does: 'forget', idleMs: dice.between(5, 100) })),
    ...range(times(10), () => ({ does: 'delay', ms: dice.between(50, 10_000) })),
    ...range(times(10), () => ({ does: 'crumble' })),
  ];
  const lines: string[] = [];
  // The one agent has an outbox of 100, and something to say in each conversation.
  for (let from = 0; from < plans.length; from += 50)
    lines.push(describeNetwork(await liveBehind({ plans: plans.slice(from, from + 50), times: 3, messages: 12 })));
  return lines.join('; ');
};

const recordedCuts: Part = async ({ dice, times }) => {
  const refused = whyNoStrace();
  if (refused) return `no power is cut: ${refused}`;
  const how = { acks: 600, cuts: times(200), random: dice.roll };
  const full = await cutThePower({ ...how, durability: 'full' });
  const relaxed = await cutThePower({ ...how, durability: 'relaxed' });
  strictEqual(full.lost, 0);
  ok(relaxed.lost > relaxed.acked / 4, 'without a sync the cuts lose next to nothing: they prove nothing');
  return `full: ${describeCuts(full)}; relaxed: ${describeCuts(relaxed)}`;
};

const mountedCuts: Part = async ({ dice, times }) => {
  const lines: string[] = [];
  for (const [durability, full] of [
    ['full', 20],
    ['relaxed', 5],
  ] as const) {
    const sum = { cuts: 0, acked: 0, lost: 0 };
    for (let n = 0; n < times(full); n += 1) {
      const cut = await cutMountedPower(durability, dice.between(20, 300));
      if (typeof cut === 'string') return cut;
      sum.cuts += 1;
      sum.acked += cut.acked;
      sum.lost += cut.lost;
    }
    if (durability === 'full') strictEqual(sum.lost, 0);
    else ok(sum.lost > 0, 'with NORMAL nothing was lost: the cut proves nothing');
    lines.push(`${durability}: ${sum.cuts} cuts, ${sum.lost} of ${sum.acked} acknowledgements lost`);
  }
  return lines.join('; ');
};

/** A small mount, filled and freed at random instants. */
const fullDisks: Part = async ({ dice, times }) => {
  const disk = smallDisk(134_217_728);
  if (typeof disk === 'string') return disk;
  const ballastBytes = 8_388_608;
  try {
    const data = join(disk.path, 'data');
    return await inHouse({ data, ballastBytes, load: { visitors: 6, pauseMs: 5 } }, async ({ load, relay, judge }) => {
      const count = times(20);
      for (let n = 0; n < count; n += 1) {
        await load.moreAcks(dice.between(10, 200));
        const full = load.refusal('storage_full');
        disk.fill(dice.between(0, 65_536));
        await full;
        disk.fill();
        await pause(dice.between(0, 2_000));
        disk.free();
      }
      const { acks, open } = await judge();
      strictEqual(open, 0);
      return `${count} times full, refused ${load.refused.get('storage_full')}, ${acks} acks, at most ${mebibytes(peakBytes(relay.pid))}`;
    });
  } finally {
    disk.remove();
  }
};

const failingDisks: Part = async ({ dice, times }) => {
  const refused = whyNoInjection();
  if (refused) return `no call fails: ${refused}`;
  return await inHouse({ load: { visitors: 6, pauseMs: 5 } }, async ({ load, relay, judge }) => {
    const count = times(40);
    for (let n = 0; n < count; n += 1) {
      await load.moreAcks(dice.between(5, 100));
      const error = dice.pick(['ENOSPC', 'EROFS', 'EIO', 'EDQUOT']);
      const heal = await failCalls(relay.pid, dice.pick(['pwrite64', 'pwrite64,ftruncate']), error);
      await pause(dice.between(0, 1_500));
      await heal();
    }
    const { acks, open } = await judge();
    strictEqual(open, 0);
    ok(peakBytes(relay.pid) < mostBytes);
    return `${count} failures, refused ${JSON.stringify(Object.fromEntries(load.refused))}, ${acks} acks, at most ${mebibytes(peakBytes(relay.pid))}`;
  });
};

const failedSyncs: Part = async ({ dice, times }) => {
  const refused = whyNoInjection();
  if (refused) return `no sync fails: ${refused}`;
  return await inHouseOf(
    (data) => serve({ data }),
    { load: { visitors: 4, pauseMs: 1_100 } },
    async (house) => {
      const count = times(20);
      for (let n = 0; n < count; n += 1) {
        await house.load.moreAcks(dice.between(2, 10));
        const heal = await failCalls(house.relay.pid, 'fdatasync,fsync', 'EIO');
        strictEqual((await house.relay.gone).code, 1);
        await heal();
        house.relay = await serve({ data: house.relay.data, port: house.relay.port });
      }
      const { acks, open } = await house.judge();
      strictEqual(open, 0);
      return `${count} failed syncs, each with exit code 1; ${acks} acks`;
    },
  );
};

const parts = { kills, stops, networks, recordedCuts, mountedCuts, fullDisks, failingDisks, failedSyncs };

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string' }, share: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const share = Number(values.share);
setTimeout(() => {
  console.error(`The faults took longer than ${mostMs / 60_000} minutes.`);
  process.exit(1);
}, mostMs).unref();
console.info(`seed ${seed}`);
for (const [name, part] of Object.entries(parts)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const startedAt = performance.now();
  const figures = await part({ dice: createDice(seed), times: (full) => Math.max(1, Math.round(full * share)) });
  console.info(`${name} (${Math.round((performance.now() - startedAt) / 1_000)} s): ${figures}`);
}
// Whatever a part may have left waiting is not waited for.
process.exit(0);
