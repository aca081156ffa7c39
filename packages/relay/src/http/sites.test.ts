import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { defaultSettings, settingsOf } from '../core/settings/site-settings.ts';
import type { AgentRow, SiteRow, Store } from '../store/store.ts';
import { type Answer, codeOf, startApp, type TestApp } from '../test/http-harness.ts';
import { someSettings } from '../test/some-settings.ts';
import { opening, unit } from '../test/units.ts';
import { inUse } from './sites.ts';

// Many requests, and passwords that are hashed; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 30_000 });

const shop: SiteRow = { key: 'shop', name: 'Shop', origins: ['https://shop.example'], native: false, disabled: false };

let app: TestApp;
let cookie = '';
beforeEach(async () => {
  app = await startApp();
  await app.store.putSite(shop);
  cookie = await app.signIn();
});
afterEach(() => app.close());

const put = (json: unknown, key = 'shop'): Promise<Answer> => app.ask('PUT', `/v1/sites/${key}`, { cookie, json });
const problemsIn = (answer: Answer): unknown => {
  const { error } = answer.json() as { error: { field?: string; d?: { problems: readonly { field: string }[] } } };
  expect(error.field).toBe(error.d?.problems[0]?.field || undefined);
  return error.d?.problems;
};

test('an owner sees every site whole, with its tag and where it was seen', async () => {
  await app.store.seeSite('shop', { origin: 'https://shop.example', at: 5 });
  await app.store.putSite({ ...shop, key: 'gone', disabled: true });
  const { sites } = (await app.ask('GET', '/v1/sites', { cookie })).json() as { sites: object[] };
  expect(sites).toEqual([
    {
      key: 'gone',
      name: 'Shop',
      origins: ['https://shop.example'],
      native: false,
      disabled: true,
      settings: defaultSettings,
      tag: `<script async src="${app.url}/rapport.js" data-site="gone"></script>`,
      seen: null,
    },
    expect.objectContaining({ key: 'shop', seen: { origin: 'https://shop.example', at: 5 } }),
  ]);
});

test('an agent sees the names and teams of the sites in use, and changes nothing', async () => {
  await put({ settings: { teams: [{ key: 'sales', name: 'Sales', hours: null }], capacity: 2 } });
  await app.store.putSite({ ...shop, key: 'gone', disabled: true });
  for (const role of ['agent', 'lead'] as const) {
    const [maria] = await app.store.agents();
    await app.store.putAgent({ ...(maria as AgentRow), role });
    const { sites } = (await app.ask('GET', '/v1/sites', { cookie })).json() as { sites: object[] };
    if (role === 'lead') expect(sites).toHaveLength(2);
    else expect(sites).toEqual([{ key: 'shop', name: 'Shop', settings: { teams: [{ key: 'sales', name: 'Sales' }] } }]);
    // The right is asked before the form: what is wrong with it is not told.
    for (const answer of [
      await put({ name: '' }),
      await app.ask('POST', '/v1/sites', { cookie, json: { name: 'New', origins: [] } }),
    ])
      expect([answer.status, codeOf(answer)]).toEqual([403, 'forbidden']);
  }
  expect((await app.store.sites()).map(({ name }) => name)).toEqual(['Shop', 'Shop']);
});

test('a site is added under a key of its own, and never over another', async () => {
  const add = (json: object) => app.ask('POST', '/v1/sites', { cookie, json });
  const first = await add({ name: 'My Shop & Söhne', origins: ['https://a.example'], settings: { survey: false } });
  expect([first.status, first.json()]).toEqual([
    201,
    { site: expect.objectContaining({ key: 'my-shop-so-hne', settings: { ...defaultSettings, survey: false } }) },
  ]);
  expect(((await add({ name: 'My Shop & Söhne', origins: [] })).json() as { site: SiteRow }).site.key).toMatch(
    /^my-shop-so-hne-[\w-]{6}$/,
  );
  expect(((await add({ name: '店', origins: [] })).json() as { site: SiteRow }).site.key).toMatch(/^[\w-]{10}$/);
  const taken = await add({ name: 'Other', key: 'shop' });
  expect([taken.status, codeOf(taken), problemsIn(taken)]).toEqual([
    409,
    'conflict',
    [{ field: 'key', code: 'taken' }],
  ]);
  expect((await app.store.site('shop'))?.name).toBe('Shop');
  const wrong = await add({ key: 'a b', origins: ['*'] });
  expect([wrong.status, problemsIn(wrong)]).toEqual([
    422,
    [
      { field: 'key', code: 'key' },
      { field: 'origins.0', code: 'origin' },
      { field: 'name', code: 'empty' },
    ],
  ]);
  expect(await app.store.sites()).toHaveLength(4);
});

describe('what is wrong is told all at once, and nothing is stored', () => {
  const day = (...spans: [number, number][]) => ({
    zone: 'Europe/Athens',
    week: [spans, [], [], [], [], [], []],
    days: {},
  });
  test.each<[string, object, object[]]>([
    ['capacity 0', { settings: { capacity: 0 } }, [{ field: 'settings.capacity', code: 'range' }]],
    ['a negative capacity', { settings: { capacity: -3 } }, [{ field: 'settings.capacity', code: 'range' }]],
    [
      'hours that overlap',
      { settings: { hours: day([540, 720], [700, 900]) } },
      [{ field: 'settings.hours.week.0.1', code: 'overlap' }],
    ],
    [
      'hours that end before they begin',
      { settings: { hours: day([720, 540]) } },
      [{ field: 'settings.hours.week.0.0', code: 'span' }],
    ],
    [
      'an address with CR and LF',
      { settings: { contact: 'mailto:a@b.example\r\nBcc: c@d.example' } },
      [{ field: 'settings.contact', code: 'line' }],
    ],
    ['a name of two lines', { name: 'Shop\r\nSubject: x' }, [{ field: 'name', code: 'line' }]],
    ['a name of nothing', { name: ' ' }, [{ field: 'name', code: 'empty' }]],
    [
      'an origin with a path',
      { origins: ['https://shop.example', 'https://shop.example/x'] },
      [{ field: 'origins.1', code: 'origin' }],
    ],
    ['a field nobody knows', { name: 'Good', key: 'other' }, [{ field: '', code: 'unknown' }]],
    [
      'several',
      { name: '\n', native: 1, settings: { colour: 'red', nobody: 1, capacity: 51 } },
      [
        { field: 'name', code: 'line' },
        { field: 'native', code: 'type' },
        { field: 'settings.colour', code: 'colour' },
        { field: 'settings', code: 'unknown' },
        { field: 'settings.capacity', code: 'range' },
      ],
    ],
  ])('%s', async (_what, given, expected) => {
    const answer = await put(given);
    expect([answer.status, codeOf(answer), problemsIn(answer)]).toEqual([422, 'invalid_field', expected]);
    expect(await app.store.site('shop')).toEqual(shop);
    expect(app.changedSites).toEqual([]);
  });
});

test('a site that is not there, and a body that is none', async () => {
  expect(codeOf(await put({ name: 'x' }, 'none'))).toBe('not_found');
  for (const body of ['', '[]', '"x"', 'null'])
    expect(
      codeOf(await app.ask('PUT', '/v1/sites/shop', { cookie, body, headers: { 'content-type': 'application/json' } })),
    ).toBe('bad_request');
});

test('a team goes only when nobody waits for it', async () => {
  const teams = ['sales', 'help'].map((key) => ({ key, name: key.toUpperCase(), hours: null }));
  expect((await put({ settings: { teams } })).status).toBe(200);
  await app.store.commit([
    opening('c1'),
    unit('c2', 'o2', [
      {
        audience: 'main',
        k: 'opened',
        a: 'vi',
        m: 'o2',
        d: { mode: 'live', site: 'shop', who: { id: 'vi' }, team: 'sales' },
      },
    ]),
  ]);
  const refused = await put({ settings: { teams: [] } });
  expect([refused.status, problemsIn(refused)]).toEqual([
    422,
    [{ field: 'settings.teams', code: 'in_use', team: 'sales' }],
  ]);
  expect((await put({ settings: { teams: teams.slice(0, 1) } })).status).toBe(200);
  expect(settingsOf((await app.store.site('shop')) ?? {}).teams.map(({ key }) => key)).toEqual(['sales']);
});

test('two owners who change different things at once lose nothing, and the relay hears of each', async () => {
  await Promise.all([put({ settings: { capacity: 9 } }), put({ settings: { survey: false } }), put({ name: 'New' })]);
  expect(await app.store.site('shop')).toEqual({ ...shop, name: 'New', settings: { capacity: 9, survey: false } });
  expect(app.changedSites).toEqual(['shop', 'shop', 'shop']);
});

test('the tag has what differs from the preset, and no text of it can leave its attribute', async () => {
  const tag = async (settings: object) => {
    const answer = await put({ settings });
    expect(answer.status).toBe(200);
    return (answer.json() as { site: { tag: string } }).site.tag.replace(
      `<script async src="${app.url}/rapport.js" `,
      '',
    );
  };
  expect(await tag({ langs: ['en', 'el'], capacity: 3 })).toBe('data-site="shop"></script>');
  expect(
    await tag({
      colour: '#FACC15',
      side: 'start',
      langs: ['el'],
      label: `"><script>alert('1')</script>&amp;`,
      contact: 'https://shop.example/?a=1&b=2',
    }),
  ).toBe(
    `data-site="shop" data-color="#facc15" data-side="start" data-lang="el" data-label="&quot;&gt;&lt;script&gt;alert('1')&lt;/script&gt;&amp;amp;" data-contact="https://shop.example/?a=1&amp;b=2"></script>`,
  );
});

test('what is right comes back as it was given', async () => {
  await fc.assert(
    fc.asyncProperty(someSettings, async (settings) => {
      await app.store.putSite(shop);
      const answer = await put({ settings });
      expect(answer.text).not.toContain('"error"');
      const whole = { ...defaultSettings, ...settings };
      expect((answer.json() as { site: { settings: object } }).site.settings).toEqual(whole);
      const { sites } = (await app.ask('GET', '/v1/sites', { cookie })).json() as { sites: { settings: object }[] };
      expect(sites[0]?.settings).toEqual(whole);
      // Giving the whole back changes nothing.
      expect((await put({ settings: sites[0]?.settings })).json()).toEqual(answer.json());
    }),
    { numRuns: 40 },
  );
});

test('however many conversations wait, looking for a team among them holds up nobody', async () => {
  const teams = [{ key: 'sales', name: 'Sales', hours: null }];
  const { store } = app;
  await store.commit(Array.from({ length: 1_200 }, (_, n) => opening(`c${n}`)));
  let turns = 0;
  let turn = setImmediate(function next() {
    turns += 1;
    turn = setImmediate(next);
  });
  const pages: number[] = [];
  const openConversations: Store['openConversations'] = async (...args) => {
    pages.push(turns);
    return store.openConversations(...args);
  };
  await inUse({ ...store, openConversations }, { ...shop, settings: { teams } }, shop);
  clearImmediate(turn);
  expect(pages.length).toBeGreaterThan(3);
  expect(new Set(pages).size).toBe(pages.length);
});
