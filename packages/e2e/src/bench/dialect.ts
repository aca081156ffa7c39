// How each server is spoken to: the same conversation in its own words. Frames are judged by their first bytes, unparsed.
import { randomBytes } from 'node:crypto';
import type { Wire } from './wire.ts';

export interface Dialect {
  readonly path: string;
  enterVisitor(wire: Wire, conv: string): Promise<void>;
  enterAgent(wire: Wire, ticket: string, convs: readonly string[]): Promise<void>;
  message(id: string, conv: string, text: string): string;
  isAck(bytes: Buffer, start: number): boolean;
  isEvent(bytes: Buffer, start: number): boolean;
}

const newId = (): string => randomBytes(16).toString('base64url');
export const helloOf = (more: object): string => JSON.stringify({ t: 'hello', v: 1, dev: 'bench', cur: {}, ...more });

/** `{"t":"ack"…` and `{"t":"ev"…`. */
const letter = (bytes: Buffer, at: number): number => bytes[at] ?? 0;
const isAck = (bytes: Buffer, start: number): boolean => letter(bytes, start + 6) === 0x61;
const isEvent = (bytes: Buffer, start: number): boolean =>
  letter(bytes, start + 6) === 0x65 && letter(bytes, start + 7) === 0x76;

const message: Dialect['message'] = (id, conv, text) =>
  `{"t":"cmd","i":"${id}","c":"${conv}","k":"message","d":{"text":"${text}"}}`;

export const rapport: Dialect = {
  path: '/v1/ws',
  async enterVisitor(wire, conv) {
    const welcome = wire.next('"t":"welcome"');
    wire.send(helloOf({ role: 'v', k: 'demo' }));
    await welcome;
    // C5: who opens a conversation hears it, so the author is sent each message back, as in the product.
    const ack = wire.next('"t":"ack"');
    wire.send(JSON.stringify({ t: 'cmd', i: newId(), c: conv, k: 'open', d: {} }));
    await ack;
  },
  async enterAgent(wire, ticket, convs) {
    const welcome = wire.next('"t":"welcome"');
    wire.send(helloOf({ role: 'a', tok: ticket }));
    await welcome;
    for (const conv of convs) {
      const snap = wire.next(`"t":"snap","c":"${conv}"`);
      wire.send(JSON.stringify({ t: 'sub', c: conv, s: -1 }));
      await snap;
    }
  },
  message,
  isAck,
  isEvent,
};

export const plain: Dialect = {
  path: '/',
  enterVisitor: async () => {},
  async enterAgent(wire) {
    const welcome = wire.next('"t":"welcome"');
    wire.send(JSON.stringify({ t: 'agent' }));
    await welcome;
  },
  message,
  isAck,
  isEvent,
};

/** Engine.IO 4 with Socket.IO 5 inside: 40 connect, 42 event, 43 answer. */
export const socketIo: Dialect = {
  path: '/socket.io/?EIO=4&transport=websocket',
  async enterVisitor(wire) {
    const connected = wire.next('40{');
    wire.send('40');
    await connected;
    wire.onText = () => {};
  },
  async enterAgent(wire) {
    const connected = wire.next('40{');
    wire.send('40');
    await connected;
    const ack = wire.next('430[');
    wire.send('420["agent"]');
    await ack;
  },
  message: (id, conv, text) => `421["message",{"i":"${id}","c":"${conv}","d":{"text":"${text}"}}]`,
  isAck: (bytes, start) => letter(bytes, start) === 0x34 && letter(bytes, start + 1) === 0x33,
  isEvent: (bytes, start) => letter(bytes, start) === 0x34 && letter(bytes, start + 1) === 0x32,
};
