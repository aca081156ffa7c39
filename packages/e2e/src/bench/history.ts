// Whether it stays fast when much is stored: a page of history and the opening of a conversation, at ten thousand, one million and five
// million messages, each asked for in turns. Conversations are chosen at random, so most are read for the first time.
import { join } from 'node:path';
import { tempDir } from '../test/temp-dir.ts';
import { beside, inTurns, quantile, type Result, type Row } from './figures.ts';
import { conversationId, fill, perConversation } from './fill.ts';
import { relayTarget, type Target } from './target.ts';
import { openWire, type Wire } from './wire.ts';

export const name = 'history: the last 50 of a conversation, with much stored';

const sizes = [10_000, 1_000_000, 5_000_000];
const longConversation = 10_000;
const asked = 60;

interface Taken {
  readonly pageMs: number;
  readonly pageP95Ms: number;
  readonly tailMs: number;
  readonly longTailMs: number;
  readonly longPageMs: number;
}

const named = (size: number): string => `${size.toLocaleString('en')} stored`;

export async function run(repetitions: number): Promise<Result> {
  const dir = tempDir();
  const relays: Target[] = [];
  const wires: Wire[] = [];
  let n = 0;
  try {
    const startedAt = performance.now();
    for (const size of sizes) await fill(join(dir.path, String(size)), size, longConversation);
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    for (const size of sizes) {
      const relay = await relayTarget(named(size), { data: join(dir.path, String(size)) });
      relays.push(relay);
      const wire = await openWire(relay);
      await relay.dialect.enterAgent(wire, await relay.ticket(), []);
      wire.onText = () => {};
      wires.push(wire);
    }

    async function times(of: () => Promise<number>): Promise<number[]> {
      const taken: number[] = [];
      for (let i = 0; i < asked; i += 1) taken.push(await of());
      return taken.sort((a, b) => a - b);
    }
    async function take(size: number, wire: Wire): Promise<Taken> {
      const any = (): string => conversationId(1 + Math.floor(Math.random() * (size / perConversation)));
      const page = (c: string): Promise<number> => {
        n += 1;
        return ask(wire, { t: 'q', n, k: 'hist', c, lim: 50 }, `"t":"res","n":${n},`);
      };
      const tail = (c: string): Promise<number> => ask(wire, { t: 'sub', c, s: -1 }, `"t":"snap","c":"${c}"`);
      const pages = await times(() => page(any()));
      return {
        pageMs: quantile(pages, 0.5),
        pageP95Ms: quantile(pages, 0.95),
        tailMs: quantile(await times(() => tail(any())), 0.5),
        longTailMs: quantile(await times(() => tail('long')), 0.5),
        longPageMs: quantile(await times(() => page('long')), 0.5),
      };
    }
    const [small = [], ...large] = await inTurns(
      sizes.map((size, at) => () => take(size, wires[at] as Wire)),
      repetitions,
      1,
    );
    const baseline = { name: named(sizes[0] as number), taken: small };
    const rows: Row[] = large.flatMap((taken, at) => {
      const size = named(sizes[at + 1] as number);
      return [
        beside(`page of 50, p50, ${size}`, 'ms', taken, baseline, (one: Taken) => one.pageMs),
        beside(`page of 50, p95, ${size}`, 'ms', taken, baseline, (one: Taken) => one.pageP95Ms),
        beside(`a conversation opens, p50, ${size}`, 'ms', taken, baseline, (one: Taken) => one.tailMs),
      ];
    });
    const last = large.at(-1) ?? [];
    const short = { name: `one of ${perConversation} messages, same relay`, taken: last };
    const pairs = (what: string, of: (one: Taken) => number, than: (one: Taken) => number): Row =>
      beside(what, 'ms', last.map(of), { name: short.name, taken: last.map(than) }, (ms) => ms);
    rows.push(
      pairs(
        'a conversation of 10,000 messages opens, p50',
        (one) => one.longTailMs,
        (one) => one.tailMs,
      ),
      pairs(
        'a page of 50 of it, p50',
        (one) => one.longPageMs,
        (one) => one.pageMs,
      ),
    );
    return { name, rows, notes: [`Filled in ${seconds} s; the files are in the page cache of the system.`] };
  } finally {
    for (const wire of wires) wire.end();
    for (const relay of relays) await relay.stop();
    dir.remove();
  }
}

/** Milliseconds until the frame that contains `part`. */
async function ask(wire: Wire, frame: object, part: string): Promise<number> {
  const answer = wire.next(part);
  const startedAt = performance.now();
  wire.send(JSON.stringify(frame));
  await answer;
  return performance.now() - startedAt;
}
