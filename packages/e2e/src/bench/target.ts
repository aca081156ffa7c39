// The servers that are compared, each in a process of its own on one core, and how to sit down at them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { firstOwner } from '../test/owner.ts';
import { type SpawnOptions, spawnRelay } from '../test/relay.ts';
import { tempDir } from '../test/temp-dir.ts';
import { type Dialect, plain, rapport, socketIo } from './dialect.ts';

export type { Dialect } from './dialect.ts';

export interface Target {
  readonly name: string;
  readonly url: URL;
  /** Subprotocol. */
  readonly protocol?: string;
  readonly dialect: Dialect;
  readonly pid: number;
  /** Processor time of the server so far, all threads, in microseconds. */
  cpu(): Promise<number>;
  /** Memory of the process, in bytes, without what is garbage. */
  memory(): Promise<number>;
  /** For one agent's socket. */
  ticket(): Promise<string>;
  /** A request of that agent over HTTP. */
  get(path: string): Promise<void>;
  stop(): Promise<void>;
}

export interface TargetOptions {
  /** Arguments of node. */
  readonly execArgv?: readonly string[];
  /** A program and its arguments under which the server runs. */
  readonly under?: readonly string[];
}

/** Server on one core, the load on the other, where there are two. */
export const pinned = (core: number): string[] =>
  process.platform === 'linux' && availableParallelism() > 1 ? ['taskset', '-c', String(core)] : [];

/** What the process holds of the machine's memory, in bytes. */
export const residentBytes = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1_024;

const free = [{ count: 1_000_000_000, perMs: 1 }];
export const unlimited: SpawnOptions['limits'] = {
  visitorCommands: free,
  agentCommands: free,
  subs: free,
  queries: free,
  frames: free,
  socketsPerAddress: 100_000,
  silentSockets: 100_000,
  hellos: free,
};

export async function relayTarget(
  name: string,
  { execArgv = [], under = pinned(0), ...o }: SpawnOptions & TargetOptions = {},
): Promise<Target> {
  const relay = await spawnRelay({
    ...o,
    execArgv: ['--expose-gc', ...execArgv],
    under,
    limits: { ...unlimited, ...o.limits },
  });
  const owner = relay.setupLink ? await firstOwner(relay.url, relay.setupLink) : null;
  return {
    name,
    url: new URL(`${relay.url.replace('http', 'ws')}/v1/ws`),
    protocol: 'rapport.v1',
    dialect: rapport,
    pid: relay.pid,
    cpu: relay.cpu,
    async memory() {
      await relay.collect();
      return residentBytes(relay.pid);
    },
    ticket: async () => (await owner?.ticket()) ?? '',
    async get(path) {
      const response = await fetch(`${relay.url}${path}`, { headers: { cookie: owner?.cookie ?? '' } });
      if (!response.ok) throw new Error(`GET ${path}: ${response.status}`);
      await response.text();
    },
    stop: relay.stop,
  };
}

export const forwarderTarget = (o: TargetOptions = {}): Promise<Target> =>
  baseline('ws, stores nothing', 'forwarder.ts', plain, [], o);

export const insertTarget = (o: TargetOptions = {}): Promise<Target> =>
  stored('ws, an INSERT each', 'forwarder.ts', plain, o);

export const socketIoTarget = (o: TargetOptions = {}): Promise<Target> =>
  stored('Socket.IO, an INSERT each', 'socket-io.ts', socketIo, o);

async function stored(name: string, file: string, dialect: Dialect, o: TargetOptions): Promise<Target> {
  const dir = tempDir();
  const target = await baseline(name, file, dialect, [join(dir.path, 'messages.db')], o);
  return {
    ...target,
    async stop() {
      await target.stop();
      dir.remove();
    },
  };
}

async function baseline(
  name: string,
  file: string,
  dialect: Dialect,
  words: readonly string[],
  { execArgv = [], under = pinned(0) }: TargetOptions,
): Promise<Target> {
  const program = fileURLToPath(new URL(`./${file}`, import.meta.url));
  const [command, ...args] = [
    ...under,
    process.execPath,
    '--no-warnings',
    '--expose-gc',
    ...execArgv,
    program,
    ...words,
  ];
  const child = spawn(command as string, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const ask = async (what: string): Promise<{ microseconds: number }> => {
    const answer = once(child, 'message');
    child.send({ do: what });
    return ((await answer) as [{ microseconds: number }])[0];
  };
  return {
    name,
    url: new URL(`ws://127.0.0.1:${port}${dialect.path}`),
    dialect,
    pid: child.pid as number,
    cpu: async () => (await ask('cpu')).microseconds,
    async memory() {
      await ask('collect');
      return residentBytes(child.pid as number);
    },
    ticket: async () => '',
    get: async () => {},
    async stop() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
