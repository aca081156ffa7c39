// examples/headless-visitor as its README says to run it, in every program that npm brings along: it connects, says something, hears
// the answer, and ends with the chat.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Agent } from '@rapport/sdk';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { agentClient } from '../test/clients.ts';
import { firstOwner } from '../test/owner.ts';
import { type RunningRelay, startRelay } from '../test/relay.ts';
import { isGlibc, type Runtime, runtimes } from './runtimes.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const program = fileURLToPath(new URL('../../../../examples/headless-visitor/main.ts', import.meta.url));
const here = runtimes.filter(({ command }) => command !== null);
for (const { name, command } of runtimes)
  if (!command) process.stdout.write(`${name} is not tried: npm has none for ${process.platform} ${process.arch}.\n`);

let relay: RunningRelay;
let agent: Agent;
let running: ChildProcess | null = null;

beforeEach(async () => {
  const started = await startRelay();
  relay = started;
  await started.store.putSite({ key: 'devices', name: 'Devices', origins: [], native: true, disabled: false });
  agent = agentClient(relay.url, (await firstOwner(relay.url, relay.setupLink)).ticket);
});
afterEach(async () => {
  agent.dispose();
  if (running && running.exitCode === null) {
    running.kill('SIGKILL');
    await once(running, 'exit');
  }
  await relay.stop();
});

interface Said {
  readonly child: ChildProcess;
  readonly out: () => string;
  /** With its exit code, once all it said is here. */
  readonly ended: Promise<number | null>;
}

function run({ command }: Runtime, ...args: string[]): Said {
  const [file = '', ...before] = command ?? [];
  const child = spawn(file, [...before, program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  running = child;
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (out += part.toString()));
  return { child, out: () => out, ended: once(child, 'close').then(([code]) => code as number | null) };
}

const socketUrl = (): string => `${relay.url.replace('http', 'ws')}/v1/ws`;

test.each(here)('in $name it asks, hears the answer, and ends with the chat', { timeout: 60_000 }, async (runtime) => {
  const waiting = new Promise<string>((resolve) => agent.on('waiting', ({ conversation }) => resolve(conversation)));
  await agent.connect();
  await agent.setPresence('available');
  const visitor = run(runtime, 'Where is my order?', socketUrl(), 'devices');
  const id = await Promise.race([waiting, visitor.ended.then(() => Promise.reject(new Error(visitor.out())))]);
  const chat = agent.conversation(id);
  await chat.accept();
  await chat.send('On its way: مرحبا 👋').committed();
  await expect.poll(visitor.out, { timeout: 20_000 }).toBe('Maria: On its way: مرحبا 👋\n');
  await chat.end();
  expect(await visitor.ended).toBe(0);
  expect(visitor.out()).toContain('has ended.');
});

test.each(here)(
  'in $name it ends and says why when there is nothing to say, or nobody to hear it',
  { timeout: 60_000 },
  async (runtime) => {
    const silent = run(runtime, ' ');
    expect(await silent.ended).toBe(2);
    expect(silent.out()).toContain('What do you want to say?');
    const unknown = run(runtime, 'Hello', socketUrl(), 'no-such-site');
    expect(await unknown.ended).toBe(1);
    expect(unknown.out()).toContain('does not let us in');
  },
);

test('what npm brings to a common machine is tried', () => {
  const isCommon = process.platform === 'linux' && process.arch === 'x64' && isGlibc;
  expect(here.map(({ name }) => name)).toEqual(
    isCommon ? ['Node', 'Node 22', 'Bun', 'Deno'] : expect.arrayContaining(['Node']),
  );
});
