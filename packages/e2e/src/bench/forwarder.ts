// The baseline: the least that a relay in Node can be. It knows nobody, hands each message to the agent's socket and echoes an
// acknowledgement. Each of these two is one frame, sent when the message arrives. Given a file, it first keeps each message there:
// one durable INSERT a message, as it is commonly written.
import { type WebSocket, WebSocketServer } from 'ws';
import { report } from './child.ts';
import { keeper } from './keeper.ts';

const file = process.argv[2];
const keep = file ? keeper(file) : () => {};
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
let agent: WebSocket | null = null;
let seq = 0;

server.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as { t: string; i: string; c: string; d: { text: string } };
    if (frame.t === 'agent') {
      agent = socket;
      socket.send('{"t":"welcome"}');
      return;
    }
    const at = Date.now();
    seq += 1;
    keep(frame.c, frame.i, at, frame.d.text);
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
server.on('listening', () => report(server));
