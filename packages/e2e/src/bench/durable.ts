// What a durable message costs: the relay with fsync before each acknowledgement, beside a forwarder that stores nothing,
// under the same load, in turns. Run alone with `--profile DIR` it writes a processor profile of the relay.
import { type Crowd, createCrowd, type Round } from './crowd.ts';
import { forwarderTarget, relayTarget } from './target.ts';

export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline?: number;
  readonly ratio?: number;
}

export const name = 'durable messages, 200 conversations';

const conversations = 200;
const window = 4;
const warmups = 2;
const rounds = 5;
const roundMs = 2_000;
const steadyMs = 3_000;

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]): number => sorted(values)[Math.floor(values.length / 2)] as number;
const round3 = (value: number): number => Math.round(value * 1_000) / 1_000;

export async function run({ profile }: { readonly profile?: string } = {}): Promise<{ name: string; rows: Row[] }> {
  const relay = await relayTarget(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []);
  const forwarder = await forwarderTarget();
  const crowds: Crowd[] = [];
  try {
    const ours = await createCrowd(relay, conversations);
    crowds.push(ours);
    const bare = await createCrowd(forwarder, conversations);
    crowds.push(bare);
    // The first rounds of each warm up its code and do not count.
    for (let n = 0; n < warmups; n += 1) for (const crowd of crowds) await crowd.saturate(roundMs, window);
    const pairs: [Round, Round][] = [];
    for (let n = 0; n < rounds; n += 1)
      pairs.push([await ours.saturate(roundMs, window), await bare.saturate(roundMs, window)]);

    const both = (what: string, unit: string, of: (round: Round) => number): Row => {
      const ratios = pairs.map(([one, other]) => of(one) / of(other));
      const [value, baseline] = [median(pairs.map(([one]) => of(one))), median(pairs.map(([, other]) => of(other)))];
      return { what, value: round3(value), unit, baseline: round3(baseline), ratio: round3(median(ratios)) };
    };
    const ratios = sorted(pairs.map(([one, other]) => one.cpuUs / other.cpuUs));
    const perSecond = (round: Round): number => round.messages / round.seconds;
    const rows: Row[] = [
      both('CPU per acked and delivered message, saturated', 'µs', (round) => round.cpuUs),
      { what: 'its ratio, lowest round', value: round3(ratios[0] as number), unit: '×' },
      { what: 'its ratio, highest round', value: round3(ratios.at(-1) as number), unit: '×' },
      both('messages per second, saturated', '1/s', perSecond),
      both('send to agent, p50, saturated', 'ms', (round) => round.p50Ms),
      both('send to agent, p99, saturated', 'ms', (round) => round.p99Ms),
    ];
    const half = (index: 0 | 1): number => median(pairs.map((pair) => perSecond(pair[index]))) / 2;
    const [steadyOurs, steadyBare] = [await ours.steady(steadyMs, half(0)), await bare.steady(steadyMs, half(1))];
    for (const [what, of] of [
      ['p50', (round: Round) => round.p50Ms],
      ['p99', (round: Round) => round.p99Ms],
    ] as const) {
      const [value, baseline] = [of(steadyOurs), of(steadyBare)];
      rows.push({
        what: `send to agent, ${what}, half of the own saturated rate`,
        value: round3(value),
        unit: 'ms',
        baseline: round3(baseline),
        ratio: round3(value / baseline),
      });
    }
    // The same absolute rate for both, low enough for either: what people really do.
    const [calmOurs, calmBare] = [await ours.steady(steadyMs, 1_000), await bare.steady(steadyMs, 1_000)];
    rows.push({
      what: 'CPU per message at 1,000 a second',
      value: round3(calmOurs.cpuUs),
      unit: 'µs',
      baseline: round3(calmBare.cpuUs),
      ratio: round3(calmOurs.cpuUs / calmBare.cpuUs),
    });
    rows.push({
      what: 'send to agent, p99, at 1,000 a second',
      value: round3(calmOurs.p99Ms),
      unit: 'ms',
      baseline: round3(calmBare.p99Ms),
      ratio: round3(calmOurs.p99Ms / calmBare.p99Ms),
    });
    return { name, rows };
  } finally {
    for (const crowd of crowds) crowd.close();
    await Promise.all([relay.stop(), forwarder.stop()]);
  }
}

if (import.meta.main) {
  const at = process.argv.indexOf('--profile');
  console.table((await run(at > 0 ? { profile: process.argv[at + 1] as string } : {})).rows);
}
