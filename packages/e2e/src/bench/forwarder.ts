// The baseline: the least that a relay in Node can be. It stores nothing, knows nobody, hands each message to the agent's
// socket and echoes an acknowledgement. Each of these two is one frame, sent when the message arrives.
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
let agent: WebSocket | null = null;
let seq = 0;

server.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as { t: string; i: string; c: string; d: { text: string } };
    if (frame.t === 'agent') {
      agent = socket;
      return;
    }
    const at = Date.now();
    seq += 1;
    agent?.send(
      JSON.stringify({
        t: 'ev',
        c: frame.c,
        e: [{ s: seq, k: 'message', a: 'v', at, m: frame.i, d: frame.d }],
        h: seq,
      }),
    );
    socket.send(JSON.stringify({ t: 'ack', i: frame.i, c: frame.c, s: seq, at }));
  });
});
server.on('listening', () => process.send?.({ is: 'listening', port: (server.address() as AddressInfo).port }));
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ is: 'cpu', microseconds: user + system });
});
process.on('disconnect', () => process.exit(0));
