// What a message costs that was acknowledged and delivered: the relay beside servers that do less, under the same load, in turns.
// Run alone with `--profile DIR` it writes a processor profile of the durable relay.
import { whyNoStrace } from '../faults/strace.ts';
import { createCrowd, type Round } from './crowd.ts';
import { alone, beside, inTurns, type Result, type Row } from './figures.ts';
import { countSyncs } from './syncs.ts';
import {
  forwarderTarget,
  insertTarget,
  relayTarget,
  socketIoTarget,
  type Target,
  type TargetOptions,
} from './target.ts';

export const name = 'message: CPU, throughput and syncs of a message that is acked and delivered';

const conversations = 200;
const window = 4;
const warmups = 2;
const roundMs = 1_500;

export async function run(repetitions: number, { profile }: { readonly profile?: string } = {}): Promise<Result> {
  const execArgv = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
  const starts: ((o: TargetOptions) => Promise<Target>)[] = [
    forwarderTarget,
    (o) => relayTarget('relay, durable', { ...o, execArgv }),
    (o) => relayTarget('relay, relaxed', { ...o, durability: 'relaxed' }),
    insertTarget,
    socketIoTarget,
  ];
  const targets: Target[] = [];
  const crowds = [];
  try {
    for (const start of starts) targets.push(await start({}));
    for (const target of targets) crowds.push(await createCrowd(target, conversations));
    const taken = await inTurns(
      crowds.map((crowd) => () => crowd.saturate(roundMs, window)),
      repetitions,
      warmups,
    );
    const [bare = [], ...others] = taken;
    const baseline = { name: targets[0]?.name ?? '', taken: bare };
    const named = (at: number): string => targets[at]?.name ?? '';
    const against = (what: string, unit: string, of: (round: Round) => number): Row[] =>
      others.map((rounds, at) => beside(`${what}, ${named(at + 1)}`, unit, rounds, baseline, of));
    return {
      name,
      rows: [
        ...against('CPU per message', 'µs', (round) => round.cpuUs),
        ...against('messages at saturation', '1/s', (round) => round.perSecond),
        ...taken.map((rounds, at) => alone(`its core is busy, ${named(at)}`, '%', rounds, (round) => round.busy * 100)),
        ...(await syncs(starts.slice(1))),
      ],
      notes: [
        `${conversations} conversations with ${window} messages under way in each, and one agent who hears them all.`,
        'The relay sends its author a third frame, the message itself; the others only an acknowledgement.',
        whyNoStrace() ?? 'Syncs are counted by strace in a round of their own.',
      ],
    };
  } finally {
    for (const crowd of crowds) crowd.close();
    await Promise.all(targets.map((target) => target.stop()));
  }
}

async function syncs(starts: readonly ((o: TargetOptions) => Promise<Target>)[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const start of starts) {
    const counted = await countSyncs(start, { conversations, window, ms: roundMs });
    if (counted)
      rows.push(alone(`fdatasync per 1,000 messages, ${counted.name}`, '', [counted.perThousandMessages], (n) => n));
  }
  return rows;
}

if (import.meta.main) {
  const at = process.argv.indexOf('--profile');
  const { rows } = await run(3, at > 0 ? { profile: process.argv[at + 1] as string } : {});
  process.stdout.write(`${JSON.stringify(rows, null, 1)}\n`);
}
