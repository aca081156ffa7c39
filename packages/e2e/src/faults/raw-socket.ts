// A client that is none: a WebSocket upgrade by hand, and then whatever bytes the test likes.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import type { Socket } from 'node:net';
import { subprotocol } from '@rapport/protocol';

export interface RawSocket {
  readonly socket: Socket;
  /** How the relay ended it: the code of its close frame, or null without one. */
  readonly ended: Promise<{ readonly code: number | null; readonly reason: string }>;
}

export async function rawSocket(url: string): Promise<RawSocket> {
  const asked = request(`${url}/v1/ws`, {
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      origin: url,
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
      'sec-websocket-protocol': subprotocol,
    },
  });
  asked.end();
  const [, socket, head] = (await once(asked, 'upgrade')) as [unknown, Socket, Buffer];
  const got = [head];
  socket.on('data', (bytes: Buffer) => got.push(bytes));
  // What it still wants to write when the relay has closed is nobody's business any more.
  socket.on('error', () => {});
  return { socket, ended: new Promise((resolve) => socket.on('close', () => resolve(lastWords(Buffer.concat(got))))) };
}

/** Finds the close frame behind all the others. The relay's frames are not masked. */
function lastWords(bytes: Buffer): { code: number | null; reason: string } {
  let at = 0;
  while (at + 2 <= bytes.length) {
    const short = bytes.readUInt8(at + 1) & 0x7f;
    const size = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (at + size > bytes.length) break;
    const length = size === 2 ? short : size === 4 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
    const body = bytes.subarray(at + size, at + size + length);
    if ((bytes.readUInt8(at) & 0x0f) === 8)
      return { code: body.length >= 2 ? body.readUInt16BE(0) : null, reason: body.subarray(2).toString() };
    at += size + length;
  }
  return { code: null, reason: '' };
}

export const opcode = { continuation: 0x0, text: 0x1, ping: 0x9 } as const;

/** One frame as a client sends it. The mask is all zeros, which is allowed. */
export function clientFrame(text: string, code: number = opcode.text, isFinal = true): Buffer {
  const body = Buffer.from(text);
  const head = Buffer.alloc((body.length < 126 ? 2 : 4) + 4);
  head[0] = (isFinal ? 0x80 : 0) | code;
  if (body.length < 126) head[1] = 0x80 | body.length;
  else {
    head[1] = 0x80 | 126;
    head.writeUInt16BE(body.length, 2);
  }
  return Buffer.concat([head, body]);
}

/** `count` times the same, in one buffer. */
export const repeated = (frame: Buffer, count: number): Buffer => Buffer.alloc(frame.length * count, frame);
