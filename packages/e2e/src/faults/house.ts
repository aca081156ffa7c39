// A relay in a child process, people who write, and a clean end: what every fault starts from.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstOwner, type Owner } from '../test/owner.ts';
import { type RelayProcess, type SpawnOptions, spawnRelay } from '../test/relay.ts';
import { tempDir } from '../test/temp-dir.ts';
import { type Load, type LoadOptions, startLoad } from './load.ts';
import { judge, type Verdict } from './verdict.ts';

/** What every relay in a process of its own can do. */
export type AnyRelay = Pick<RelayProcess, 'url' | 'port' | 'data' | 'setupLink' | 'pid' | 'kill' | 'gone'>;

export interface House<R extends AnyRelay = RelayProcess> {
  /** The one that runs now. */
  relay: R;
  readonly owner: Owner;
  readonly load: Load;
  readonly database: string;
  /** Everybody falls silent, and everything said is settled; then all is compared. */
  judge(): Promise<Verdict>;
}

export interface HouseOptions extends SpawnOptions {
  readonly load: LoadOptions;
  /** It runs; nobody has come yet. */
  readonly onRelay?: (relay: AnyRelay) => void;
}

const free = [{ count: 1_000_000, perMs: 1 }];
/** No fault here is about how often something may be asked. */
export const freely: SpawnOptions['limits'] = {
  visitorCommands: free,
  agentCommands: free,
  visitorConversations: free,
  addressConversations: free,
  frames: free,
  queries: free,
  subs: free,
  marks: free,
  hellos: free,
};

/** Its end, whatever happens, is the end of everything that it started. */
export function inHouse<T>({ load, onRelay, ...o }: HouseOptions, live: (house: House) => Promise<T>): Promise<T> {
  return inHouseOf(
    (data) => spawnRelay({ ...o, data, limits: { ...freely, ...o.limits } }),
    { load, ...(o.data === undefined ? {} : { data: o.data }), ...(onRelay ? { onRelay } : {}) },
    live,
  );
}

/** The same over a relay of another kind. */
export async function inHouseOf<R extends AnyRelay, T>(
  start: (data: string) => Promise<R>,
  { load: people, ...o }: Pick<HouseOptions, 'load' | 'data' | 'onRelay'>,
  live: (house: House<R>) => Promise<T>,
): Promise<T> {
  const dir = o.data === undefined ? tempDir() : null;
  const data = o.data ?? (dir?.path as string);
  const undo: (() => unknown)[] = [() => dir?.remove()];
  try {
    const relay = await start(data);
    const house: { relay: R } = { relay };
    o.onRelay?.(relay);
    undo.push(() => house.relay.kill());
    const owner = await firstOwner(relay.url, relay.setupLink);
    const load = await startLoad(relay.url, owner, people);
    undo.push(() => load.dispose());
    const database = join(data, 'rapport.db');
    return await live(
      Object.assign(house, {
        owner,
        load,
        database,
        async judge() {
          await load.hush();
          return await judge(load, database);
        },
      }),
    );
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

/** The most memory that the process has held so far, in bytes. */
export const peakBytes = (pid: number): number =>
  Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1_024;

export const mebibytes = (bytes: number): string => `${Math.round(bytes / 1_048_576)} MiB`;

/** How often one of the clients has lost its connection. */
export function lossesOf(load: Load): () => number {
  let count = 0;
  for (const client of [...load.visitors, ...load.agents])
    client.status.subscribe(({ phase }) => {
      if (phase === 'waiting') count += 1;
    });
  return () => count;
}

/** One figure of the relay's own, by its name. */
export async function metric(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1]);
}
