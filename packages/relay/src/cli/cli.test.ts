import { expect, test } from 'vitest';
import { hashOf } from '../http/auth/tokens.ts';
import { readSettings } from '../settings.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { message, opening } from '../test/units.ts';
import { agentCommand } from './agent.ts';
import { type Done, type Given, Usage } from './command.ts';
import { eraseCommand } from './erase.ts';
import { siteCommand } from './site.ts';

const given = (): Given => {
  const read = readSettings({ RAPPORT_URL: 'https://chat.example.com' });
  if (!read.ok) throw new Error('settings');
  return { store: createMemoryStore(), settings: read.settings, now: 1_000 };
};
const site = (on: Given, ...args: string[]): Promise<Done> => siteCommand(args)(on);
const agent = (on: Given, ...args: string[]): Promise<Done> => agentCommand(args)(on);
const tokenIn = ({ text }: Done): string =>
  /^ {2}https:\/\/chat\.example\.com\/console\/#setup=([\w-]{43})$/m.exec(text)?.[1] ?? '';

test('a site is added with its exact origins, changed only on purpose, and removed', async () => {
  const on = given();
  expect(
    (
      await site(
        on,
        'add',
        'shop',
        '--name',
        'My shop',
        '--origin',
        'https://shop.example',
        '--origin',
        'http://localhost:3000',
        '--native',
      )
    ).code,
  ).toBe(0);
  expect(await on.store.site('shop')).toEqual({
    key: 'shop',
    name: 'My shop',
    origins: ['https://shop.example', 'http://localhost:3000'],
    native: true,
    disabled: false,
  });
  expect((await site(on, 'add', 'shop', '--name', 'Other')).code).toBe(1);
  expect((await site(on, 'add', 'shop', '--name', 'Other', '--replace')).code).toBe(0);
  expect(await on.store.site('shop')).toMatchObject({ name: 'Other', origins: [], native: false });
  expect((await site(on, 'list')).text).toContain("shop  Other  the relay's own pages");
  expect((await site(on, 'remove', 'shop')).code).toBe(0);
  expect(await on.store.site('shop')).toMatchObject({ disabled: true });
  expect((await site(on, 'remove', 'shop')).code).toBe(1);
  expect((await site(on, 'add', 'shop', '--name', 'Back')).code).toBe(0);
});

test.each([
  '*',
  'shop.example',
  'https://shop.example/app',
  'null',
  'https://.*\\.example',
  'http://shop.example',
  'https://*.example',
  'https://shop.example/',
  'https://a:b@shop.example',
  'javascript:alert(1)',
  '',
])('the origin %j is refused as wrong usage', (origin) =>
  expect(() => siteCommand(['add', 'shop', '--name', 'Shop', '--origin', origin])).toThrow(Usage),
);

test.each([
  [[]],
  [['fly']],
  [['add']],
  [['add', 'shop']],
  [['add', 'a b', '--name', 'x']],
  [['add', 'shop', '--name', ' ']],
  [['add', 'shop', 'x', '--name', 'y']],
  [['add', 'shop', '--name', 'x', '--colour', 'red']],
  [['list', 'x']],
  [['remove']],
  [['show']],
  [['set', 'shop']],
  [['set', 'shop', 'capacity=3']],
])('rapport site %j is wrong usage', (args) => expect(() => siteCommand(args)).toThrow(Usage));

test('an agent is invited with a link that works for a day', async () => {
  const on = given();
  const done = await agent(on, 'add', 'Maria@Example.com', '--name', 'Maria', '--role', 'lead');
  expect(done.code).toBe(0);
  const maria = await on.store.agentByEmail('maria@example.com');
  expect(maria).toMatchObject({ name: 'Maria', role: 'lead', passwordHash: '', disabled: false });
  expect(await on.store.secret(hashOf(tokenIn(done)))).toMatchObject({
    kind: 'setup',
    agent: maria?.id,
    expiresAt: 1_000 + 86_400_000,
  });
  expect((await agent(on, 'add', 'maria@example.com', '--name', 'Maria')).code).toBe(1);
  expect((await agent(on, 'list')).text).toBe('maria@example.com  Maria  lead  invited');
});

test('what is set for a site is judged as over HTTP, shown, and outlives a change of its origins', async () => {
  const on = given();
  const add = await site(on, 'add', 'shop', '--name', 'Shop', '--origin', 'https://shop.example');
  expect(add.text).toContain('<script async src="https://chat.example.com/rapport.js" data-site="shop"></script>');
  expect((await site(on, 'set', 'shop', '{"capacity": 3, "colour": "#FA0"}')).code).toBe(0);
  expect(await site(on, 'set', 'shop', '{"capacity": 0, "langs": ["x"]}')).toEqual({
    code: 1,
    text: 'Nothing was changed:\n  settings.capacity: range\n  settings.langs.0: language',
  });
  expect((await site(on, 'add', 'shop', '--name', 'Other', '--replace')).text).toContain('data-color="#ffaa00"');
  expect(await on.store.site('shop')).toMatchObject({ name: 'Other', settings: { capacity: 3, colour: '#ffaa00' } });
  expect((await site(on, 'show', 'shop')).text).toContain('"capacity": 3');
  expect((await site(on, 'set', 'none', '{}')).code).toBe(1);
});

test('an agent is changed, but the last owner stays one', async () => {
  const on = given();
  await site(on, 'add', 'shop', '--name', 'Shop');
  await site(on, 'set', 'shop', '{"teams": [{"key": "sales", "name": "Sales", "hours": null}]}');
  await agent(on, 'add', 'maria@example.com', '--name', 'Maria', '--role', 'owner');
  const maria = await on.store.agentByEmail('maria@example.com');
  if (!maria) throw new Error('no agent');
  await on.store.putAgent({ ...maria, passwordHash: 'set' });
  const set = (...words: string[]): Promise<Done> => agent(on, 'set', 'maria@example.com', ...words);
  expect((await set('--team', 'sales', '--lang', 'el', '--capacity', '3', '--name', 'Mary')).code).toBe(0);
  const changed = { ...maria, passwordHash: 'set', name: 'Mary', teams: ['sales'], langs: ['el'], capacity: 3 };
  expect(await on.store.agent(maria.id)).toEqual(changed);
  expect((await set('--team', 'nobody', '--capacity', 'many')).text).toBe(
    'Nothing was changed:\n  capacity: type\n  teams.0: team',
  );
  expect((await set('--role', 'agent')).text).toContain('last owner');
  expect((await agent(on, 'disable', 'maria@example.com')).text).toContain('last owner');
  expect(await on.store.agent(maria.id)).toEqual(changed);
  expect((await set('--team', '', '--capacity', 'site')).code).toBe(0);
  expect((await on.store.agent(maria.id))?.capacity).toBeUndefined();
});

test('[T1] a token is printed once, listed by name, and taken back', async () => {
  const on = given();
  await agent(on, 'add', 'bot@example.com', '--name', 'Bot');
  const token = (...words: string[]): Promise<Done> => agent(on, 'token', 'bot@example.com', ...words);
  expect((await token('--name', 'Answers')).code).toBe(1);
  const bot = await on.store.agentByEmail('bot@example.com');
  if (!bot) throw new Error('no agent');
  await on.store.putAgent({ ...bot, passwordHash: 'set' });
  const made = /^Token ([0-9a-f]{16}) \(Answers\) of bot@example\.com\. It is shown only now:\n {2}([\w-]{43})$/.exec(
    (await token('--name', 'Answers')).text,
  );
  const [, id = '', secret = ''] = made ?? [];
  expect(await on.store.secret(hashOf(secret))).toMatchObject({ kind: 'api', agent: bot.id, name: 'Answers' });
  expect((await token()).text).toBe(`${id}  Answers  1970-01-01T00:00:01.000Z`);
  expect((await token('--revoke', 'nothing')).code).toBe(1);
  expect((await token('--revoke', id)).code).toBe(0);
  expect((await token()).text).toBe('bot@example.com has no tokens.');
});

test('[T7] disabling ends sessions, tickets, API tokens and links', async () => {
  const on = given();
  const link = tokenIn(await agent(on, 'add', 'maria@example.com', '--name', 'Maria'));
  const id = (await on.store.agentByEmail('maria@example.com'))?.id ?? '';
  for (const kind of ['session', 'ticket', 'api'] as const)
    await on.store.putSecret({ hash: kind, kind, agent: id, parent: null, createdAt: 0, expiresAt: 9_999 });
  expect((await agent(on, 'disable', 'maria@example.com')).code).toBe(0);
  expect(await on.store.agent(id)).toMatchObject({ disabled: true });
  for (const hash of ['session', 'ticket', 'api', hashOf(link)]) expect(await on.store.secret(hash)).toBeNull();
  expect((await agent(on, 'disable', 'nobody@example.com')).code).toBe(1);
});

test('[T7] a reset ends the old password and what is open, and gives a new link', async () => {
  const on = given();
  const first = tokenIn(await agent(on, 'add', 'maria@example.com', '--name', 'Maria'));
  const maria = await on.store.agentByEmail('maria@example.com');
  if (!maria) throw new Error('no agent');
  await on.store.putAgent({ ...maria, passwordHash: 'old', disabled: true });
  const done = await agent(on, 'reset', 'maria@example.com');
  expect(await on.store.agent(maria.id)).toMatchObject({ passwordHash: '', disabled: false });
  expect(await on.store.secret(hashOf(first))).toBeNull();
  expect(await on.store.secret(hashOf(tokenIn(done)))).toMatchObject({ kind: 'setup', agent: maria.id });
});

test.each([
  [[]],
  [['add', 'maria']],
  [['add', 'maria@example.com']],
  [['add', 'maria@example.com', '--name', 'M', '--role', 'admin']],
  [['add', 'maria@example.com', '--name', 'M', '--password', 'x']],
  [['reset']],
  [['disable', 'a@b', 'c@d']],
  [['list', 'x']],
  [['set', 'a@b']],
  [['token']],
  [['token', 'a@b', '--name', 'a\nb']],
  [['token', 'a@b', '--name', 'x', '--revoke', 'y']],
])('rapport agent %j is wrong usage', (args) => expect(() => agentCommand(args)).toThrow(Usage));

test('erasing says how much there was, and can be repeated', async () => {
  const on = given();
  await on.store.createVisitor({ id: 'vi', site: 'shop', info: {}, createdAt: 1 }, 'hash');
  await on.store.commit([opening('c1'), message('c1', 'm1')]);
  const erase = (...args: string[]): Promise<Done> => eraseCommand(args)(on);
  expect(await erase('visitor', 'vi')).toEqual({
    code: 0,
    text: 'Erased: 1 visitors, 1 conversations, 2 events, 0 files.',
  });
  expect(await erase('visitor', 'vi')).toEqual({ code: 0, text: 'Nothing is kept of visitor vi.' });
  expect(await erase('conversation', 'c1')).toEqual({ code: 0, text: 'Nothing is kept of conversation c1.' });
});

test.each([[[]], [['vi']], [['visitor']], [['visitor', 'a b']], [['conversation', 'a', 'b']], [['site', 'shop']]])(
  'rapport erase %j is wrong usage',
  (args) => expect(() => eraseCommand(args)).toThrow(Usage),
);
