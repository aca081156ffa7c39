// The network between a browser and the relay, as the test wants it: all bytes pass here. It must not know what they mean.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** `stalled`: every connection stays open and no byte arrives, as when packets are lost. `refused`: no connection is made. */
export type Weather = 'fair' | 'stalled' | 'refused';

export interface Wire {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  weather(now: Weather): void;
  /** Ends the connections that there are; new ones are as the weather is. */
  cut(): void;
  stop(): Promise<void>;
}

/** `port`: where it leads to, on this machine. */
export async function layWire(port: number): Promise<Wire> {
  let now: Weather = 'fair';
  const ends = new Set<Socket>();

  const keep = (socket: Socket, other: Socket): void => {
    ends.add(socket);
    if (now === 'stalled') socket.pause();
    socket.on('error', () => {}); // `close` follows
    socket.on('close', () => {
      ends.delete(socket);
      other.destroy();
    });
    socket.on('data', (bytes) => {
      if (!other.write(bytes)) socket.pause();
    });
    socket.on('drain', () => {
      if (now !== 'stalled') other.resume();
    });
  };

  const server = createServer({ noDelay: true }, (near) => {
    if (now === 'refused') {
      near.destroy();
      return;
    }
    const far = connect({ port, host: '127.0.0.1', noDelay: true });
    keep(near, far);
    keep(far, near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const cut = (): void => {
    for (const end of ends) end.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    weather(next) {
      now = next;
      for (const end of ends) {
        if (next === 'stalled') end.pause();
        else end.resume();
      }
    },
    cut,
    async stop() {
      server.close();
      cut();
      await once(server, 'close');
    },
  };
}
