// Tickets, API tokens, and what happens when they are taken back.
import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../store/memory-store.ts';
import type { Store } from '../store/store.ts';
import { agentRow, chat, createWorld, ownOrigin, shopOrigin } from '../test/world.ts';
import { sha256hex } from './secret.ts';

const hello = { t: 'hello', v: 1, role: 'v', k: 'shop', dev: 'tab', cur: {} } as const;

describe('[T5] the ticket of an agent', () => {
  const asAgent = (tok: string) => ({ t: 'hello', v: 1, role: 'a', tok, dev: 'tab', cur: {} }) as const;
  test('[T5] works once', async () => {
    const world = await createWorld();
    const tok = await world.ticket();
    const [first, second] = [world.connect({ origin: ownOrigin }), world.connect({ origin: ownOrigin })];
    first.send(asAgent(tok));
    second.send(asAgent(tok));
    expect((await first.until('welcome')).me).toEqual({ id: 'maria', role: 'a', name: 'Maria' });
    expect(await second.ended()).toMatchObject({ code: 4100 });
  });
  test('[T5] works for 30 s', async () => {
    const world = await createWorld();
    const tok = await world.ticket();
    await world.clock.pass(30_000);
    const client = world.connect({ origin: ownOrigin });
    client.send(asAgent(tok));
    expect(await client.ended()).toMatchObject({ code: 4100 });
  });
  test('[T5] an API token works again and again, without an origin', async () => {
    const world = await createWorld();
    await world.store.putSecret({
      hash: sha256hex('api'),
      kind: 'api',
      agent: 'ben',
      parent: null,
      createdAt: 0,
      expiresAt: Number.MAX_SAFE_INTEGER,
    });
    for (let i = 0; i < 2; i += 1) {
      const client = world.connect({ origin: null });
      client.send(asAgent('api'));
      expect((await client.until('welcome')).me.id).toBe('ben');
    }
  });
  test.each(['session', 'setup'] as const)(
    '[T5] the secret of a %s opens no socket and is not used up',
    async (kind) => {
      const world = await createWorld();
      await world.store.putSecret({
        hash: sha256hex('x'),
        kind,
        agent: 'maria',
        parent: null,
        createdAt: 0,
        expiresAt: Number.MAX_SAFE_INTEGER,
      });
      const client = world.connect({ origin: ownOrigin });
      client.send(asAgent('x'));
      expect(await client.ended()).toMatchObject({ code: 4100 });
      expect(await world.store.secret(sha256hex('x'))).not.toBeNull();
    },
  );
  test("[T5] an agent's ticket is no visitor's token, and a visitor's token no ticket", async () => {
    const world = await createWorld();
    const visitor = await world.visitor();
    const tok = await world.ticket();
    const asVisitor = world.connect();
    asVisitor.send({ ...hello, tok });
    expect(await asVisitor.ended()).toMatchObject({ code: 4503 });
    expect(await world.store.secret(sha256hex(tok))).not.toBeNull();
    const client = world.connect({ origin: ownOrigin });
    client.send(asAgent(visitor.welcome.tok ?? ''));
    expect(await client.ended()).toMatchObject({ code: 4100 });
  });
  test("[T5] a ticket from the page of a site is refused: the console is the relay's own", async () => {
    const world = await createWorld();
    const client = world.connect({ origin: shopOrigin });
    client.send(asAgent(await world.ticket()));
    expect(await client.ended()).toMatchObject({ code: 4504 });
  });
});

describe('[T7] what was taken back', () => {
  test('[T7] a revoked agent hears nothing and does nothing from that moment on', async () => {
    const world = await createWorld();
    const { visitor, agent } = await chat(world);
    agent.send({ t: 'cmd', i: 'late', c: 'conv1', k: 'message', d: { text: 'not any more' } });
    world.relay.revoke({ agent: 'maria' });
    expect(agent.socket.ended).toEqual({ code: 4503, reason: 'revoked' });
    const heard = agent.frames.length;
    await visitor.ask('conv1', 'message', { text: 'still there?' });
    await world.clock.pass(1_000);
    expect(agent.frames).toHaveLength(heard);
    expect(JSON.stringify(await world.store.events('conv1', 'main', 0, 100))).not.toContain('not any more');
  });
  test('[T7] ending a session ends what it has opened, and nothing else', async () => {
    const world = await createWorld();
    for (const hash of ['s1', 's2']) {
      await world.store.putSecret({
        hash,
        kind: 'session',
        agent: 'maria',
        parent: null,
        createdAt: 0,
        expiresAt: Number.MAX_SAFE_INTEGER,
      });
    }
    const one = await world.agent('maria', { tok: await world.ticket('maria', 's1') });
    const two = await world.agent('maria', { tok: await world.ticket('maria', 's2') });
    world.relay.revoke({ session: 's1' });
    expect(one.socket.ended).toMatchObject({ code: 4503 });
    expect(two.socket.ended).toBeNull();
  });
  test('[T7] an agent disabled by another process is gone within 5 s', async () => {
    const world = await createWorld();
    const agent = await world.agent();
    await world.store.putAgent({ ...agentRow('maria', 'Maria'), disabled: true });
    await world.clock.pass(5_000);
    expect(agent.socket.ended).toMatchObject({ code: 4503 });
  });
  test('[T5] the end of a session asks for new credentials', async () => {
    const world = await createWorld();
    const expiresAt = world.clock.now() + 60_000;
    await world.store.putSecret({ hash: 's1', kind: 'session', agent: 'maria', parent: null, createdAt: 0, expiresAt });
    const agent = await world.agent('maria', { tok: await world.ticket('maria', 's1') });
    await world.clock.pass(59_000);
    expect(agent.socket.ended).toBeNull();
    await world.clock.pass(6_000);
    expect(agent.socket.ended).toMatchObject({ code: 4100 });
  });
  test('[T7] a ticket does not outlive the session that asked for it', async () => {
    const world = await createWorld();
    const client = world.connect({ origin: ownOrigin });
    client.send({ t: 'hello', v: 1, role: 'a', tok: await world.ticket('maria', 'signed out'), dev: 'tab', cur: {} });
    expect(await client.ended()).toMatchObject({ code: 4503 });
  });
  test('[T7] a revocation during the handshake counts', async () => {
    const memory = createMemoryStore();
    let onAgent = (): void => {};
    const store: Store = {
      ...memory,
      agent: (id) => {
        onAgent();
        return memory.agent(id);
      },
    };
    const world = await createWorld({ store });
    let asked = 0;
    onAgent = () => {
      asked += 1;
      if (asked !== 2) return; // the last question before it is let in
      void memory.agent('maria').then(() => memory.putAgent({ ...agentRow('maria', 'Maria'), disabled: true }));
      world.relay.revoke({ agent: 'maria' });
    };
    const client = world.connect({ origin: ownOrigin });
    client.send({ t: 'hello', v: 1, role: 'a', tok: await world.ticket(), dev: 'tab', cur: {} });
    expect(await client.ended()).toMatchObject({ code: 4503 });
  });
});

test('[T2] no token, ticket or secret is logged, and no close reason or error repeats one', async () => {
  const world = await createWorld();
  const visitor = await world.visitor();
  const ticket = await world.ticket();
  const clients = [
    { ...hello, tok: 'forged-token' },
    { ...hello, role: 'a' as const, tok: 'forged-ticket' },
    { ...hello, role: 'a' as const, tok: ticket, k: 'shop' },
  ].map((frame) => {
    const client = world.connect({ origin: frame.role === 'a' ? ownOrigin : shopOrigin });
    client.send(frame);
    return client;
  });
  await world.clock.settle();
  const told = JSON.stringify([world.logged, clients.map((c) => [c.socket.ended, c.all('err')])]);
  for (const secret of [visitor.welcome.tok ?? '', 'forged-token', 'forged-ticket', ticket])
    expect(told).not.toContain(secret);
});
