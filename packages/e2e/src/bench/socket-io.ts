// What most people would write: Socket.IO over WebSocket, an acknowledgement for each message, one durable INSERT before it.
import { createServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { report } from './child.ts';
import { keeper } from './keeper.ts';

interface Message {
  readonly i: string;
  readonly c: string;
  readonly d: { readonly text: string };
}

const keep = keeper(process.argv[2] as string);
const http = createServer();
const server = new Server(http, { transports: ['websocket'], pingInterval: 600_000 });
let agent: Socket | null = null;
let seq = 0;

server.on('connection', (socket) => {
  socket.on('agent', (ack: (answer: unknown) => void) => {
    agent = socket;
    ack({});
  });
  socket.on('message', (frame: Message, ack: (answer: unknown) => void) => {
    const at = Date.now();
    seq += 1;
    keep(frame.c, frame.i, at, frame.d.text);
    agent?.emit('ev', { c: frame.c, e: [{ s: seq, k: 'message', a: 'v', at, m: frame.i, d: frame.d }], h: seq });
    ack({ s: seq, at });
  });
});
http.listen(0, '127.0.0.1', () => report(http));
