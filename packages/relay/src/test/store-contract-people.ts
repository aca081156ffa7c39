// What every store must do with visitors, sites, agents and secrets.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type AgentRow,
  never,
  type SecretRow,
  type SiteRow,
  type Store,
  StoreFailed,
  secretGraceMs,
} from '../store/store.ts';
import { at } from './units.ts';

const site: SiteRow = { key: 'shop', name: 'Shop', origins: ['https://shop.example'], native: false, disabled: false };
const agent: AgentRow = {
  id: 'ag',
  email: 'Maria@Example.com',
  name: 'Maria',
  role: 'owner',
  passwordHash: 'h',
  presence: 'away',
  disabled: false,
};
const secret: SecretRow = {
  hash: 'h1',
  kind: 'ticket',
  agent: 'ag',
  parent: 'h0',
  createdAt: at,
  expiresAt: at + 30_000,
};

export function storeContractPeople(name: string, open: () => Promise<Store>): void {
  describe(`${name}: people`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    test('[T1] a visitor is found by the hash of the token and by id, and by nothing else', async () => {
      const row = { id: 'vi', site: 'shop', info: { name: 'Ann' }, createdAt: at };
      await store.createVisitor(row, 'token-hash');
      expect(await store.visitorByToken('token-hash')).toEqual(row);
      expect(await store.visitor('vi')).toEqual(row);
      expect(await store.visitorByToken('vi')).toBeNull();
      expect(await store.visitor('token-hash')).toBeNull();
    });

    test('[T1] neither an id nor a token is given to a second visitor', async () => {
      const row = { id: 'vi', site: 'shop', info: {}, createdAt: at };
      await store.createVisitor(row, 'token-hash');
      await expect(store.createVisitor({ ...row, id: 'vj' }, 'token-hash')).rejects.toThrow(StoreFailed);
      await expect(store.createVisitor(row, 'other')).rejects.toThrow(StoreFailed);
      expect(await store.visitor('vj')).toBeNull();
    });

    test('[C11] what is known of a visitor is replaced', async () => {
      await store.createVisitor(
        { id: 'vi', site: 'shop', info: { name: 'Ann', lang: 'en' }, createdAt: at },
        'token-hash',
      );
      await store.updateVisitor('vi', { name: 'Bea', page: { url: 'https://shop.example/' } });
      expect((await store.visitor('vi'))?.info).toEqual({ name: 'Bea', page: { url: 'https://shop.example/' } });
      await store.updateVisitor('nobody', {});
    });

    test('a visitor is blocked and unblocked, and changing the rest undoes neither', async () => {
      await store.createVisitor({ id: 'vi', site: 'shop', info: { name: 'Ann' }, createdAt: at }, 't1');
      await store.createVisitor({ id: 'vj', site: 'shop', info: {}, createdAt: at }, 't2');
      const block = { by: 'ag', reason: 'Spam', at };
      expect(await store.blockVisitor('vi', block)).toEqual({ name: 'Ann', blocked: 1 });
      await store.updateVisitor('vi', { name: 'Bea' });
      const row = { id: 'vi', site: 'shop', info: { name: 'Bea', blocked: 1 as const }, createdAt: at, block };
      expect(await store.visitorByToken('t1')).toEqual(row);
      await store.blockVisitor('vj', { ...block, at: at + 1 });
      expect((await store.blockedVisitors(9)).map(({ id }) => id)).toEqual(['vj', 'vi']);
      expect((await store.blockedVisitors(1)).map(({ id }) => id)).toEqual(['vj']);
      expect(await store.blockVisitor('vi', { ...block, reason: 'Insults' })).toEqual({ name: 'Bea', blocked: 1 });
      expect((await store.visitor('vi'))?.block?.reason).toBe('Insults');
      expect(await store.blockVisitor('vi', null)).toEqual({ name: 'Bea' });
      await store.updateVisitor('vi', { name: 'Cleo', blocked: 1 });
      expect(await store.visitor('vi')).toEqual({ id: 'vi', site: 'shop', info: { name: 'Cleo' }, createdAt: at });
      expect((await store.blockedVisitors(9)).map(({ id }) => id)).toEqual(['vj']);
      expect(await store.blockVisitor('nobody', block)).toBeNull();
    });

    test('[H4] sites are put, replaced and listed by key', async () => {
      await store.putSite(site);
      await store.putSite({ ...site, key: 'app', native: true, origins: [] });
      await store.putSite({ ...site, name: 'New name', disabled: true });
      expect(await store.site('shop')).toEqual({ ...site, name: 'New name', disabled: true });
      expect((await store.sites()).map((row) => row.key)).toEqual(['app', 'shop']);
      const both = [store.addSite({ ...site, key: 'new' }), store.addSite({ ...site, key: 'new', name: 'Other' })];
      expect(await Promise.all(both)).toEqual([true, false]);
      expect(await store.site('new')).toEqual({ ...site, key: 'new' });
      expect(await store.site('none')).toBeNull();
    });

    test('what is set for a site is kept as it was given; putting it leaves where it was seen', async () => {
      const row: SiteRow = { ...site, settings: { colour: '#123456', teams: [{ key: 'a', name: 'A', hours: null }] } };
      await store.putSite(row);
      expect(await store.site('shop')).toEqual(row);
      const seen = { origin: 'https://shop.example', at };
      await store.seeSite('shop', seen);
      await store.seeSite('none', seen);
      expect(await store.site('shop')).toEqual({ ...row, seen });
      await store.putSite({ ...site, name: 'Other' });
      expect(await store.site('shop')).toEqual({ ...site, name: 'Other', seen });
      expect(await store.site('none')).toBeNull();
    });

    test('of two changes of a site or an agent at once, the second sees the first', async () => {
      await store.putSite(site);
      await Promise.all([
        store.changeSite('shop', (row) => ({ ...row, settings: { ...row.settings, capacity: 3 } })),
        store.changeSite('shop', (row) => ({ ...row, settings: { ...row.settings, survey: false } })),
      ]);
      const changed = { ...site, settings: { capacity: 3, survey: false } };
      expect(await store.site('shop')).toEqual(changed);
      expect(await store.changeSite('shop', () => null)).toBeNull();
      expect(await store.changeSite('none', (row) => row)).toBeNull();
      expect(await store.changeSite('shop', (row) => ({ ...row, name: 'New', key: 'other' }))).toEqual({
        ...changed,
        name: 'New',
      });
      expect((await store.sites()).map(({ key }) => key)).toEqual(['shop']);

      await store.putAgent(agent);
      await store.putAgent({ ...agent, id: 'ah', email: 'ben@example.com' });
      const others = (id: string) =>
        store.changeAgent(id, (row, all) =>
          all.some((one) => one.id !== id && !one.disabled) ? { ...row, disabled: true } : null,
        );
      expect((await Promise.all([others('ag'), others('ah')])).map((row) => row?.id)).toEqual(['ag', undefined]);
      expect((await store.agents()).map(({ disabled }) => disabled).sort()).toEqual([false, true]);
      expect(await store.changeAgent('nobody', (row) => row)).toBeNull();
      await expect(store.changeAgent('ag', (row) => ({ ...row, email: 'ben@example.com' }))).rejects.toThrow(
        StoreFailed,
      );
    });

    test('teams, languages and capacity of an agent are kept, and so is that there are none', async () => {
      const row: AgentRow = { ...agent, presence: 'finishing', teams: ['sales'], langs: ['el', 'en'], capacity: 3 };
      await store.putAgent(row);
      expect(await store.agent('ag')).toEqual(row);
      await store.putAgent({ ...agent, teams: [] });
      expect(await store.agent('ag')).toEqual({ ...agent, teams: [] });
    });

    test('[T5] agents are found by id and by address, whatever its case', async () => {
      await store.putAgent(agent);
      await store.putAgent({ ...agent, presence: 'available' });
      await store.putAgent({
        ...agent,
        id: 'ah',
        email: 'ben@example.com',
        name: 'Ben',
        role: 'agent',
        disabled: true,
      });
      expect(await store.agent('ag')).toEqual({ ...agent, presence: 'available' });
      expect((await store.agentByEmail('maria@example.com'))?.id).toBe('ag');
      expect(await store.agentByEmail('nobody@example.com')).toBeNull();
      expect((await store.agents()).map((row) => row.name)).toEqual(['Ben', 'Maria']);
      await expect(store.putAgent({ ...agent, id: 'ai', email: 'BEN@example.com' })).rejects.toThrow(StoreFailed);
    });

    test('[T7] presence and disabling touch nothing else of an agent, so neither undoes what another process did', async () => {
      await store.putAgent(agent);
      const disabling = store.changeAgent('ag', (row) => ({ ...row, disabled: true }));
      const [, wasSet] = await Promise.all([disabling, store.setPresence('ag', 'available')]);
      expect(wasSet).toBe(false);
      expect(await store.agent('ag')).toEqual({ ...agent, disabled: true });
      await store.putAgent({ ...agent, name: 'Mary' });
      expect(await store.setPresence('ag', 'available')).toBe(true);
      expect(await store.agent('ag')).toEqual({ ...agent, name: 'Mary', presence: 'available' });
      expect(await store.setPresence('nobody', 'away')).toBe(false);
    });

    test('[T5] of two who take a ticket at once, one gets it', async () => {
      await store.putSecret(secret);
      expect(await store.secret('h1')).toEqual(secret);
      const taken = await Promise.all([store.takeSecret('h1'), store.takeSecret('h1')]);
      expect(taken.filter((row) => row !== null)).toEqual([secret]);
      expect(await store.secret('h1')).toBeNull();
    });

    test('[T7] the secrets of an agent are dropped by kind, or one by one', async () => {
      const rows: SecretRow[] = [
        secret,
        { ...secret, hash: 'h2', kind: 'session' },
        { ...secret, hash: 'h3', agent: 'ah' },
      ];
      for (const row of rows) await store.putSecret(row);
      await store.dropSecretsOf('ag', 'ticket');
      expect([await store.secret('h1'), await store.secret('h2'), await store.secret('h3')]).toEqual([
        null,
        rows[1],
        rows[2],
      ]);
      await store.dropSecret('h2');
      expect(await store.secret('h2')).toBeNull();
    });

    test('[T1] API tokens keep their name and are listed by their owner, oldest first; they do not run out', async () => {
      const token: SecretRow = { ...secret, kind: 'api', parent: null, name: 'Bot', expiresAt: never };
      const rows = [token, { ...token, hash: 'h0', createdAt: at + 1 }, { ...token, hash: 'h9', agent: 'ah' }];
      for (const row of [...rows, { ...secret, hash: 'h5' }]) await store.putSecret(row);
      expect(await store.secretsOf('ag', 'api')).toEqual(rows.slice(0, 2));
      expect(await store.secretsOf('nobody', 'api')).toEqual([]);
    });

    test('[T5] secrets that expired long ago do not pile up', async () => {
      await store.putSecret(secret);
      await store.putSecret({ ...secret, hash: 'h2', createdAt: secret.expiresAt + secretGraceMs });
      expect(await store.secret('h1')).toEqual(secret);
      await store.putSecret({ ...secret, hash: 'h3', createdAt: secret.expiresAt + secretGraceMs + 1 });
      expect(await store.secret('h1')).toBeNull();
    });
  });
}
