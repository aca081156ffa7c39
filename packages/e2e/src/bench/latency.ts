// How long a message takes from sending to the agent, at half of what the relay can do; and how long the disk alone takes, which is in it.
import { fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from '../test/temp-dir.ts';
import { createCrowd, type Round } from './crowd.ts';
import { alone, beside, figure, inTurns, quantile, type Result } from './figures.ts';
import { forwarderTarget, relayTarget } from './target.ts';

export const name = 'latency: send to agent, at half the rate at which the relay is saturated';

const conversations = 200;
const roundMs = 3_000;

export async function run(repetitions: number): Promise<Result> {
  const targets = [await relayTarget('relay, durable'), await forwarderTarget()];
  try {
    const crowds = [];
    for (const target of targets) crowds.push(await createCrowd(target, conversations));
    const saturated: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      saturated.push((await crowds[0]?.saturate(1_500, 4))?.perSecond ?? 0);
      await crowds[1]?.saturate(1_500, 4);
    }
    const rate = Math.round(figure(saturated.slice(1)).median / 2);
    const [ours = [], bare = []] = await inTurns(
      crowds.map((crowd) => () => crowd.steady(roundMs, rate)),
      repetitions,
    );
    const calm = await inTurns(
      crowds.map((crowd) => () => crowd.steady(roundMs, 500)),
      repetitions,
    );
    for (const crowd of crowds) crowd.close();
    const baseline = { name: 'ws, stores nothing', taken: bare };
    const calmBaseline = { name: 'ws, stores nothing', taken: calm[1] ?? [] };
    const syncs = Array.from({ length: 5 }, () => syncTimes());
    return {
      name,
      rows: [
        beside('p50', 'ms', ours, baseline, (round: Round) => round.p50Ms),
        beside('p99', 'ms', ours, baseline, (round: Round) => round.p99Ms),
        beside('p99.9', 'ms', ours, baseline, (round: Round) => round.p999Ms),
        beside('p50 at 500 messages a second', 'ms', calm[0] ?? [], calmBaseline, (round: Round) => round.p50Ms),
        beside('p99 at 500 messages a second', 'ms', calm[0] ?? [], calmBaseline, (round: Round) => round.p99Ms),
        alone('one write and fdatasync on this disk, p50', 'ms', syncs, ({ p50 }) => p50),
        alone('one write and fdatasync on this disk, p99', 'ms', syncs, ({ p99 }) => p99),
      ],
      notes: [`Half of the saturated rate was ${rate} messages a second.`],
    };
  } finally {
    await Promise.all(targets.map((target) => target.stop()));
  }
}

function syncTimes(): { p50: number; p99: number } {
  const dir = tempDir();
  const file = openSync(join(dir.path, 'sync'), 'w');
  const page = Buffer.alloc(4_096, 1);
  const times = Array.from({ length: 200 }, () => {
    const startedAt = performance.now();
    writeSync(file, page);
    fdatasyncSync(file);
    return performance.now() - startedAt;
  }).sort((a, b) => a - b);
  dir.remove();
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}
