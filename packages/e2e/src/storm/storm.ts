// A storm: the relay is killed under thousands of visitors, some in the middle of a message; more is written while it is down; then it
// comes back on the same data with the limits it ships with, and so do they. Gives what was seen; judges that nothing was lost.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ListenOptions, openSqliteStore, type Store } from '@rapport/relay';
import { spawnRelay, warmRelay } from '../test/relay.ts';
import { tempDir } from '../test/temp-dir.ts';
import { gather, hasAll, type Member } from './crowd.ts';
import type { Order } from './scribe.ts';

export interface Storm {
  readonly clients: number;
  /** Sockets that were opened after the drop. */
  readonly attempts: number;
  /** Share of the attempts that fell due in the busiest 100 ms; how many that is of the clients; and of the clients, that did it then. */
  readonly busiest: number;
  readonly busiestOfClients: number;
  readonly busiestDone: number;
  /** Milliseconds without a relay. */
  readonly downMs: number;
  /** Milliseconds from the relay's return until the half, 99 of a hundred, and all had caught up. */
  readonly halfMs: number;
  readonly mostMs: number;
  readonly allMs: number;
  /** Messages that had no answer when the relay was killed, or were written while it was away. */
  readonly underWay: number;
  /** What is wrong, one sentence each. */
  readonly wrong: readonly string[];
}

const free = [{ count: 1_000_000, perMs: 1 }];
/** For the gathering only: all come from one machine, at once. */
const open: ListenOptions['limits'] = { hellos: free, silentSockets: 100_000 };
const fromTheHouse = 'Sorry, we had to restart.';

/** `tell` hears how far it is. */
export async function storm(count: number, tell: (what: string) => void = () => {}): Promise<Storm> {
  const dir = tempDir();
  const first = await spawnRelay({ data: dir.path, limits: open });
  const next = warmRelay();
  const scribe = warmScribe();
  let isOver = false;
  try {
    const crowd = await gather(first.url, count);
    try {
      tell(`${count} are here`);
      const before = crowd.attempts.length;
      const underWay = speak(crowd.members, 2, 'in the middle of it');
      await first.kill();
      const droppedAt = performance.now();
      const writtenAway = speak(crowd.members, 3, 'while it was away');
      const answered = new Set(crowd.members.filter((_, n) => n % 5 === 0));
      // The sockets are gone, but nobody may have noticed yet.
      await Promise.all(crowd.members.map((member) => member.sees(() => !member.isHere())));
      const caughtUp = crowd.members.map(async (member) => {
        const everything = hasAll(answered.has(member) ? [...member.said, fromTheHouse] : member.said);
        await member.sees((timeline) => member.isHere() && everything(timeline));
        return performance.now() - droppedAt;
      });
      await scribe.write({
        path: join(dir.path, 'rapport.db'),
        text: fromTheHouse,
        convs: [...answered].map(({ conversation }) => conversation.id),
      });
      tell('more was written while the relay was away');
      const relay = await next.go({ data: dir.path, port: first.port });
      const downMs = performance.now() - droppedAt;
      tell('the relay is back');
      let back = 0;
      for (const one of caughtUp) void one.then(() => ++back % (count / 5) === 0 && tell(`${back} have caught up`));
      const took = (await Promise.all(caughtUp)).sort((a, b) => a - b);
      const attempts = crowd.attempts.slice(before);
      const most = mostWithin(
        attempts.map(({ due }) => due).sort((a, b) => a - b),
        100,
      );
      isOver = true;
      await relay.stop();
      return {
        clients: count,
        attempts: attempts.length,
        busiest: most / attempts.length,
        busiestOfClients: most / count,
        busiestDone:
          mostWithin(
            attempts.map(({ at }) => at),
            100,
          ) / count,
        downMs,
        halfMs: (took[Math.floor(count / 2)] ?? Number.NaN) - downMs,
        mostMs: (took[Math.floor(count * 0.99)] ?? Number.NaN) - downMs,
        allMs: (took.at(-1) ?? Number.NaN) - downMs,
        underWay: underWay + writtenAway,
        wrong: await judge(dir.path, crowd.members, answered),
      };
    } finally {
      crowd.dispose();
    }
  } finally {
    if (!isOver) next.discard();
    scribe.discard();
    dir.remove();
  }
}

/** Every `every`-th says something now. */
function speak(members: readonly Member[], every: number, text: string): number {
  const speakers = members.filter((_, n) => n % every === 0);
  for (const member of speakers) member.say(text);
  return speakers.length;
}

/** A process that writes a line in every conversation: this one is busy being everybody. */
interface Scribe {
  write(order: Order): Promise<void>;
  discard(): void;
}

function warmScribe(): Scribe {
  const child = fork(fileURLToPath(new URL('./scribe.ts', import.meta.url)), {
    execArgv: ['--conditions=@rapport/source', '--no-warnings'],
  });
  return {
    async write(order) {
      child.send(order);
      const [code] = (await once(child, 'exit')) as [number | null];
      if (code !== 0) throw new Error(`The scribe ended with ${code}.`);
    },
    discard: () => void child.kill('SIGKILL'),
  };
}

/** The largest number of `times` (in order) within `withinMs`. */
export function mostWithin(times: readonly number[], withinMs: number): number {
  let most = 0;
  let from = 0;
  for (const [to, at] of times.entries()) {
    while (at - (times[from] as number) > withinMs) from += 1;
    most = Math.max(most, to - from + 1);
  }
  return most;
}

/** What each said is in the log once and in order, and what each sees is the log. */
async function judge(data: string, members: readonly Member[], answered: ReadonlySet<Member>): Promise<string[]> {
  const store = await openSqliteStore({ path: join(data, 'rapport.db') });
  const wrong = (await Promise.all(members.map((member) => judgeOne(store, member, answered.has(member))))).flat();
  await store.close();
  return wrong;
}

async function judgeOne(store: Store, { conversation, said }: Member, isAnswered: boolean): Promise<string[]> {
  const log = await store.events(conversation.id, 'main', 0, 1_000);
  const texts = log.flatMap((ev) =>
    ev.k === 'message' ? [{ s: ev.s, a: ev.a, text: (ev.d as { text: string }).text }] : [],
  );
  const own = texts.filter(({ a }) => a !== 'house').map(({ text }) => text);
  const shown = conversation.timeline
    .getSnapshot()
    .items.flatMap((item) => (item.type === 'message' ? [`${item.message.seq} ${item.message.text}`] : []));
  const wrong: string[] = [];
  if (JSON.stringify(own) !== JSON.stringify(said)) wrong.push(`${conversation.id}: said ${said}, kept ${own}`);
  if (texts.length !== own.length + Number(isAnswered)) wrong.push(`${conversation.id}: ${texts.length} messages`);
  const kept = texts.map(({ s, text }) => `${s} ${text}`);
  if (JSON.stringify(shown) !== JSON.stringify(kept)) wrong.push(`${conversation.id}: shown ${shown}, kept ${kept}`);
  return wrong;
}

export function figures(it: Storm): string {
  const s = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  return [
    `${it.clients} clients dropped together, relay away for ${s(it.downMs)}, ${it.underWay} messages under way`,
    `back: half caught up after ${s(it.halfMs)}, 99 % after ${s(it.mostMs)}, all after ${s(it.allMs)}`,
    `${it.attempts} attempts, ${percent(it.busiest)} of them due in the busiest 100 ms (${percent(it.busiestOfClients)} of the clients; done in the busiest: ${percent(it.busiestDone)})`,
    `${it.wrong.length} wrong`,
  ].join('; ');
}
