// A relay on a real port with a bystander who chats, and what it takes to attack it: whatever comes, the bystander must be served as before.
import { createServer } from 'node:http';
import type { AddressInfo, Socket as NetSocket } from 'node:net';
import { expect } from 'vitest';
import type { RelayLimits } from '../core/relay-limits.ts';
import { sha256hex } from '../core/secret.ts';
import { isOwnHost } from '../http/host.ts';
import { attachSockets, type Sockets } from '../http/socket.ts';
import { createRelay, type Relay } from '../relay.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import type { Store } from '../store/store.ts';
import { type RawClient, type RawUpgrade, rawClient } from './raw-client.ts';
import { agentRow, ownOrigin, shopOrigin, site } from './world.ts';

export type Answer = Record<string, unknown>;

export interface Siege {
  readonly relay: Relay;
  readonly store: Store;
  readonly sockets: Sockets;
  /** The relay's ends of all connections, in order. */
  readonly wires: readonly NetSocket[];
  /** Its first session, in `conv1`, is closed and can be rated with `inviteSecret`. */
  readonly bystander: RawClient;
  readonly inviteSecret: string;
  upgrade(o?: Omit<RawUpgrade, 'port'>): Promise<RawClient>;
  visitor(): Promise<RawClient>;
  staff(): Promise<RawClient>;
  ticket(): Promise<string>;
  ask(client: RawClient, c: string, k: string, d: unknown): Promise<Answer>;
  /** Runs `attack`; then nothing stored has changed, the bystander is served and a newcomer too. */
  withstand(attack: () => Promise<void>): Promise<void>;
  end(): Promise<void>;
}

export const hello = { t: 'hello', v: 1, role: 'v', k: site.key, dev: 'tab', cur: {} };
export const siegeLimits = { socketsPerAddress: 12, helloTimeoutMs: 200 };

export async function createSiege(
  o: { limits?: Partial<RelayLimits>; store?: Store; trustProxy?: boolean; closeTimeoutMs?: number } = {},
): Promise<Siege> {
  const store = o.store ?? createMemoryStore();
  await store.putSite({ ...site, native: false });
  await store.putSite({ ...site, key: 'other', origins: ['https://other.example'] });
  await store.putAgent(agentRow('maria', 'Maria'));
  const server = createServer();
  const wires: NetSocket[] = [];
  server.on('connection', (wire) => wires.push(wire));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const relay = createRelay({
    store,
    secret: 'a secret of a test, 32 bytes or more',
    ownOrigin,
    limits: { ...siegeLimits, ...o.limits },
  });
  const sockets = attachSockets(server, relay, {
    path: '/v1/ws',
    trustProxy: o.trustProxy ?? false,
    ...(o.closeTimeoutMs === undefined ? {} : { closeTimeoutMs: o.closeTimeoutMs }),
    ownUrl: ownOrigin,
    isOwnHost: (host) => isOwnHost(host, ownOrigin, true),
    maxFrameBytes: 65_536,
  });
  const clients: RawClient[] = [];
  let ids = 0;

  const upgrade: Siege['upgrade'] = async (o = {}) => {
    const client = await rawClient({ port, ...o, headers: { Origin: shopOrigin, ...o.headers } });
    clients.push(client);
    return client;
  };

  const greet = async (client: RawClient, frame: object): Promise<RawClient> => {
    client.json(frame);
    await client.until((f) => f['t'] === 'welcome');
    return client;
  };

  const ticket: Siege['ticket'] = async () => {
    ids += 1;
    const [token, now] = [`ticket-${ids}`, Date.now()];
    const row = { kind: 'ticket', agent: 'maria', parent: null, createdAt: now, expiresAt: now + 30_000 } as const;
    await store.putSecret({ hash: sha256hex(token), ...row });
    return token;
  };

  const visitor = async (): Promise<RawClient> => greet(await upgrade(), hello);
  const staff = async (): Promise<RawClient> =>
    greet(await upgrade({ headers: { Origin: ownOrigin } }), {
      ...hello,
      role: 'a',
      k: undefined,
      tok: await ticket(),
    });

  const ask: Siege['ask'] = (client, c, k, d) => {
    ids += 1;
    const i = `cmd${ids}`;
    client.json({ t: 'cmd', i, c, k, d });
    return client.until((f) => f['i'] === i);
  };

  const kept = async (): Promise<string> => {
    const rows = [...(await store.openConversations()), ...(await store.closedConversations(99)).rows];
    const logs = await Promise.all(
      rows.flatMap(({ conv }) =>
        (['main', 'notes', 'rating'] as const).map((audience) => store.events(conv, audience, 0, 999)),
      ),
    );
    return JSON.stringify([rows, logs, await store.sites(), await store.agents()]);
  };

  const bystander = await visitor();
  const agent = await staff();
  await ask(bystander, 'conv1', 'open', { text: 'Hello' });
  await ask(agent, 'conv1', 'message', { text: 'Hi' });
  await ask(agent, 'conv1', 'close', {});
  const invite = await bystander.until((f) => f['t'] === 'inv');

  return {
    relay,
    store,
    sockets,
    wires,
    bystander,
    inviteSecret: String(invite['secret']),
    upgrade,
    visitor,
    staff,
    ticket,
    ask,
    withstand: async (attack) => {
      const before = await kept();
      await attack();
      expect(await kept()).toBe(before);
      expect(await ask(bystander, 'conv1', 'message', { text: 'still here' })).toMatchObject({ t: 'ack' });
      expect(await ask(await visitor(), 'control', 'open', { text: 'new here' })).toMatchObject({ t: 'ack' });
    },
    end: async () => {
      for (const client of clients) client.destroy();
      await Promise.all([relay.stop({ budgetMs: 1_000 }), sockets.close()]);
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
