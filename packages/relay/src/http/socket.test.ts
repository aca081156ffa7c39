// Hostile frames over real sockets: each has its code, changes nothing that is stored, and the process answers afterwards.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RawFrame } from '../test/raw-client.ts';
import { createSiege, hello, type Siege } from '../test/siege.ts';

let siege: Siege;
beforeEach(async () => {
  siege = await createSiege();
});
afterEach(() => siege.end());

describe('frames', () => {
  const command = (k: string, d: unknown, more: object = {}): string =>
    JSON.stringify({ t: 'cmd', i: 'h1', c: 'mine', k, d, ...more });
  test.each<[string, () => string, object]>([
    ['[B1] malformed JSON', () => '{"a":1,}', { code: 'bad_frame' }],
    [
      '[B1] nesting of 30,000',
      () => `{"t":"cmd","i":"h1","c":"mine","k":"message","d":${'['.repeat(30_000)}${']'.repeat(30_000)}}`,
      { code: 'bad_frame' },
    ],
    ['[B1] nesting of 40,000, not closed', () => `{"t":"cmd","d":${'['.repeat(40_000)}`, { code: 'bad_frame' }],
    ['[B1] a NUL', () => '{"t":"cmd","i":"h1","c":"mine","k":"open","d":{"text":"a\\u0000b"}}', { code: 'bad_frame' }],
    [
      '[B1] a lone surrogate',
      () => '{"t":"cmd","i":"h1","c":"mine","k":"open","d":{"text":"\\ud83d"}}',
      { code: 'bad_frame' },
    ],
    ['[C12] an unknown frame', () => '{"t":"launch"}', { code: 'unsupported' }],
    ['[C12] an unknown command', () => command('edit', {}), { code: 'unsupported', i: 'h1' }],
    ['[C3] text over the limit', () => command('open', { text: 'x'.repeat(4_001) }), { code: 'too_large', i: 'h1' }],
    ['[C3] nothing but white space', () => command('open', { text: ' \u200b ' }), { code: 'empty', i: 'h1' }],
    [
      "[C4] another visitor's conversation",
      () => command('message', { text: 'x' }, { c: 'conv1' }),
      { code: 'not_found', i: 'h1' },
    ],
    [
      "[C4] hearing another visitor's conversation",
      () => '{"t":"sub","c":"conv1","s":0}',
      { code: 'not_found', c: 'conv1' },
    ],
    [
      '[C4] an operator for an id',
      () => '{"t":"q","n":1,"k":"hist","c":{"$regex":".*"}}',
      { code: 'invalid_field', d: { field: 'c' } },
    ],
    ["[C7] an agent's command", () => command('accept', {}, { c: 'conv1' }), { code: 'not_found', i: 'h1' }],
    ['[H5] a second hello', () => JSON.stringify(hello), { code: 'bad_frame' }],
  ])('%s', async (_name, text, answer) => {
    const client = await siege.visitor();
    await siege.withstand(async () => {
      client.text(text());
      expect(await client.until((f) => f['t'] === 'err')).toMatchObject(answer);
      client.json({ t: 'ping', n: 7 });
      await client.until((f) => f['t'] === 'pong');
    });
  });

  test.each<[string, () => object, object]>([
    [
      '[R3] a score of 6',
      () => ({ n: 1, secret: siege.inviteSecret, score: 6 }),
      { code: 'invalid_field', d: { field: 'score' } },
    ],
    [
      '[R3] a score of 3.5',
      () => ({ n: 1, secret: siege.inviteSecret, score: 3.5 }),
      { code: 'invalid_field', d: { field: 'score' } },
    ],
    [
      '[R3] a score of "5"',
      () => ({ n: 1, secret: siege.inviteSecret, score: '5' }),
      { code: 'invalid_field', d: { field: 'score' } },
    ],
    ['[R3] no secret', () => ({ n: 1, score: 5 }), { code: 'forbidden' }],
    ['[R3] another secret', () => ({ n: 1, secret: 'x'.repeat(43), score: 5 }), { code: 'forbidden' }],
  ])('%s', async (_name, d, answer) => {
    await siege.withstand(async () => {
      expect(await siege.ask(siege.bystander, 'conv1', 'rate', d())).toMatchObject({ t: 'err', ...answer });
    });
  });
  test('[R3] an agent cannot rate, not even with the secret', async () => {
    const agent = await siege.staff();
    await siege.withstand(async () => {
      expect(await siege.ask(agent, 'conv1', 'rate', { n: 1, secret: siege.inviteSecret, score: 5 })).toMatchObject({
        t: 'err',
        code: 'forbidden',
      });
    });
  });

  const one = (frame: RawFrame): RawFrame[] => [frame];
  test.each<[string, RawFrame[], number]>([
    ['[B3] a frame over 64 KiB', one({ op: 1, payload: 'a'.repeat(65_537) }), 1009],
    [
      '[B3] nesting of 40,000, which is longer than that',
      one({ op: 1, payload: `{"t":"cmd","d":${'['.repeat(40_000)}${']'.repeat(40_000)}}` }),
      1009,
    ],
    ['[B3] a frame that says it is 1 TiB long', one({ op: 1, payload: 'x', declared: 2 ** 40 }), 1009],
    // Refused by what it says, not only once it has come.
    ['[B3] a frame that says it is 128 KiB long', one({ op: 1, payload: 'x', declared: 2 ** 17 }), 1009],
    ['[B3] binary', one({ op: 2, payload: '{"t":"bye"}' }), 1003],
    ['[B3] bad UTF-8', one({ op: 1, payload: new Uint8Array([0xc3, 0x28]) }), 1007],
    ['[B3] a surrogate in UTF-8', one({ op: 1, payload: new Uint8Array([0xed, 0xa0, 0x80]) }), 1007],
    ['[B3] an overlong slash', one({ op: 1, payload: new Uint8Array([0xc0, 0xaf]) }), 1007],
    [
      '[B3] 200 fragments',
      [{ op: 1, payload: 'a', fin: 0 }, ...Array<RawFrame>(200).fill({ op: 0, payload: 'a', fin: 0 })],
      1008,
    ],
    ['[B3] 200 empty fragments', [{ op: 1, fin: 0 }, ...Array<RawFrame>(200).fill({ op: 0, fin: 0 })], 1008],
    ['[B3] a frame that is not masked', one({ op: 1, payload: 'hi', mask: false }), 1002],
    ['[B3] a compressed frame, which nobody agreed on', one({ op: 1, payload: 'a', rsv: 4 }), 1002],
    ['[B3] a reserved opcode', one({ op: 3, payload: 'a' }), 1002],
    ['[B3] a ping of 126 bytes', one({ op: 9, payload: 'p'.repeat(126) }), 1002],
    ['[B3] a close code that must not travel', one({ op: 8, payload: new Uint8Array([3, 237]) }), 1002],
    ['[B4] a flood of pings', Array<RawFrame>(2_000).fill({ op: 9, payload: 'p' }), 4008],
  ])('%s', async (_name, frames, code) => {
    const client = await siege.visitor();
    await siege.withstand(async () => {
      for (const frame of frames) client.send(frame);
      expect(await client.closed()).toBe(code);
    });
  });

  test('[B1] eleven bad frames close with 4501', async () => {
    const client = await siege.visitor();
    await siege.withstand(async () => {
      for (let i = 0; i < 11; i += 1) client.text('null');
      expect(await client.closed()).toBe(4501);
    });
  });
  test('[B4] a hundred messages at once: ten are kept, the others are told when to come again', async () => {
    const client = await siege.visitor();
    for (let i = 0; i < 100; i += 1)
      client.json({ t: 'cmd', i: `m${i}`, c: 'flood', k: i === 0 ? 'open' : 'message', d: { text: 'x' } });
    const last = await client.until((f) => f['i'] === 'm99');
    expect(last).toMatchObject({ t: 'err', code: 'rate_limited' });
    expect(last['retry']).toBeGreaterThan(0);
    await client.until((f) => f['t'] === 'ack' && f['i'] === 'm9');
    expect(client.frames.filter((f) => f['t'] === 'ack')).toHaveLength(10);
    expect((await siege.store.conversation('flood'))?.state.fromVisitor).toBe(10);
    expect(await siege.ask(siege.bystander, 'conv1', 'message', { text: 'still here' })).toMatchObject({ t: 'ack' });
  });
  test('[B6] a reset in the middle of a command ends that socket alone', async () => {
    const client = await siege.visitor();
    client.json({ t: 'cmd', i: 'm1', c: 'cut', k: 'open', d: { text: 'x' } });
    client.socket.resetAndDestroy();
    expect(await siege.ask(siege.bystander, 'conv1', 'message', { text: 'still here' })).toMatchObject({ t: 'ack' });
  });
});

test('[X3] every socket hears bye, then 1012, and then nothing is left', async () => {
  const client = await siege.visitor();
  const stopped = Promise.all([siege.relay.stop(), siege.sockets.close()]);
  expect(await client.until((f) => f['t'] === 'bye')).toMatchObject({ why: 'restart' });
  expect(await client.closed()).toBe(1012);
  expect(await siege.bystander.closed()).toBe(1012);
  await stopped;
  expect(siege.relay.stats()).toMatchObject({ sockets: 0, bufferedBytes: 0 });
});
