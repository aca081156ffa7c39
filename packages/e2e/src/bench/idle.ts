// What a connection costs that says nothing, and what it costs to make one: the relay after its welcome beside bare ws.
import { addressOf } from '../storm/address.ts';
import { helloOf } from './dialect.ts';
import { alone, beside, inTurns, type Result } from './figures.ts';
import { forwarderTarget, pinned, relayTarget, type Target, type TargetOptions } from './target.ts';
import { openWire, type Wire } from './wire.ts';

export const name = 'idle: 10,000 connections';

const connections = 10_000;
/** At the same time under way. */
const atOnce = 100;

interface Taken {
  readonly bytes: number;
  readonly perSecond: number;
  readonly cpuUs: number;
}

export async function crowdIn(
  target: Target,
  enter: (wire: Wire) => Promise<unknown>,
  many: number = connections,
): Promise<Wire[]> {
  const wires: Wire[] = [];
  let next = 0;
  async function worker(): Promise<void> {
    while (next < many) {
      const wire = await openWire({ ...target, from: addressOf(next++) });
      wires.push(wire);
      await enter(wire);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker));
  return wires;
}

async function take(
  start: (o: TargetOptions) => Promise<Target>,
  enter: (wire: Wire) => Promise<unknown>,
): Promise<Taken> {
  const target = await start({ under: pinned(0) });
  try {
    // The first thousand pays for what is made once.
    const first = await crowdIn(target, enter, 1_000);
    const [before, cpuBefore, startedAt] = [await target.memory(), await target.cpu(), performance.now()];
    const wires = await crowdIn(target, enter);
    const [seconds, cpu] = [(performance.now() - startedAt) / 1_000, (await target.cpu()) - cpuBefore];
    await target.memory();
    const bytes = ((await target.memory()) - before) / connections;
    for (const wire of [...first, ...wires]) wire.end();
    return { bytes, perSecond: connections / seconds, cpuUs: cpu / connections };
  } finally {
    await target.stop();
  }
}

const asNewVisitor = async (wire: Wire): Promise<void> => {
  const welcome = wire.next('"t":"welcome"');
  wire.send(helloOf({ role: 'v', k: 'demo' }));
  await welcome;
  wire.onText = () => {};
};

export async function run(repetitions: number): Promise<Result> {
  const [ours = [], bare = []] = await inTurns(
    [() => take((o) => relayTarget('relay', o), asNewVisitor), () => take(forwarderTarget, async () => {})],
    repetitions,
  );
  const baseline = { name: 'ws, upgrade alone', taken: bare };
  return {
    name,
    rows: [
      beside('memory of the process per idle connection', 'bytes', ours, baseline, ({ bytes }) => bytes),
      beside(
        'CPU per connection: upgrade, hello of a new visitor, welcome',
        'µs',
        ours,
        baseline,
        ({ cpuUs }) => cpuUs,
      ),
      beside('connections', '1/s', ours, baseline, ({ perSecond }) => perSecond),
      alone(
        'memory of the process per idle connection, less bare ws',
        'bytes',
        ours.map((one, at) => one.bytes - (bare[at]?.bytes ?? 0)),
        (n) => n,
      ),
    ],
    notes: ['Each new visitor is a row in the store and a token, both durable before the welcome.'],
  };
}
