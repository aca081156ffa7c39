// examples/signed-identity as its README says to run it, against a real relay: its server signs, the SDK brings it, an agent sees who it is.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Agent, IdentitySource, Visitor } from '@rapport/sdk';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { agentClient, visitorClient } from './test/clients.ts';
import { firstOwner } from './test/owner.ts';
import { type RunningRelay, startRelay } from './test/relay.ts';

const program = fileURLToPath(new URL('../../../examples/signed-identity/server.ts', import.meta.url));

let relay: RunningRelay;
let shop = '';
let server: ChildProcess;
let maria: Agent;
let clients: Visitor[] = [];

beforeEach(async () => {
  relay = await startRelay();
  const owner = await firstOwner(relay.url, relay.setupLink);
  const made = await fetch(`${relay.url}/v1/sites/demo/identity-keys`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: owner.cookie },
    body: JSON.stringify({ alg: 'HS256' }),
  });
  const { id, secret } = (await made.json()) as { id: string; secret: string };
  const env = { ...process.env, RAPPORT_SITE: 'demo', RAPPORT_KEY_ID: id, RAPPORT_KEY_SECRET: secret };
  server = spawn(process.execPath, ['--no-warnings', program, '0', relay.url], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(server.stdout as NodeJS.EventEmitter, 'data')) as [Buffer];
  shop = said.toString().trim();
  maria = agentClient(relay.url, owner.ticket);
  await maria.connect();
});
afterEach(async () => {
  for (const client of clients) client.dispose();
  clients = [];
  maria.dispose();
  server.kill();
  await relay.stop();
});

/** As a page of the shop on which this person has signed in. */
async function signedIn(as: string): Promise<IdentitySource> {
  const answer = await fetch(`${shop}/sign-in?as=${as}`, { method: 'POST' });
  const cookie = (answer.headers.getSetCookie()[0] ?? '').split(';')[0] as string;
  return async () => ((await (await fetch(`${shop}/identity`, { headers: { cookie } })).json()) as { jwt: string }).jwt;
}

async function device(identity?: IdentitySource): Promise<Visitor> {
  const client = visitorClient(relay.url);
  clients.push(client);
  if (identity) client.identify(identity);
  await client.connect();
  return client;
}

const said = (client: Visitor): string[] =>
  client.current
    .getSnapshot()
    ?.timeline.getSnapshot()
    .items.flatMap((item) =>
      item.type === 'message' ? [`${item.message.mine ? 'mine' : 'theirs'}: ${item.message.text}`] : [],
    ) ?? [];

test('[I4] [I5] [I7] a customer who signs in is known to the agent, and has the same chat on two devices', async () => {
  const phone = await device();
  const chat = phone.start({ message: 'Where is my order?' });
  await chat.timeline.getSnapshot();
  await expect.poll(() => maria.inbox.getSnapshot().waiting.length).toBe(1);
  expect(maria.inbox.getSnapshot().waiting[0]?.visitor.signed).toBeUndefined();
  phone.identify(await signedIn('ann'));
  await expect
    .poll(() => maria.inbox.getSnapshot().waiting[0]?.visitor.signed)
    .toMatchObject({
      ...{ sub: 'c-1', name: 'Ann Smith', email: 'ann@example.com', fields: { plan: 'gold' } },
    });
  const desk = await device(await signedIn('ann'));
  await expect.poll(() => said(desk)).toEqual(['mine: Where is my order?']);
  desk.current.getSnapshot()?.send('Number 1042.');
  const answer = maria.conversation(chat.id);
  await answer.accept();
  answer.send('It is on its way.');
  const all = ['mine: Where is my order?', 'mine: Number 1042.', 'theirs: It is on its way.'];
  for (const one of [phone, desk]) await expect.poll(() => said(one)).toEqual(all);
});

test('[I4] [I6] [S3] on a shared computer the next customer, and whoever comes after signing out, sees nothing of it', async () => {
  const shared = await device(await signedIn('ann'));
  const chat = shared.start({ message: 'only of Ann' });
  await chat.send('and more of her').committed();
  shared.identify(await signedIn('bea'));
  await expect.poll(() => shared.conversations.getSnapshot()).toEqual([]);
  await shared.start({ message: 'of Bea' }).send('more').committed();
  expect(said(shared)).toEqual(['mine: of Bea', 'mine: more']);
  shared.identify(async () => null);
  await expect.poll(() => shared.conversations.getSnapshot()).toEqual([]);
  const ann = await device(await signedIn('ann'));
  await expect.poll(() => said(ann)).toEqual(['mine: only of Ann', 'mine: and more of her']);
});

test('[I1] without a session its server signs nothing, and a token of its own making is refused, while the chat goes on', async () => {
  expect(await (await fetch(`${shop}/identity`)).json()).toEqual({ jwt: null });
  const [header, claims] = (await (await signedIn('ann'))())?.split('.') ?? [];
  const forged = await device(async () => `${header}.${claims}.${'A'.repeat(43)}`);
  const errors: unknown[] = [];
  forged.on('error', ({ code, details }) => errors.push([code, details]));
  forged.identify(async () => `${header}.${claims}.${'A'.repeat(43)}`);
  await expect.poll(() => errors).toEqual([['identity_invalid', { why: 'signature' }]]);
  await forged.start({ message: 'Hello' }).send('still here').committed();
  expect(said(forged)).toEqual(['mine: Hello', 'mine: still here']);
});
