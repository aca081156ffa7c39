// examples/signed-identity as its README says to run it, against a real relay: its server signs, the widget or the SDK brings it, an agent sees who it is.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Agent, IdentitySource, Visitor } from '@rapport/sdk';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from './test/chromium.ts';
import { agentClient, visitorClient } from './test/clients.ts';
import { firstOwner, type Owner } from './test/owner.ts';
import { chatOn, deskOn, openPage } from './test/pages.ts';
import { startRelay } from './test/relay.ts';

const program = fileURLToPath(new URL('../../../examples/signed-identity/server.ts', import.meta.url));

let relay: Awaited<ReturnType<typeof startRelay>>;
let owner: Owner;
let shop = '';
let server: ChildProcess;
let maria: Agent;
let clients: Visitor[] = [];

beforeEach(async () => {
  relay = await startRelay();
  owner = await firstOwner(relay.url, relay.setupLink);
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

test('[I4] [I6] [I7] [S3] on the page of the shop Ann signs in, and the console has her name from the site; out or Bea in, nothing of her is left', async () => {
  await relay.store.changeSite('demo', (site) => ({ ...site, origins: [...site.origins, shop] }));
  const browser = await launchBrowser();
  try {
    const { page } = await openPage(browser, shop);
    const chat = chatOn(page);
    const field = chat.panel.getByRole('textbox', { name: 'Type your message…' });
    const become = async (button: string, state: string) => {
      await page.getByRole('button', { name: button }).click();
      await page.locator('#state', { hasText: state }).waitFor();
    };
    await page.evaluate(() => {
      addEventListener('rapport:error', (event) => {
        document.title += ` ${(event as CustomEvent<{ code: string }>).detail.code}`;
      });
    });
    await become('Sign in as Ann', 'Signed in.');
    await chat.open();
    await chat.write('only of Ann');

    const context = await browser.newContext();
    const [name = '', value = ''] = owner.cookie.split('=');
    await context.addCookies([{ name, value, url: relay.url }]);
    const consolePage = await context.newPage();
    await consolePage.goto(`${relay.url}/console/`);
    const desk = await deskOn(consolePage);
    await desk.choose('only of Ann');
    const header = consolePage.getByRole('main');
    await header.getByText('From the site').first().waitFor();
    await consolePage.getByText('Ann Smith').first().waitFor();
    await consolePage.getByText('ann@example.com').first().waitFor();
    await desk.join();
    await desk.reply('It is on its way, Ann.');
    await chat.sees('It is on its way, Ann.');

    await field.fill('half a sentence of Ann');
    await become('Sign out', 'Signed out.');
    await expect.poll(() => chat.panel.getByText('Ann').count()).toBe(0);
    await expect.poll(() => field.inputValue()).toBe('');
    const kept = () => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(await kept()).not.toContain('Ann');
    await chat.write('of somebody');
    await desk.choose('of somebody');
    expect(await header.getByText('From the site').count()).toBe(0);

    await become('Sign in as Bea', 'Signed in.');
    await expect.poll(() => consolePage.getByText('Bea Jones').count()).toBeGreaterThan(0);
    await become('Sign in as Ann', 'Signed in.');
    await chat.sees('It is on its way, Ann.');
    expect(await chat.panel.getByText('of somebody').count()).toBe(0);
    expect(await page.title()).toBe('A shop that knows its customers'); // no rapport:error
    await page.reload();
    await chat.panel.locator('button.l').click();
    await chat.sees('It is on its way, Ann.');
  } finally {
    await browser.close();
  }
});
