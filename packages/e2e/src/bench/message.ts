// What a message costs that was acknowledged and delivered: the relay beside servers that do less, under the same load, in turns.
// Run alone with `--profile DIR` it writes a processor profile of the durable relay.
import { createCrowd, type Round } from './crowd.ts';
import { alone, beside, inTurns, type Result, type Row } from './figures.ts';
import { forwarderTarget, insertTarget, relayTarget, socketIoTarget, type Target } from './target.ts';

export const name = 'cpu: a message, acked and delivered, 200 conversations with 4 under way each';

const conversations = 200;
const window = 4;
const warmups = 2;
const roundMs = 1_500;

export async function run({ profile }: { readonly profile?: string } = {}): Promise<Result> {
  const execArgv = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
  const targets: Target[] = [];
  try {
    targets.push(await forwarderTarget());
    targets.push(await relayTarget('relay, durable', { execArgv }));
    targets.push(await relayTarget('relay, relaxed', { durability: 'relaxed' }));
    targets.push(await insertTarget(), await socketIoTarget());
    const crowds = [];
    for (const target of targets) crowds.push(await createCrowd(target, conversations));
    const [bare = [], ...others] = await inTurns(
      crowds.map((crowd) => () => crowd.saturate(roundMs, window)),
      warmups,
    );
    for (const crowd of crowds) crowd.close();
    const baseline = { name: (targets[0] as Target).name, taken: bare };
    const rows: Row[] = others.map((taken, at) =>
      beside(`CPU per message: ${targets[at + 1]?.name}`, 'µs', taken, baseline, (round: Round) => round.cpuUs),
    );
    rows.push(
      ...others.map((taken, at) =>
        beside(
          `at saturation: ${targets[at + 1]?.name}`,
          'messages/s',
          taken,
          baseline,
          (round: Round) => round.perSecond,
        ),
      ),
    );
    for (const [at, taken] of [bare, ...others].entries())
      rows.push(alone(`part of its core that was busy: ${targets[at]?.name}`, 'of 1', taken, (round) => round.busy));
    return { name, rows };
  } finally {
    await Promise.all(targets.map((target) => target.stop()));
  }
}

if (import.meta.main) {
  const at = process.argv.indexOf('--profile');
  const { rows } = await run(at > 0 ? { profile: process.argv[at + 1] as string } : {});
  for (const { what, value, baseline } of rows)
    process.stdout.write(
      `${what}: ${value.median.toFixed(2)} (${value.low.toFixed(2)}–${value.high.toFixed(2)}); ratio ${baseline?.ratio.median.toFixed(2)} (${baseline?.ratio.low.toFixed(2)}–${baseline?.ratio.high.toFixed(2)})\n`,
    );
}
