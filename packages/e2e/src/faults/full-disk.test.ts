// A disk that is really full, under the program itself: what still works on it, and how it comes back.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { memoryStorage, visitorClient } from '../test/clients.ts';
import { inHouseOf, mebibytes, peakBytes } from './house.ts';
import { hurry } from './load.ts';
import { command, serve } from './program.ts';
import { smallDisk } from './small-disk.ts';

const ballastBytes = 33_554_432;

/** How often `text` stands in the files of the database. */
const onDisk = (data: string, text: string): number =>
  readdirSync(data)
    .filter((name) => name.startsWith('rapport.db') && !name.endsWith('-ballast'))
    .reduce((sum, name) => sum + readFileSync(join(data, name), 'latin1').split(text).length - 1, 0);

test('[B7][D2][C1][O3] on a full disk new work is refused with storage_full, reading, signing in and erasing go on, and with room it comes back by itself', {
  timeout: 120_000,
}, async () => {
  const disk = smallDisk(67_108_864);
  if (typeof disk === 'string') return console.info(disk);
  try {
    const data = join(disk.path, 'data');
    const ignore = new Set<string>();
    await inHouseOf(
      () => serve({ data }),
      { data, load: { visitors: 2, pauseMs: 700, ignore } },
      async (house) => {
        const { load, relay, owner } = house;
        const ballast = `${house.database}-ballast`;
        expect(statSync(ballast).size).toBe(ballastBytes);
        // Somebody whose chat is to be erased.
        const storage = memoryStorage();
        const platform = { storage, ...hurry };
        const person = visitorClient(relay.url, { platform });
        const theirs = person.start({ message: 'canary 1' });
        ignore.add(theirs.id);
        await theirs.send('canary 2').committed();
        person.dispose();
        expect(onDisk(data, 'canary')).toBeGreaterThan(0);

        disk.fill();
        await load.refusal('storage_full');
        // What the write-ahead log had taken up is free again, and is filled as well.
        disk.fill(ballastBytes);
        for (let n = 0; n < 3; n += 1) await load.refusal('storage_full');
        const acked = load.acks.length;
        expect(statSync(ballast, { throwIfNoEntry: false })).toBeUndefined();
        expect((await fetch(`${relay.url}/readyz`)).status).toBe(503);
        expect((await fetch(`${relay.url}/healthz`)).status).toBe(200);

        // Reading: a visitor comes back and sees the chat. Signing in: an agent gets a ticket and a socket.
        const back = visitorClient(relay.url, { platform });
        await back.connect();
        const seen = back.open(theirs.id);
        await expect.poll(() => seen.timeline.getSnapshot().items.length).toBeGreaterThan(1);
        back.dispose();
        await expect(owner.ticket()).resolves.toMatch(/./);
        // New people are not turned away as by a mistake: they come again (X1).
        const newcomer = visitorClient(relay.url, { platform: hurry });
        const greeted = newcomer.start({ message: 'hello' });
        ignore.add(greeted.id);

        const erased = await command(data, ['erase', 'conversation', theirs.id]);
        expect(erased).toEqual({ code: 0, text: 'Erased: 0 visitors, 1 conversations, 3 events, 0 files.\n' });
        expect(onDisk(data, 'canary')).toBe(0);
        const again = visitorClient(relay.url, { platform });
        await again.connect();
        expect(again.conversations.getSnapshot()).toEqual([]);
        again.dispose();
        expect(load.acks.length).toBe(acked);

        disk.free();
        await load.moreAcks(4);
        await expect.poll(() => greeted.state.getSnapshot().phase, { timeout: 30_000 }).toBe('queued');
        newcomer.dispose();
        expect(statSync(ballast).size).toBe(ballastBytes);
        expect((await house.judge()).open).toBe(0);
        expect([...load.refused.keys()]).toEqual(['storage_full']);
        expect(peakBytes(relay.pid)).toBeLessThan(400 * 1_048_576);
        console.info(
          `storage_full ${load.refused.get('storage_full')} times, ${load.acks.length} acks, at most ${mebibytes(peakBytes(relay.pid))}`,
        );
      },
    );
  } finally {
    disk.remove();
  }
});
