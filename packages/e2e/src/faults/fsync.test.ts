// That an acknowledgement leaves only after the disk has the message is seen from outside, in the system calls of the relay.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { visitorClient } from '../test/clients.ts';
import { spawnRelay, startRelay } from '../test/relay.ts';
import { tempDir } from '../test/temp-dir.ts';
import { callsOf, straceArgs, whyNoStrace } from './strace.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const run of cleanups.splice(0).reverse()) await run();
});

const messages = 30;

/** Writes message after message, each after the acknowledgement of the one before. Gives the ids in order. */
async function writeOneByOne(url: string): Promise<string[]> {
  const acks: string[] = [];
  const visitor = visitorClient(url, {
    onFrame: (frame) => void (frame.t === 'ack' && frame.s !== 0 && acks.push(frame.i as string)),
  });
  cleanups.push(() => visitor.dispose());
  await visitor.connect();
  const conversation = visitor.start({ message: 'the first' });
  for (let n = 1; n < messages; n += 1) await conversation.send(`number ${n}`).committed();
  return acks;
}

const refused = whyNoStrace();

test('[D2] before each ack the write-ahead log was written and fdatasync has returned', {
  timeout: 60_000,
}, async () => {
  const dir = tempDir();
  cleanups.push(dir.remove);
  if (refused) {
    // Without ptrace the order is seen from inside: the commit has returned, in full durability, before the ack is on its way.
    console.info(`fdatasync is not watched by strace: ${refused}`);
    const order: string[] = [];
    const relay = await startRelay({ data: dir.path, checkpoint: (at) => void order.push(at) });
    cleanups.push(relay.stop);
    const acks = await writeOneByOne(relay.url);
    const acked = order.flatMap((at, n) => (at === 'after-ack' ? [n] : []));
    expect(acked.length).toBeGreaterThanOrEqual(acks.length);
    for (const n of acked)
      expect(order.slice(0, n).lastIndexOf('after-commit')).toBeGreaterThan(order.slice(0, n).lastIndexOf('after-ack'));
    return;
  }
  const trace = join(dir.path, 'trace');
  const relay = await spawnRelay({
    data: join(dir.path, 'data'),
    limits: { visitorCommands: [{ count: 1_000, perMs: 1 }] },
    under: ['strace', ...straceArgs(trace)],
  });
  cleanups.push(() => relay.kill());
  const acks = await writeOneByOne(relay.url);
  await relay.stop();

  const calls = callsOf(readFileSync(trace, 'utf8'));
  const seen = calls.flatMap((call) => (call.is === 'ack' ? [call.id] : []));
  expect(seen).toEqual(acks);
  expect(seen).toHaveLength(messages);
  // The next command leaves only after the ack of the one before (O2): what lies between two acks belongs to the second.
  let between: string[] = [];
  for (const call of calls) {
    if (call.is !== 'ack') {
      between.push(call.is);
      continue;
    }
    expect(between, `before the ack of ${call.id}`).toContain('wal');
    expect(between.lastIndexOf('sync'), `before the ack of ${call.id}`).toBeGreaterThan(between.lastIndexOf('wal'));
    between = [];
  }
});
