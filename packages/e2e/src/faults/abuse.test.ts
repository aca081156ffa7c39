// One client misbehaves while others talk: they must not notice, and the relay must not grow.
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { visitorClient } from '../test/clients.ts';
import { inHouse, lossesOf, mebibytes, metric, peakBytes } from './house.ts';
import { hurry } from './load.ts';
import { clientFrame, opcode, rawSocket, repeated } from './raw-socket.ts';

const million = 1_000_000;
const hello = clientFrame('{"t":"hello","v":1,"role":"v","k":"demo","dev":"flood","cur":{}}');
const begun = clientFrame('{"t":', opcode.text, false);

const floods: readonly (readonly [string, Buffer, number])[] = [
  ['10⁶ tiny frames that are none', repeated(clientFrame('1'), million), 4501],
  ['10⁶ tiny frames that are right', repeated(clientFrame('{"t":"ping","n":1}'), million), 4008],
  ['10⁶ pings', repeated(clientFrame('', opcode.ping), million), 4008],
  ['10⁶ empty fragments', Buffer.concat([begun, repeated(clientFrame('', opcode.continuation, false), million)]), 1008],
];

test('[B1][B3][B6][A5] floods of 10⁶ tiny frames, pings and fragments end their own socket with the documented code, and nobody else notices', {
  timeout: 120_000,
}, async () => {
  await inHouse(
    { limits: { frames: [{ count: 100, perMs: 1_000, burst: 1_000 }] }, load: { visitors: 3, pauseMs: 20 } },
    async (house) => {
      const { load, relay } = house;
      await load.moreAcks(30);
      const lost = lossesOf(load);
      const before = peakBytes(relay.pid);
      const codes: unknown[] = [];
      for (const [what, bytes] of floods) {
        const { socket, ended } = await rawSocket(relay.url);
        socket.write(hello);
        socket.write(bytes);
        codes.push([what, (await ended).code]);
        await load.moreAcks(10);
      }
      expect(codes).toEqual(floods.map(([what, , code]) => [what, code]));
      expect(lost()).toBe(0);
      expect((await house.judge()).open).toBe(0);
      const grown = peakBytes(relay.pid) - before;
      console.info(`four floods of 10⁶: ${load.acks.length} acks of others meanwhile, ${mebibytes(grown)} more memory`);
      expect(grown).toBeLessThan(200 * 1_048_576);
    },
  );
});

test('[B5][D6][D10] a client that never reads costs no more than the limit, is given up, and has everything when it comes back', {
  timeout: 120_000,
}, async () => {
  await inHouse({ limits: { drainMs: 500 }, load: { visitors: 2, pauseMs: 20 } }, async (house) => {
    const { load, relay } = house;
    const sockets: WebSocket[] = [];
    const visitor = visitorClient(relay.url, {
      platform: {
        ...hurry,
        socket(address, protocol) {
          const socket = new WebSocket(address, protocol, { origin: relay.url, perMessageDeflate: false });
          socket.on('error', () => {});
          sockets.push(socket);
          return socket as never;
        },
      },
    });
    try {
      const theirs = visitor.start({ message: 'I will not read' });
      await expect.poll(() => theirs.timeline.getSnapshot().head).toBeGreaterThan(1);
      const before = peakBytes(relay.pid);
      sockets.at(-1)?.pause();
      // More than the kernel keeps for a socket: 150 messages of 40 kB.
      const agent = load.agents[1]?.conversation(theirs.id);
      const large = '𝒳'.repeat(9_990);
      let most = 0;
      for (let n = 1; n <= 150; n += 1) {
        await agent?.send(`${large} ${n}`).committed({ timeoutMs: 60_000 });
        if (n % 5 === 0) most = Math.max(most, await metric(relay.url, 'rapport_buffered_bytes'));
      }
      expect(most).toBeGreaterThan(200_000);
      expect(most).toBeLessThan(1_048_576 + 131_072);
      const living = 2 + load.agents.length;
      await expect.poll(() => metric(relay.url, 'rapport_sockets_all'), { timeout: 20_000 }).toBe(living);
      sockets.at(-1)?.resume();
      await expect.poll(() => sockets.length, { timeout: 20_000 }).toBe(2);
      const shown = (): string[] =>
        theirs.timeline
          .getSnapshot()
          .items.flatMap((item) => (item.type === 'message' ? [item.message.text] : []))
          .filter((text) => text.startsWith(large))
          .map((text) => text.slice(large.length));
      await expect.poll(() => shown().at(-1), { timeout: 30_000 }).toBe(' 150');
      while (theirs.timeline.getSnapshot().hasOlder) await theirs.older();
      expect(shown().join()).toBe(Array.from({ length: 150 }, (_, n) => ` ${n + 1}`).join());
      const grown = peakBytes(relay.pid) - before;
      console.info(
        `never read 6 MB: at most ${Math.round(most / 1_024)} KiB waited for it, ${mebibytes(grown)} more memory`,
      );
      // Of which the cache of the database has 64, and the other screens of the chat the rest.
      expect(grown).toBeLessThan(320 * 1_048_576);
    } finally {
      visitor.dispose();
    }
  });
});
