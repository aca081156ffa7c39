// The cheapest client there is: a WebSocket by hand over a TCP socket, so that the load costs less than what it measures.
// It masks with zeros (which is a mask), hands out frames where they lie, and trusts the server with the protocol.
import { connect, type Socket } from 'node:net';

export interface WireOptions {
  readonly url: URL;
  readonly protocol?: string;
  /** Which loopback address it comes from. */
  readonly from?: string;
}

/** Where the bytes of one text frame lie: valid until the handler returns. */
export type OnText = (bytes: Buffer, start: number, end: number) => void;

export interface Wire {
  onText: OnText;
  /** With the close code, if there was one. */
  onClose: (code: number) => void;
  send(text: string): void;
  /** Resolves with the next frame that contains `part`. */
  next(part: string): Promise<string>;
  end(): void;
}

const key = 'dGhlIHNhbXBsZSBub25jZQ==';
const textOpcode = 1;
const noCode = 1006;
const [closeOpcode, pingOpcode, pongOpcode] = [8, 9, 10];

function framed(opcode: number, payload: Buffer): Buffer {
  const wide = payload.length > 125;
  const frame = Buffer.alloc((wide ? 8 : 6) + payload.length);
  frame[0] = 0x80 | opcode;
  frame[1] = 0x80 | (wide ? 126 : payload.length);
  if (wide) frame.writeUInt16BE(payload.length, 2);
  payload.copy(frame, frame.length - payload.length);
  return frame;
}

/** Rejects with the status line if the upgrade is refused, or with whatever the socket says. */
export function openWire({ url, protocol, from }: WireOptions): Promise<Wire> {
  const socket = connect({
    host: url.hostname,
    port: Number(url.port),
    noDelay: true,
    ...(from === undefined ? {} : { localAddress: from }),
  });
  socket.write(
    `GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\nOrigin: http://${url.host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n${protocol ? `Sec-WebSocket-Protocol: ${protocol}\r\n` : ''}\r\n`,
  );
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0);
    const onHead = (chunk: Buffer): void => {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      socket.off('data', onHead).off('error', reject).off('close', gone);
      if (head.toString('latin1', 9, 12) === '101') resolve(overSocket(socket, head.subarray(end + 4)));
      else {
        socket.destroy();
        reject(new Error(head.toString('latin1', 0, head.indexOf('\r\n'))));
      }
    };
    const gone = (): void => reject(new Error('closed'));
    socket.on('data', onHead).once('error', reject).once('close', gone);
  });
}

function overSocket(socket: Socket, first: Buffer): Wire {
  let rest: Buffer | null = null;
  let closeCode = noCode;
  let isEnded = false;
  const wire: Wire = {
    onText: () => {},
    // Nobody is measured who is not there any more.
    onClose: (code) => {
      throw new Error(`The server has closed a socket: ${code}.`);
    },
    send: (text) => void socket.write(framed(textOpcode, Buffer.from(text))),
    next: (part) =>
      new Promise((resolve) => {
        const before = wire.onText;
        wire.onText = (bytes, start, end) => {
          const text = bytes.toString('utf8', start, end);
          if (!text.includes(part)) return before(bytes, start, end);
          wire.onText = before;
          resolve(text);
        };
      }),
    end: () => {
      isEnded = true;
      socket.destroy();
    },
  };

  /** Gives back where the frame after the one at `at` begins, or -1: there is not all of it yet. */
  function frame(bytes: Buffer, at: number): number {
    if (bytes.length < at + 2) return -1;
    let [length, start] = [(bytes[at + 1] as number) & 127, at + 2];
    if (length === 126) {
      if (bytes.length < at + 4) return -1;
      [length, start] = [bytes.readUInt16BE(at + 2), at + 4];
    } else if (length === 127) {
      if (bytes.length < at + 10) return -1;
      [length, start] = [bytes.readUIntBE(at + 4, 6), at + 10];
    }
    const end = start + length;
    if (end > bytes.length) return -1;
    const opcode = (bytes[at] as number) & 15;
    if (opcode === textOpcode) wire.onText(bytes, start, end);
    else if (opcode === pingOpcode) socket.write(framed(pongOpcode, bytes.subarray(start, end)));
    else if (opcode === closeOpcode) {
      if (length >= 2) closeCode = bytes.readUInt16BE(start);
      socket.end(framed(closeOpcode, bytes.subarray(start, Math.min(end, start + 2))));
    }
    return end;
  }
  function read(chunk: Buffer): void {
    const bytes = rest ? Buffer.concat([rest, chunk]) : chunk;
    let at = 0;
    for (let next = frame(bytes, at); next >= 0; next = frame(bytes, at)) at = next;
    rest = at < bytes.length ? Buffer.from(bytes.subarray(at)) : null;
  }
  socket.on('data', read);
  socket.on('error', () => {});
  socket.on('close', () => {
    if (!isEnded) wire.onClose(closeCode);
  });
  if (first.length > 0) setImmediate(read, Buffer.from(first));
  return wire;
}
