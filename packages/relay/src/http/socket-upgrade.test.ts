// What happens before a session begins, over real sockets: each hostile case has its code and leaves no trace.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RawClient, RawUpgrade } from '../test/raw-client.ts';
import { createSiege, hello, type Siege, siegeLimits } from '../test/siege.ts';
import { ownOrigin } from '../test/world.ts';

let siege: Siege;
beforeEach(async () => {
  siege = await createSiege();
});
afterEach(() => siege.end());

describe('the upgrade', () => {
  test.each<[string, Omit<RawUpgrade, 'port'>, number]>([
    ['[H3] a foreign origin', { headers: { Origin: 'https://evil.example' } }, 403],
    [
      '[H3] an allowed name as the beginning of another',
      { headers: { Origin: 'https://shop.example.attacker.tld' } },
      403,
    ],
    ['[H3] an origin of null', { headers: { Origin: 'null' } }, 403],
    ['[H3] another path', { path: '/v1/wss' }, 404],
    ['[H3] the path of another', { path: '/v1/ws/../ws2' }, 404],
    ['[T2] a token in the address', { path: '/v1/ws?token=abc' }, 400],
    ['[H2] no subprotocol', { headers: { 'Sec-WebSocket-Protocol': null } }, 400],
    ['[H2] another subprotocol', { headers: { 'Sec-WebSocket-Protocol': 'rapport.v2, tok.eyJhbGciOi' } }, 400],
    ['[H3] a POST', { method: 'POST' }, 405],
    ['[H3] version 12', { headers: { 'Sec-WebSocket-Version': '12' } }, 400],
    ['[H3] a key of 3 bytes', { headers: { 'Sec-WebSocket-Key': 'abc' } }, 400],
    ['[H3] HTTP/1.0', { version: '1.0' }, 400],
    ['[H3] a header of 17 KiB', { headers: { 'X-Pad': 'a'.repeat(17_000) } }, 431],
  ])('%s is refused before any session', async (_name, o, status) => {
    await siege.withstand(async () => {
      const sessions = siege.relay.stats().sockets;
      const client = await siege.upgrade(o);
      expect(client.status).toBe(status);
      await client.closed();
      expect(siege.relay.stats().sockets).toBe(sessions);
      expect(client.headers).not.toContain('eyJ');
    });
  });
  test('[H2] the answer names rapport.v1 and repeats nothing that was offered; there is no compression', async () => {
    const client = await siege.upgrade({
      headers: {
        'Sec-WebSocket-Protocol': 'tok.eyJhbGciOi, rapport.v1',
        'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits',
      },
    });
    expect(client.status).toBe(101);
    expect(client.headers).toMatch(/^Sec-WebSocket-Protocol: rapport\.v1$/m);
    expect(client.headers).not.toMatch(/eyJ|extensions/i);
  });
  test('[H3] [B4] the 13th socket of one address is refused with 429', async () => {
    await siege.withstand(async () => {
      const many: RawClient[] = [];
      while (siege.relay.stats().sockets < siegeLimits.socketsPerAddress) many.push(await siege.upgrade());
      const surplus = await siege.upgrade();
      expect([surplus.status, surplus.headers]).toEqual([429, expect.stringMatching(/^Retry-After: \d+$/m)]);
      await Promise.all(many.map((client) => client.closed()));
    });
  });
  test('[H4] no origin is judged after hello: this site allows no native apps', async () => {
    await siege.withstand(async () => {
      const client = await siege.upgrade({ headers: { Origin: null } });
      expect(client.status).toBe(101);
      client.json(hello);
      expect(await client.closed()).toBe(4504);
    });
  });
});

describe('the hello', () => {
  test.each<[string, () => Promise<object> | object, number]>([
    ['[H4] an unknown site', () => ({ ...hello, k: 'nowhere' }), 4502],
    ['[H4] the wrong origin for the site', () => ({ ...hello, k: 'other' }), 4504],
    ['[T4] a bad token', () => ({ ...hello, tok: 'x'.repeat(43) }), 4503],
    ['[T5] an agent ticket on a visitor hello', async () => ({ ...hello, tok: await siege.ticket() }), 4503],
    ['[H1] a token that is an operator', () => ({ ...hello, tok: { $regex: '^a' } }), 4501],
    ['[H1] a message first', () => ({ t: 'cmd', i: 'i1', c: 'conv1', k: 'message', d: { text: 'hi' } }), 4501],
    ['[H1] an empty object', () => ({}), 4501],
    ['[H1] more than 8 KiB', () => ({ ...hello, dev: 'x'.repeat(9_000) }), 1009],
  ])('%s', async (_name, frame, code) => {
    const client = await siege.upgrade();
    await siege.withstand(async () => {
      client.json(await frame());
      expect(await client.closed()).toBe(code);
    });
  });
  test("[T5] a visitor's token on an agent hello", async () => {
    const client = await siege.upgrade({ headers: { Origin: ownOrigin } });
    await siege.withstand(async () => {
      const welcome = await siege.bystander.until((f) => f['t'] === 'welcome');
      client.json({ ...hello, role: 'a', tok: welcome['tok'] });
      expect(await client.closed()).toBe(4100);
    });
  });
  test.each<[string, (client: RawClient) => void]>([
    ['nothing', () => {}],
    ['three bytes of a frame', (client) => client.socket.write(Buffer.from([0x81, 0xfe, 0x10]))],
  ])('[H1] %s, and then silence, closes with 4001', async (_name, act) => {
    const client = await siege.upgrade();
    await siege.withstand(async () => {
      act(client);
      expect(await client.closed()).toBe(4001);
    });
  });
});
