// A bad network between a client and the relay: a TCP proxy that does to each connection what its plan says.
import { once } from 'node:events';
import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';
import { createFrameEnds } from './frame-ends.ts';

/** Frames of both directions together, the two halves of the handshake included, in the order in which they passed. */
export type Plan =
  | { readonly does: 'nothing' }
  /** RST to both sides once `after` frames have passed. */
  | { readonly does: 'reset'; readonly after: number }
  /** From then on nothing passes in that direction, and nobody is told. */
  | { readonly does: 'swallow'; readonly after: number; readonly way: 'up' | 'down' | 'both' }
  /** The client is cut off; what it had sent reaches the relay only after `lateMs`, on the old connection. */
  | { readonly does: 'linger'; readonly after: number; readonly lateMs: number }
  /** Each piece is this late, in each direction. */
  | { readonly does: 'delay'; readonly ms: number }
  /** One byte in each packet. */
  | { readonly does: 'crumble' }
  /** A connection on which nothing has passed for so long is dropped, as by a gateway that forgets. */
  | { readonly does: 'forget'; readonly idleMs: number };

export interface BadNetwork {
  readonly url: string;
  /** Connections so far. */
  readonly connections: number;
  /** Times that a plan was carried out to its end: a connection cut, a direction swallowed. */
  readonly struck: number;
  /** Frames that have passed over all connections. */
  readonly frames: number;
  close(): Promise<void>;
}

/** `plan`: of the n-th connection, from 0, when so many have been struck. */
export async function startBadNetwork(
  relayPort: () => number,
  plan: (n: number, struck: number) => Plan,
): Promise<BadNetwork> {
  const open = new Set<Socket>();
  const count = { connections: 0, struck: 0, frames: 0 };
  const server = createServer((client) => {
    const relay = dial(relayPort(), '127.0.0.1');
    for (const socket of [client, relay]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('close', () => open.delete(socket));
      socket.on('error', () => socket.destroy());
    }
    join(client, relay, plan(count.connections++, count.struck), count);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get connections() {
      return count.connections;
    },
    get struck() {
      return count.struck;
    },
    get frames() {
      return count.frames;
    },
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Count {
  struck: number;
  frames: number;
}

function join(client: Socket, relay: Socket, plan: Plan, count: Count): void {
  let passed = 0;
  let isStruck = false;
  const swallowed = { up: false, down: false };
  let forgetting: NodeJS.Timeout | undefined;
  const late: Buffer[] = [];

  /** After the last frame that may pass. */
  function strike(): void {
    if (isStruck) return;
    isStruck = true;
    count.struck += 1;
    if (plan.does === 'reset' || plan.does === 'forget') {
      client.resetAndDestroy();
      relay.resetAndDestroy();
    } else if (plan.does === 'swallow') {
      if (plan.way !== 'down') swallowed.up = true;
      if (plan.way !== 'up') swallowed.down = true;
    } else if (plan.does === 'linger') {
      // The client does not know what became of what it is about to send.
      swallowed.down = true;
      setTimeout(() => {
        client.resetAndDestroy();
        setTimeout(() => {
          for (const bytes of late) relay.write(bytes);
          relay.end();
        }, plan.lateMs);
      }, plan.lateMs);
    }
  }

  function pass(to: Socket, bytes: Buffer, way: 'up' | 'down'): void {
    if (plan.does === 'linger' && isStruck && way === 'up') late.push(bytes);
    if (swallowed[way] || (plan.does === 'linger' && isStruck) || to.destroyed) return;
    if (plan.does === 'delay') setTimeout(() => to.writable && to.write(bytes), plan.ms);
    else if (plan.does === 'crumble') for (const byte of bytes) to.write(Buffer.of(byte));
    else to.write(bytes);
  }

  function flow(from: Socket, to: Socket, way: 'up' | 'down'): void {
    const ends = createFrameEnds();
    from.on('data', (bytes: Buffer) => {
      if (plan.does === 'forget') {
        clearTimeout(forgetting);
        forgetting = setTimeout(strike, plan.idleMs);
      }
      let rest = bytes;
      while (rest.length > 0) {
        const { length, ends: isEnd } = ends.next(rest);
        pass(to, rest.subarray(0, length), way);
        rest = rest.subarray(length);
        if (!isEnd) continue;
        passed += 1;
        count.frames += 1;
        if ('after' in plan && passed === plan.after) strike();
      }
    });
    from.on('close', () => {
      clearTimeout(forgetting);
      // Who was cut off on purpose does not take the other side along.
      if (!(plan.does === 'linger' && isStruck)) to.destroy();
    });
  }
  flow(client, relay, 'up');
  flow(relay, client, 'down');
}
