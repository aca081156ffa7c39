// The two servers that are compared, each in a process of its own on one core, and how to sit down at them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { firstOwner } from '../test/owner.ts';
import { spawnRelay } from '../test/relay.ts';

export interface Target {
  readonly url: string;
  /** Processor time of the server so far, in microseconds. */
  cpu(): Promise<number>;
  /** First frames of a visitor's and of the agent's socket; null: none, and no answer is awaited. */
  readonly visitorHello: string | null;
  agentHello(): Promise<string>;
  stop(): Promise<void>;
}

/** Server on one core, the load on the other, where there are two. */
export const pinned = (core: number): string[] =>
  process.platform === 'linux' && availableParallelism() > 1 ? ['taskset', '-c', String(core)] : [];

const free = [{ count: 1_000_000_000, perMs: 1 }];

export async function relayTarget(execArgv: readonly string[] = []): Promise<Target> {
  const relay = await spawnRelay({
    execArgv,
    under: pinned(0),
    limits: { visitorCommands: free, agentCommands: free, subs: free, socketsPerAddress: 10_000, hellos: free },
  });
  const owner = await firstOwner(relay.url, relay.setupLink);
  const hello = { t: 'hello', v: 1, dev: 'bench', cur: {} };
  return {
    url: `${relay.url.replace('http', 'ws')}/v1/ws`,
    cpu: relay.cpu,
    visitorHello: JSON.stringify({ ...hello, role: 'v', k: 'demo' }),
    agentHello: async () => JSON.stringify({ ...hello, role: 'a', tok: await owner.ticket() }),
    stop: relay.stop,
  };
}

export async function forwarderTarget(): Promise<Target> {
  const [program, ...args] = [
    ...pinned(0),
    process.execPath,
    '--no-warnings',
    fileURLToPath(new URL('./forwarder.ts', import.meta.url)),
  ];
  const child = spawn(program as string, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    url: `ws://127.0.0.1:${port}`,
    async cpu() {
      const answer = once(child, 'message');
      child.send('cpu');
      return ((await answer) as [{ microseconds: number }])[0].microseconds;
    },
    visitorHello: null,
    agentHello: async () => JSON.stringify({ t: 'agent' }),
    async stop() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
