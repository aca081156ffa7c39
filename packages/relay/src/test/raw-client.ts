// A client on a real socket, byte by byte where it must be: for what an ordinary client cannot send.
import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';

export interface RawFrame {
  readonly op: number;
  readonly payload?: string | Uint8Array;
  readonly fin?: 0 | 1;
  readonly rsv?: number;
  readonly mask?: boolean;
  /** Length to declare instead of the true one. */
  readonly declared?: number;
}

export interface RawClient {
  readonly socket: Socket;
  /** Status line and headers of the answer to the upgrade. */
  readonly status: number;
  readonly headers: string;
  /** Text messages so far, parsed. */
  readonly frames: Record<string, unknown>[];
  text(text: string): void;
  json(frame: object): void;
  send(frame: RawFrame): void;
  /** The next message that is like this. */
  until(is: (frame: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>;
  /** Close code; 1006 if the connection ended without a close frame. */
  closed(): Promise<number>;
  destroy(): void;
}

export interface RawUpgrade {
  readonly port: number;
  readonly path?: string;
  readonly method?: string;
  readonly version?: string;
  /** Null leaves a header out. */
  readonly headers?: Readonly<Record<string, string | null>>;
}

/** Resolves when the answer to the upgrade is there, whatever it is. */
export async function rawClient({
  port,
  path = '/v1/ws',
  method = 'GET',
  version = '1.1',
  headers = {},
}: RawUpgrade): Promise<RawClient> {
  const socket = connect({ port, host: '127.0.0.1' });
  const all = {
    Host: `127.0.0.1:${port}`,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': Buffer.from('0123456789abcdef').toString('base64'),
    'Sec-WebSocket-Protocol': 'rapport.v1',
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  socket.write([`${method} ${path} HTTP/${version}`, ...lines, '', ''].join('\r\n'));

  let received = Buffer.alloc(0);
  let isOver = false;
  let code = 1006;
  let waiting: (() => void)[] = [];
  const frames: Record<string, unknown>[] = [];
  let head: string | null = null;

  const wake = (): void => {
    const woken = waiting;
    waiting = [];
    for (const run of woken) run();
  };
  const change = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    if (head === null) {
      const end = received.indexOf('\r\n\r\n');
      if (end < 0) return;
      head = received.subarray(0, end).toString();
      received = received.subarray(end + 4);
    }
    if (head.startsWith('HTTP/1.1 101')) read();
    wake();
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    isOver = true;
    wake();
  });

  /** Frames from the relay: never masked, never fragmented. */
  function read(): void {
    while (received.length >= 2) {
      const op = (received[0] ?? 0) & 15;
      let length = (received[1] ?? 0) & 127;
      let at = 2;
      if (length === 126) [length, at] = [received.length < 4 ? Infinity : received.readUInt16BE(2), 4];
      else if (length === 127)
        [length, at] = [received.length < 10 ? Infinity : Number(received.readBigUInt64BE(2)), 10];
      if (received.length < at + length) return;
      const payload = received.subarray(at, at + length);
      received = received.subarray(at + length);
      if (op === 1) frames.push(JSON.parse(payload.toString()) as Record<string, unknown>);
      if (op === 8) {
        code = payload.length >= 2 ? payload.readUInt16BE(0) : 1005;
        send({ op: 8, payload: payload.subarray(0, 2) });
      }
      if (op === 9) send({ op: 10, payload });
    }
  }

  function send({ op, payload = '', fin = 1, rsv = 0, mask = true, declared }: RawFrame): void {
    if (socket.destroyed) return;
    const body = Buffer.from(payload as string);
    const length = declared ?? body.length;
    const prefix = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
    prefix[0] = (fin << 7) | (rsv << 4) | op;
    prefix[1] = (mask ? 128 : 0) | (length < 126 ? length : length < 65_536 ? 126 : 127);
    if (prefix.length === 4) prefix.writeUInt16BE(length, 2);
    if (prefix.length === 10) prefix.writeBigUInt64BE(BigInt(length), 2);
    const key = createHash('md5').update(prefix).digest().subarray(0, 4);
    const masked = mask ? body.map((byte, i) => byte ^ (key[i % 4] ?? 0)) : body;
    socket.write(Buffer.concat([prefix, ...(mask ? [key] : []), masked]));
  }

  while (head === null && !isOver) await change();
  const answer: string = head ?? '';
  return {
    socket,
    status: Number(answer.split(' ')[1] ?? 0),
    headers: answer,
    frames,
    send,
    text: (text) => send({ op: 1, payload: text }),
    json: (frame) => send({ op: 1, payload: JSON.stringify(frame) }),
    until: async (is) => {
      for (;;) {
        const found = frames.find(is);
        if (found) return found;
        if (isOver) throw new Error(`closed with ${code}; got ${JSON.stringify(frames)}`);
        await change();
      }
    },
    closed: async () => {
      while (!isOver) await change();
      return code;
    },
    destroy: () => void socket.destroy(),
  };
}
