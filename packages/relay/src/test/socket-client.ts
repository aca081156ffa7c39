// A client of rapport.v1 on a real socket, as plain as can be: it sends what it is told and gives what comes, in order.
import type { ServerFrame } from '@rapport/protocol';

export interface SocketClient {
  send(frame: unknown): void;
  /** The next frame of this kind; earlier ones of other kinds are passed over. Rejects when the socket closes first. */
  next<T extends ServerFrame['t']>(t: T): Promise<Extract<ServerFrame, { t: T }>>;
  /** The `ack` or `err` of a command. */
  answer(cmd: string): Promise<ServerFrame>;
  readonly closed: Promise<{ code: number; reason: string }>;
  close(): void;
}

// Node's own client takes headers, which the type of the browser's does not know.
const Client = WebSocket as unknown as new (
  url: string,
  o: { protocols: readonly string[]; headers: Record<string, string> },
) => EventTarget & { send(text: string): void; close(): void };

/** Resolves when it is open. `url` is the relay's origin; `origin` the page's. */
export async function openSocket(url: string, origin: string = url, cookie?: string): Promise<SocketClient> {
  const headers = { origin, ...(cookie === undefined ? {} : { cookie }) };
  const socket = new Client(`${url.replace(/^http/, 'ws')}/v1/ws`, { protocols: ['rapport.v1'], headers });
  const frames: ServerFrame[] = [];
  let wake = (): void => undefined;
  let isClosed = false;
  socket.addEventListener('message', (event) => {
    frames.push(JSON.parse((event as MessageEvent<string>).data) as ServerFrame);
    wake();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.addEventListener('close', (event) => {
      const { code, reason } = event as Event & { code: number; reason: string };
      isClosed = true;
      wake();
      resolve({ code, reason });
    });
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error('The upgrade was refused.')));
  });
  async function until(isMeant: (frame: ServerFrame) => boolean, what: string): Promise<ServerFrame> {
    for (;;) {
      const frame = frames.shift();
      if (frame && isMeant(frame)) return frame;
      if (frame) continue;
      if (isClosed) throw new Error(`The socket closed before ${what} came.`);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  return {
    closed,
    send: (frame) => socket.send(JSON.stringify(frame)),
    close: () => socket.close(),
    async next<T extends ServerFrame['t']>(t: T) {
      return (await until((frame) => frame.t === t, `a ${t}`)) as Extract<ServerFrame, { t: T }>;
    },
    answer: (cmd) =>
      until((frame) => (frame.t === 'ack' || frame.t === 'err') && frame.i === cmd, `the answer to ${cmd}`),
  };
}
