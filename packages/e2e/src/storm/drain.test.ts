// SIGTERM to the real program under 2,000 connections, each with a command under way. Bare sockets: what the relay does is the question here.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ServerFrame } from '@rapport/protocol';
import { openSqliteStore } from '@rapport/relay';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { testSecret } from '../test/relay.ts';
import { tempDir } from '../test/temp-dir.ts';
import { addressOf } from './address.ts';
import { mostWithin } from './storm.ts';

const count = 2_000;
const atOnce = 300;
/** What ends processes gives them this long. */
const budgetMs = 10_000;
const program = fileURLToPath(new URL('../../../relay/src/main.ts', import.meta.url));

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const run of cleanups.splice(0).reverse()) await run();
});

interface Client {
  readonly conv: string;
  readonly frames: ServerFrame[];
  readonly closed: Promise<{ code: number; reason: string }>;
  send(frame: object): void;
}

async function run(data: string): Promise<{ child: ChildProcess; url: string; exit: Promise<unknown[]> }> {
  const fast = [{ count: 1_000_000, perMs: 1 }];
  const child = spawn(process.execPath, ['--conditions=@rapport/source', '--no-warnings', program], {
    env: {
      RAPPORT_DATA: data,
      RAPPORT_PORT: '0',
      RAPPORT_DEMO: '1',
      RAPPORT_LOG_LEVEL: 'warn',
      RAPPORT_SECRET: testSecret,
      // Of the coming, not of the going: nobody is told to wait for a seat here.
      RAPPORT_LIMITS: JSON.stringify({ hellos: fast, silentSockets: count }),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  cleanups.push(() => child.kill('SIGKILL'));
  const exit = once(child, 'exit');
  let text = '';
  for await (const chunk of child.stdout as NonNullable<typeof child.stdout>) {
    text += String(chunk);
    const url = /Console +(\S+)\/console\//.exec(text)?.[1];
    if (url) return { child, url, exit };
  }
  throw new Error(`The relay did not start: ${text}`);
}

async function enter(url: string, n: number): Promise<Client> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/v1/ws`, 'rapport.v1', {
    origin: url,
    perMessageDeflate: false,
    localAddress: addressOf(n),
  });
  cleanups.push(() => socket.terminate());
  const frames: ServerFrame[] = [];
  const closed = once(socket, 'close').then(([code, reason]) => ({ code: Number(code), reason: String(reason) }));
  let wake = (): void => {};
  socket.on('message', (data) => {
    frames.push(JSON.parse(String(data)) as ServerFrame);
    wake();
  });
  await once(socket, 'open');
  const client: Client = { conv: `c${n}`, frames, closed, send: (frame) => socket.send(JSON.stringify(frame)) };
  const until = async (t: string): Promise<void> => {
    while (!frames.some((frame) => frame.t === t)) await new Promise<void>((resolve) => (wake = resolve));
  };
  client.send({ t: 'hello', v: 1, role: 'v', k: 'demo', dev: 'd', cur: {} });
  await until('welcome');
  client.send({ t: 'cmd', i: 'open', c: client.conv, k: 'open', d: {} });
  await until('ack');
  return client;
}

async function crowd(url: string): Promise<readonly Client[]> {
  const clients: Client[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const n = next++;
      clients[n] = await enter(url, n);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return clients;
}

test(`[X3] SIGTERM under ${count} connections: everybody hears bye, every command under way is done and answered, 1012, and 0 in time`, {
  timeout: 120_000,
}, async () => {
  const dir = tempDir();
  cleanups.push(dir.remove);
  const { child, url, exit } = await run(dir.path);
  const clients = await crowd(url);

  for (const { send, conv } of clients)
    send({ t: 'cmd', i: 'last', c: conv, k: 'message', d: { text: 'one more thing' } });
  const toldAt = performance.now();
  child.kill('SIGTERM');
  const [code, signal] = await exit;
  const tookMs = performance.now() - toldAt;
  expect([code, signal]).toEqual([0, null]);
  expect(tookMs).toBeLessThan(budgetMs);

  const ends = await Promise.all(clients.map(({ closed }) => closed));
  const byes = clients.flatMap(({ frames }) => frames.filter((frame) => frame.t === 'bye'));
  expect(byes).toHaveLength(count);
  for (const [n, { code, reason }] of ends.entries())
    expect([code, reason]).toEqual([1012, `restart;retry=${byes[n]?.retry}`]);
  for (const { frames } of clients) {
    expect(frames.filter((frame) => frame.t === 'err')).toEqual([]);
    expect(frames.filter((frame) => frame.t === 'ack').map((frame) => frame.i)).toEqual(['open', 'last']);
  }

  // Neither the going nor the coming back is one wave.
  const inOrder = (times: readonly number[]): number[] => times.toSorted((a, b) => a - b);
  const going = mostWithin(inOrder(byes.map((bye) => bye.after)), 100) / count;
  const coming = mostWithin(inOrder(byes.map((bye) => bye.after + bye.retry)), 100) / count;
  expect(going).toBeLessThan(0.15);
  expect(coming).toBeLessThan(0.08);

  const store = await openSqliteStore({ path: join(dir.path, 'rapport.db') });
  cleanups.push(() => store.close());
  for (const { conv } of clients) {
    const log = await store.events(conv, 'main', 0, 9);
    expect(log.map((ev) => ev.m)).toEqual(['open', 'last']);
  }
  console.info(
    `${count} connections, ${count} commands under way, all answered; gone after ${Math.round(tookMs)} ms; in the busiest 100 ms ${(going * 100).toFixed(1)} % are closed and ${(coming * 100).toFixed(1)} % told to come back`,
  );
});
