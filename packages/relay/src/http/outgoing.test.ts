import { PassThrough, type Writable } from 'node:stream';
import { expect, test } from 'vitest';
import * as ws from 'ws';
import { Outgoing } from './outgoing.ts';

// The types of ws do not know what it reads with.
const { Receiver } = ws as unknown as { readonly Receiver: new (o: { readonly isServer: boolean }) => Writable };

/** What `ws` itself reads of it, and in how many writes it came. */
async function read(texts: readonly string[]): Promise<{ texts: string[]; writes: number }> {
  const raw = new PassThrough({ highWaterMark: 1 << 24, decodeStrings: true });
  const receiver = new Receiver({ isServer: false });
  const [heard, chunks]: [string[], Buffer[]] = [[], []];
  receiver.on('message', (data: Buffer) => void heard.push(data.toString()));
  const failed = new Promise<never>((_, reject) => receiver.on('error', reject));
  raw.on('data', (chunk: Buffer) => void chunks.push(chunk));
  const outgoing = new Outgoing(raw, () => {});
  for (const text of texts) outgoing.add(text);
  await Promise.resolve();
  expect(outgoing.length).toBe(0);
  await Promise.race([failed, new Promise<void>((resolve) => setImmediate(resolve))]);
  for (const chunk of chunks) await new Promise<void>((resolve) => receiver.write(chunk, () => resolve()));
  return { texts: heard, writes: chunks.length };
}

test('frames of every length are read by ws as they were sent, in one write', async () => {
  const texts = [0, 1, 125, 126, 127, 65_535, 65_536, 200_000].map((length) => 'x'.repeat(length));
  expect(await read(texts)).toEqual({ texts, writes: 1 });
});

test('what is not ASCII is UTF-8, also where one character is many bytes', async () => {
  const texts = ['é', 'Grüße', '日本語', '👩‍👩‍👧', 'plain', `${'ü'.repeat(63)}`, `${'ü'.repeat(32_768)}`];
  expect((await read(texts)).texts).toEqual(texts);
});

test('what waits is written before what is asked for next', () => {
  const raw = new PassThrough();
  const outgoing = new Outgoing(raw, () => {});
  outgoing.add('one');
  expect(outgoing.length).toBe(5);
  outgoing.write();
  raw.write('then');
  expect(raw.read().toString('latin1')).toBe('\x81\x03onethen');
});

test('[B5] what the network takes at once is told, if it was much: no drain follows on it', () => {
  const told: string[] = [];
  const outgoing = new Outgoing(new PassThrough({ highWaterMark: 1 << 24 }), () => told.push('taken'));
  outgoing.add('a little');
  outgoing.write();
  expect(told).toEqual([]);
  outgoing.add('x'.repeat(300_000));
  outgoing.write();
  expect(told).toEqual(['taken']);
  const slow = new Outgoing(new PassThrough(), () => told.push('slow'));
  slow.add('x'.repeat(300_000));
  slow.write();
  expect(told).toEqual(['taken']);
});
