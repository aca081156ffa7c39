import { afterEach, expect, test, vi } from 'vitest';
import { codeOf, owner, startApp, type TestApp } from '../test/http-harness.ts';
import { newSetupLink } from './auth/links.ts';

// Passwords are hashed and disks are written here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 30_000 });

let app: TestApp;
afterEach(() => app.close());

const agent = {
  id: 'mia',
  email: 'mia@example.com',
  name: 'Mia',
  role: 'agent',
  passwordHash: '',
  presence: 'available',
  disabled: false,
} as const;
const linkOf = async (id: string): Promise<string> => {
  const link = await newSetupLink(app.store, { url: 'https://chat.example', agent: id, now: app.clock.now });
  return /#setup=([\w-]{43})$/.exec(link)?.[1] ?? '';
};
const ask = (token: string) => app.ask('POST', '/v1/setup/link', { json: { token } });

test('a link says whom it is for, as often as it is asked, and stays good', async () => {
  app = await startApp();
  const token = await app.setupToken();
  for (let n = 0; n < 2; n++) expect((await ask(token)).json()).toEqual({ kind: 'first' });
  expect((await app.ask('POST', '/v1/setup', { json: { ...owner, token } })).status).toBe(201);

  await app.store.putAgent(agent);
  const invited = await linkOf('mia');
  expect((await ask(invited)).json()).toEqual({ kind: 'invited', name: 'Mia', email: 'mia@example.com' });
  await app.store.putAgent({ ...agent, passwordHash: 'a hash' });
  expect((await ask(invited)).json()).toEqual({ kind: 'reset', name: 'Mia', email: 'mia@example.com' });
});

test('a link that is spent, old, or of somebody who may not come in tells nothing', async () => {
  app = await startApp();
  const first = await app.setupToken();
  await app.ask('POST', '/v1/setup', { json: { ...owner, token: first } });
  await app.store.putAgent({ ...agent, disabled: true });
  const disabled = await linkOf('mia');
  await app.store.putAgent({ ...agent, id: 'tom', email: 'tom@example.com' });
  const old = await linkOf('tom');
  app.clock.now += 86_400_000;
  for (const token of [first, disabled, old, 'never-made']) {
    const answer = await ask(token);
    expect([answer.status, codeOf(answer)]).toEqual([401, 'unauthenticated']);
  }
});
