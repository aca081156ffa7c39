// The relay is killed while mail is on its way, wherever that is most instructive and anywhere: nothing is lost, and what comes twice
// comes under one Message-ID, from the one moment in which that cannot be helped.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Ev } from '@rapport/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Checkpoint } from '../core/ports.ts';
import { owner } from '../test/http-harness.ts';
import type { FromRelay, ToRelay } from '../test/relay-that-dies.ts';
import { startSmtp, type Taken, type TestSmtp } from '../test/smtp-server.ts';
import { openSocket, type SocketClient } from '../test/socket-client.ts';

const program = fileURLToPath(new URL('../test/relay-that-dies.ts', import.meta.url));
let data = '';
let smtp: TestSmtp;
let cookie = '';
let children: ChildProcess[] = [];

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'rapport-mail-'));
  // It takes its time, so that there is a middle of a mail to be killed in.
  smtp = await startSmtp({ onData: () => new Promise((resolve) => setTimeout(() => resolve('yes'), 30)) });
  cookie = '';
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  await smtp.close();
  rmSync(data, { recursive: true, force: true });
});

interface Relay {
  readonly url: string;
  dieAt(at: Checkpoint): void;
  kill(): void;
  readonly gone: Promise<unknown>;
}

const free = [{ count: 1_000_000, perMs: 1 }];
const limits = {
  ...{ mailAwayMs: 40, mailQuietMs: 40, mailPatienceMs: 400, mailRetryMs: 150, mailRetryMostMs: 1_000 },
  ...{ newSockets: free, visitorConversations: free, addressConversations: free, agentCommands: free },
};

async function start(): Promise<Relay> {
  const child = spawn(process.execPath, ['--conditions=@rapport/source', '--no-warnings', program], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  children.push(child);
  const gone = once(child, 'exit');
  const tell = (message: ToRelay): void => void (child.connected && child.send(message));
  const server = { host: '127.0.0.1', port: smtp.port, tls: 'off', login: null } as const;
  const mailFrom = { name: '', address: 'chat@acme.example' };
  const secret = 'a secret of a test, 32 bytes or more';
  tell({ listen: { port: 0, host: '127.0.0.1', secret, demo: true, data, limits, smtp: server, mailFrom } });
  const [{ url, setupLink }] = (await once(child, 'message')) as [FromRelay];
  if (cookie === '') cookie = await setUp(url, setupLink ?? '');
  return { url, dieAt: (at) => tell({ dieAt: at }), kill: () => void child.kill('SIGKILL'), gone };
}

async function setUp(url: string, link: string): Promise<string> {
  const answer = await fetch(`${url}/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: link.split('#setup=')[1], ...owner }),
  });
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
}

async function agentOn(url: string): Promise<SocketClient> {
  const answer = await fetch(`${url}/v1/ticket`, { method: 'POST', headers: { cookie } });
  const { ticket } = (await answer.json()) as { ticket: string };
  const agent = await openSocket(url);
  agent.send({ t: 'hello', v: 1, role: 'a', tok: ticket, dev: 'd', cur: {} });
  await agent.next('welcome');
  return agent;
}

/** A visitor writes, leaves an address, and goes. */
async function visit(url: string, conv: string): Promise<void> {
  const visitor = await openSocket(url);
  visitor.send({ t: 'hello', v: 1, role: 'v', k: 'demo', dev: 'd', cur: {} });
  await visitor.next('welcome');
  visitor.send({ t: 'cmd', i: 'p', c: conv, k: 'profile', d: { email: `${conv}@example.com` } });
  await visitor.next('ack');
  visitor.send({ t: 'cmd', i: 'o', c: conv, k: 'open', d: { text: 'Hello?' } });
  await visitor.next('ack');
  visitor.close();
  await visitor.closed;
}

function answer(agent: SocketClient, conv: string): void {
  agent.send({ t: 'cmd', i: 'm', c: conv, k: 'message', d: { text: `An answer for ${conv}.` } });
}

/** What the staff was told of the mail of `conv`, once it has been told something. */
async function told(url: string, conv: string): Promise<unknown[]> {
  const agent = await agentOn(url);
  agent.send({ t: 'sub', c: `${conv}/n`, s: 0 });
  const found: Ev[] = [];
  while (!found.some(({ k }) => k === 'mailed')) found.push(...(await agent.next('ev')).e);
  agent.close();
  return found.filter(({ k }) => k === 'mailed').map(({ d }) => (d as { state: string }).state);
}

const to = (conv: string): readonly Taken[] => smtp.taken.filter((one) => one.to.includes(`${conv}@example.com`));
const idsOf = (taken: readonly Taken[]): Set<string | undefined> => new Set(taken.map(({ mail }) => mail.messageId));

const points: readonly Checkpoint[] = ['mail-queued', 'mail-begun', 'mail-accepted', 'mail-noted'];

test('[L3] killed at each step of a mail, the relay sends it after its restart, tells it once, and doubles it only between the yes and its note', {
  timeout: 300_000,
}, async () => {
  for (const point of points) {
    const relay = await start();
    const agent = await agentOn(relay.url);
    await visit(relay.url, point);
    relay.dieAt(point);
    answer(agent, point);
    await relay.gone;
    // To its end before the next one is begun: two at once would both come by the next point.
    const back = await start();
    expect([point, await told(back.url, point)]).toEqual([point, ['sent']]);
    const taken = to(point);
    expect([point, taken.length, idsOf(taken).size]).toEqual([point, point === 'mail-accepted' ? 2 : 1, 1]);
    expect(taken[0]?.mail.text).toContain(`An answer for ${point}.`);
    back.kill();
    await back.gone;
  }
  expect(smtp.taken).toHaveLength(points.length + 1);
});

const kills = 3;
const visitors = 12;

test(`[L3] killed ${kills} times at any moment while ${visitors} mails are on their way, it loses none and tells each once`, {
  timeout: 300_000,
}, async () => {
  const convs = [...Array(visitors).keys()].map((n) => `c${n}`);
  const first = await start();
  const agent = await agentOn(first.url);
  for (const conv of convs) await visit(first.url, conv);
  for (const conv of convs) {
    answer(agent, conv);
    await agent.next('ack');
  }
  let relay = first;
  for (let kill = 0; kill < kills; kill += 1) {
    // Some of it is before the first mail, most in the middle of them.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 150));
    relay.kill();
    await relay.gone;
    relay = await start();
  }
  for (const conv of convs) {
    expect([conv, await told(relay.url, conv)]).toEqual([conv, ['sent']]);
    expect([conv, idsOf(to(conv)).size]).toEqual([conv, 1]);
    expect(to(conv)[0]?.mail.text).toContain(`An answer for ${conv}.`);
  }
  const doubled = smtp.taken.length - visitors;
  expect(doubled).toBeLessThanOrEqual(kills * 4);
  console.info(`${kills} kills, ${visitors} mails, ${doubled} of them delivered twice under one Message-ID`);
});
