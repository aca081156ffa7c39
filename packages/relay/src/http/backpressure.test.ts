// Backpressure in both directions, over real sockets: who asks too much at once is not read, who does not read is not fed, and in the end let go.
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { RelayLimits } from '../core/relay-limits.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import type { Store } from '../store/store.ts';
import type { RawClient } from '../test/raw-client.ts';
import { createSiege, type Siege } from '../test/siege.ts';

const free = [{ count: 1_000_000, perMs: 1 }];
const unpaced: Partial<RelayLimits> = { visitorCommands: free, agentCommands: free, subs: free, frames: free };
let siege: Siege;
afterEach(() => siege.end());

const stillServed = async (): Promise<void> => {
  expect(await siege.ask(siege.bystander, 'conv1', 'dismiss', { n: 1, secret: 'none' })).toMatchObject({ t: 'err' });
};

describe('who asks too much at once', () => {
  test('[A4] [L6] is not read above 32 commands under way; then all are answered, in the order of the asking', async () => {
    const memory = createMemoryStore();
    let release = (): void => {};
    let gate: Promise<void> | null = null;
    const store: Store = {
      ...memory,
      commit: async (units) => {
        await gate;
        return memory.commit(units);
      },
    };
    siege = await createSiege({ store, limits: unpaced });
    const client = await siege.visitor();
    const wire = siege.wires.at(-1);
    expect(await siege.ask(client, 'mine', 'open', {})).toMatchObject({ t: 'ack' });
    gate = new Promise((resolve) => {
      release = resolve;
    });
    const [taken, read] = [siege.relay.stats().commands, wire?.bytesRead ?? 0];
    const count = 2_000;
    const text = 'x'.repeat(4_000);
    for (let n = 0; n < count; n += 1) client.json({ t: 'cmd', i: `m${n}`, c: 'mine', k: 'message', d: { text } });
    await vi.waitFor(() => expect(wire?.isPaused()).toBe(true));
    // What cannot be committed cannot be asked by anybody, but whoever asks nothing of the disk is served.
    siege.bystander.json({ t: 'ping', n: 7 });
    await siege.bystander.until((f) => f['n'] === 7);
    expect(siege.relay.stats().commands - taken).toBe(32);
    expect((wire?.bytesRead ?? 0) - read).toBeLessThan(1_000_000);
    gate = null;
    release();
    await client.until((f) => f['i'] === `m${count - 1}`);
    const acks = client.frames.filter((f) => f['t'] === 'ack' && String(f['i']).startsWith('m'));
    expect(acks.map((f) => f['i'])).toEqual(Array.from({ length: count }, (_, n) => `m${n}`));
    const log = await siege.store.events('mine', 'main', 0, 9_999);
    expect(log.flatMap((ev) => (ev.k === 'message' ? [ev.m] : []))).toEqual(acks.map((f) => f['i']));
  });
});

describe('who does not read', () => {
  /** Some windows of a quarter of a megabyte each: what the kernels keep on the way is more than one. */
  async function stuff(client: RawClient, until: () => boolean): Promise<void> {
    for (let n = 0; n < 500 && !until(); n += 1) {
      client.json({ t: 'sub', c: 'conv1/n', s: -1 });
      await stillServed();
      expect(siege.relay.stats().bufferedBytes).toBeLessThan(1_500_000);
    }
    expect(until()).toBe(true);
  }
  async function reader(limits: Partial<RelayLimits> = {}, closeTimeoutMs?: number): Promise<RawClient> {
    siege = await createSiege({
      limits: { ...unpaced, ...limits },
      ...(closeTimeoutMs === undefined ? {} : { closeTimeoutMs }),
    });
    const client = await siege.staff();
    for (let i = 0; i < 30; i += 1)
      expect(await siege.ask(client, 'conv1', 'note', { text: 'x'.repeat(8_000) })).toMatchObject({ t: 'ack' });
    return client;
  }
  /** Up to the hard limit, and asking for more. */
  async function overfill(client: RawClient): Promise<void> {
    client.socket.pause();
    await stuff(client, () => siege.relay.stats().bufferedBytes >= 1_048_576);
    client.json({ t: 'ping', n: 1 });
    await stillServed();
  }

  test('[B5] is let go at the hard limit: 4003 when it reads again in time, and nobody else notices', async () => {
    const client = await reader({}, 60_000);
    await overfill(client);
    client.socket.resume();
    expect(await client.closed()).toBe(4003);
    expect(await siege.ask(siege.bystander, 'conv1', 'message', { text: 'still here' })).toMatchObject({ t: 'ack' });
  });
  test('[B5] and is gone within a second or so if it does not, with all that was kept for it', async () => {
    const client = await reader();
    const { sockets } = siege.relay.stats();
    await overfill(client);
    await vi.waitFor(
      () => expect(siege.relay.stats()).toMatchObject({ sockets: sockets - 1, bufferedBytes: 0 }),
      10_000,
    );
  });
  test('[B5] at the soft limit is fed no more, and let go when it takes nothing for the set time', async () => {
    const client = await reader({ drainMs: 300, hardBufferBytes: 64_000_000 });
    const { sockets } = siege.relay.stats();
    client.socket.pause();
    await stuff(client, () => siege.relay.stats().bufferedBytes >= 262_144);
    // What is told to all is not told to it: its part in memory stands where it stood.
    const kept = siege.relay.stats().bufferedBytes;
    for (let n = 0; n < 20; n += 1) await siege.ask(siege.bystander, 'conv1', 'message', { text: 'x'.repeat(4_000) });
    expect(siege.relay.stats().bufferedBytes).toBeLessThan(kept + 20_000);
    await vi.waitFor(() => expect(siege.relay.stats().sockets).toBe(sockets - 1), 10_000);
  });
});
