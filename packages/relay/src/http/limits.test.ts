// The limits of admission and pace, over real sockets. Whatever is refused is told when to come again, and a bystander is served as before.
import { afterEach, describe, expect, test } from 'vitest';
import type { RelayLimits } from '../core/relay-limits.ts';
import type { RawClient } from '../test/raw-client.ts';
import { type Answer, createSiege, hello, type Siege } from '../test/siege.ts';

let siege: Siege;
afterEach(() => siege.end());
const besiege = async (limits: Partial<RelayLimits>, o: { trustProxy?: boolean } = {}): Promise<void> => {
  siege = await createSiege({ ...o, limits: { socketsPerAddress: 500, helloTimeoutMs: 5_000, ...limits } });
};

/** As from `address`, through a proxy that says so. */
const from = (address: string): Promise<RawClient> => siege.upgrade({ headers: { 'X-Forwarded-For': address } });
const openings = async (client: RawClient, count: number): Promise<Answer[]> => {
  const answers: Answer[] = [];
  for (let n = 0; n < count; n += 1) answers.push(await siege.ask(client, `c${n}`, 'open', { text: 'Hello' }));
  return answers;
};

describe('the upgrade', () => {
  test('[A2] new sockets of one address: above 60 at once 429 and when to come, others are let in', async () => {
    await besiege({}, { trustProxy: true });
    for (let n = 0; n < 60; n += 1) {
      const client = await from('192.0.2.7');
      expect(client.status).toBe(101);
      client.destroy();
    }
    const refused = await from('192.0.2.7');
    expect([refused.status, refused.headers]).toEqual([429, expect.stringMatching(/^Retry-After: [12]$/m)]);
    expect((await from('192.0.2.8')).status).toBe(101);
    // An address that the client itself wrote before the proxy's counts for nothing.
    expect((await from('192.0.2.9, 192.0.2.7')).status).toBe(429);
  });
  test('[A2] one line of IPv6 counts as one address', async () => {
    await besiege({ newSockets: [{ count: 1, perMs: 60_000 }] }, { trustProxy: true });
    expect((await from('2001:db8:1:2::1')).status).toBe(101);
    expect((await from('2001:db8:1:2:ffff::9')).status).toBe(429);
    expect((await from('2001:db8:1:3::1')).status).toBe(101);
  });
  test('[A2] this machine itself, or a proxy on it that hides for whom it asks, is not counted by the minute', async () => {
    await besiege({ newSockets: [{ count: 1, perMs: 60_000 }] });
    for (let n = 0; n < 5; n += 1) expect((await siege.upgrade()).status).toBe(101);
  });
  test('[A2] sockets that have not said hello: above the limit 503; whoever speaks makes room', async () => {
    await besiege({ silentSockets: 20 });
    const silent: RawClient[] = [];
    for (let n = 0; n < 20; n += 1) silent.push(await siege.upgrade());
    const refused = await siege.upgrade();
    expect([refused.status, refused.headers]).toEqual([503, expect.stringMatching(/^Retry-After: 5$/m)]);
    silent[0]?.json(hello);
    await silent[0]?.until((f) => f['t'] === 'welcome');
    expect((await siege.upgrade()).status).toBe(101);
    expect((await siege.upgrade()).status).toBe(503);
  });
  test('[A2] silent sockets that come at the same moment are not more than the limit either', async () => {
    await besiege({ silentSockets: 20 });
    const many = await Promise.all(Array.from({ length: 60 }, () => siege.upgrade()));
    expect(many.filter(({ status }) => status === 101)).toHaveLength(20);
  });
  test('[A2] sockets of the whole process: above the limit 503, and those that are here are served', async () => {
    await besiege({ sockets: 5 });
    while (siege.relay.stats().sockets < 5) expect((await siege.upgrade()).status).toBe(101);
    expect((await siege.upgrade()).status).toBe(503);
    expect(await siege.ask(siege.bystander, 'conv1', 'message', { text: 'still here' })).toMatchObject({ t: 'ack' });
  });
  test('[A6] another name than the relay’s is refused with 421', async () => {
    await besiege({});
    for (const host of ['evil.example', 'relay.example.evil.example', '192.0.2.7'])
      expect((await siege.upgrade({ headers: { Host: host } })).status).toBe(421);
  });
});

describe('the hello', () => {
  test('[A1] beyond the pace it waits its turn; what would wait too long gets 1013 and a time', async () => {
    await besiege({ hellos: [{ count: 4, perMs: 400, burst: 6 }], helloWaitMs: 400 });
    // Two have come already: the bystander and an agent. Four go at once, four wait, the others cannot.
    const clients = await Promise.all(Array.from({ length: 20 }, () => siege.upgrade()));
    for (const client of clients) client.json(hello);
    const ends = await Promise.all(
      clients.map((client) =>
        Promise.race([
          client
            .until((f) => f['t'] === 'welcome')
            .then(
              () => 'in',
              () => 'out',
            ),
          client.closed(),
        ]),
      ),
    );
    const welcomed = clients.filter((client) => client.frames.some((f) => f['t'] === 'welcome'));
    expect(welcomed.length).toBeGreaterThanOrEqual(8);
    expect(welcomed.length).toBeLessThan(14);
    expect(ends.filter((end) => end === 1013 || end === 'out')).toHaveLength(20 - welcomed.length);
  });
  test('[B4] the ninth socket of a visitor closes the first with 4005, and the others go on', async () => {
    await besiege({});
    const first = await siege.visitor();
    const tok = (await first.until((f) => f['t'] === 'welcome'))['tok'];
    const others: RawClient[] = [];
    for (let n = 0; n < 8; n += 1) {
      const client = await siege.upgrade();
      client.json({ ...hello, tok });
      await client.until((f) => f['t'] === 'welcome');
      others.push(client);
    }
    expect(await first.closed()).toBe(4005);
    for (const client of others) {
      client.json({ t: 'ping', n: 1 });
      await client.until((f) => f['t'] === 'pong');
    }
  });
});

describe('commands and frames', () => {
  test('[A3] a visitor begins five conversations an hour; one sent again is no new one', async () => {
    await besiege({});
    const client = await siege.visitor();
    const answers = await openings(client, 6);
    expect(answers.map((f) => f['t'])).toEqual(['ack', 'ack', 'ack', 'ack', 'ack', 'err']);
    expect(answers[5]).toMatchObject({ code: 'rate_limited' });
    expect(answers[5]?.['retry']).toBeGreaterThan(600_000);
    expect(await siege.store.conversation('c5')).toBeNull();
    const first = { t: 'cmd', i: answers[0]?.['i'], c: 'c0', k: 'open', d: { text: 'Hello' } };
    const before = client.frames.length;
    client.json(first);
    client.json({ t: 'ping', n: 1 });
    await client.until((f) => f['t'] === 'pong');
    expect(await client.until((f) => f === client.frames.slice(before).find((g) => g['i'] === first.i))).toMatchObject({
      t: 'ack',
    });
    expect(await siege.ask(client, 'c4', 'message', { text: 'goes on' })).toMatchObject({ t: 'ack' });
  });
  test('[A3] an address begins thirty an hour, whoever asks there', async () => {
    await besiege({ addressConversations: [{ count: 3, perMs: 3_600_000 }] }, { trustProxy: true });
    const greet = async (address: string): Promise<RawClient> => {
      const client = await from(address);
      client.json(hello);
      await client.until((f) => f['t'] === 'welcome');
      return client;
    };
    expect((await openings(await greet('192.0.2.7'), 2)).map((f) => f['t'])).toEqual(['ack', 'ack']);
    const other = await greet('192.0.2.7');
    expect(await siege.ask(other, 'd0', 'open', {})).toMatchObject({ t: 'ack' });
    expect(await siege.ask(other, 'd1', 'open', {})).toMatchObject({ t: 'err', code: 'rate_limited' });
    expect(await siege.ask(await greet('192.0.2.8'), 'd2', 'open', {})).toMatchObject({ t: 'ack' });
  });
  test('[A5] a flood of frames that each cost nothing closes with 4008', async () => {
    await besiege({});
    const client = await siege.visitor();
    for (let n = 0; n < 3_000; n += 1) client.json({ t: 'vis', on: 1 });
    expect(await client.closed()).toBe(4008);
    expect(await siege.ask(siege.bystander, 'conv1', 'message', { text: 'still here' })).toMatchObject({ t: 'ack' });
  });
  test('[A5] marks in many conversations at once are written at their pace, none is refused, and the newest counts', async () => {
    await besiege({ marks: [{ count: 100, perMs: 1_000, burst: 2 }] });
    const [agent, client] = [await siege.staff(), await siege.visitor()];
    const convs = ['c0', 'c1', 'c2', 'c3', 'c4'];
    expect((await openings(client, 5)).map((f) => f['t'])).toEqual(Array(5).fill('ack'));
    for (const r of [1, 2]) for (const c of convs) agent.json({ t: 'mark', c, r });
    for (const c of convs) await client.until((f) => f['t'] === 'mk' && f['c'] === c && f['r'] === 2);
    expect(agent.frames.filter((f) => f['t'] === 'err')).toEqual([]);
  });
  test('[A5] new credentials more often than they can be needed are rate_limited, and the socket stays', async () => {
    await besiege({});
    const agent = await siege.staff();
    for (let n = 0; n < 4; n += 1) agent.json({ t: 'auth', tok: await siege.ticket() });
    expect(await agent.until((f) => f['t'] === 'err')).toMatchObject({ code: 'rate_limited' });
    agent.json({ t: 'ping', n: 1 });
    await agent.until((f) => f['t'] === 'pong');
  });
  test('[A5] [B4] streams asked for faster than 20 a second are rate_limited after the first 400', async () => {
    await besiege({});
    const client = await siege.visitor();
    for (let n = 0; n < 450; n += 1) client.json({ t: 'sub', c: `none${n}`, s: 0 });
    const refused = await client.until((f) => f['code'] === 'rate_limited');
    expect(refused).toMatchObject({ t: 'err', c: expect.stringMatching(/^none4\d\d$/) });
    expect(refused['retry']).toBeGreaterThan(0);
  });
});
