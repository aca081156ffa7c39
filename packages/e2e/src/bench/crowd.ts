// 200 conversations of visitors who write and one agent who reads them all, on bare sockets: the cheapest client that is still
// true to the protocol. A message counts when it was acknowledged to its author and shown to the agent.
import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import type { Target } from './target.ts';

export interface Crowd {
  /** Everybody keeps `window` messages under way for `ms`. */
  saturate(ms: number, window: number): Promise<Round>;
  /** `perSecond` messages over all conversations for `ms`. */
  steady(ms: number, perSecond: number): Promise<Round>;
  close(): void;
}

export interface Round {
  readonly messages: number;
  readonly seconds: number;
  /** Server's processor microseconds per message. */
  readonly cpuUs: number;
  /** Milliseconds from sending to the agent's screen. */
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const newId = (): string => randomBytes(16).toString('base64url');
const text =
  'A message as people write them, of about a hundred and twenty characters, so that the frame weighs what it really does.';

interface Talk {
  readonly socket: WebSocket;
  readonly conv: string;
  underWay: number;
}

function opened(url: string, origin: string): Promise<WebSocket> {
  const socket = new WebSocket(url, 'rapport.v1', { origin, perMessageDeflate: false });
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });
}

const frameWith = (socket: WebSocket, part: string): Promise<string> =>
  new Promise((resolve) => {
    const hear = (data: Buffer): void => {
      const frame = data.toString();
      if (!frame.includes(part)) return;
      socket.off('message', hear);
      resolve(frame);
    };
    socket.on('message', hear);
  });

const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;

export async function createCrowd(target: Target, conversations: number): Promise<Crowd> {
  const origin = new URL(target.url.replace('ws', 'http')).origin;
  const sentAt = new Map<string, number>();
  let delays: number[] = [];
  let [sent, acked, delivered] = [0, 0, 0];
  let onAck: (talk: Talk) => void = () => {};
  let onQuiet: (() => void) | null = null;

  function settle(): void {
    if (onQuiet && acked === sent && delivered === sent) onQuiet();
  }
  function say(talk: Talk): void {
    const id = newId();
    sent += 1;
    talk.underWay += 1;
    sentAt.set(id, performance.now());
    talk.socket.send(`{"t":"cmd","i":"${id}","c":"${talk.conv}","k":"message","d":{"text":"${text}"}}`);
  }

  const agent = await opened(target.url, origin);
  const talks = await Promise.all(
    Array.from({ length: conversations }, async (): Promise<Talk> => {
      const socket = await opened(target.url, origin);
      const talk: Talk = { socket, conv: newId(), underWay: 0 };
      if (target.visitorHello) {
        const welcome = frameWith(socket, '"t":"welcome"');
        socket.send(target.visitorHello);
        await welcome;
        // C5: who opens a conversation hears it, so the author is sent each message back, as in the product.
        const ack = frameWith(socket, '"t":"ack"');
        socket.send(JSON.stringify({ t: 'cmd', i: newId(), c: talk.conv, k: 'open', d: {} }));
        await ack;
      }
      socket.on('message', (data: Buffer) => {
        // Only acknowledgements matter here; the author's own echo is let pass unread.
        if (data[6] !== 0x61) return;
        acked += 1;
        talk.underWay -= 1;
        onAck(talk);
        settle();
      });
      return talk;
    }),
  );
  const welcome = target.visitorHello ? frameWith(agent, '"t":"welcome"') : Promise.resolve('');
  agent.send(await target.agentHello());
  await welcome;
  if (target.visitorHello) {
    const last = frameWith(agent, `"c":"${talks.at(-1)?.conv}","`);
    for (const { conv } of talks) agent.send(JSON.stringify({ t: 'sub', c: conv, s: -1 }));
    await last;
  }
  agent.on('message', (data: Buffer) => {
    const frame = data.toString();
    if (!frame.startsWith('{"t":"ev"')) return;
    const now = performance.now();
    for (const ev of (JSON.parse(frame) as { e: { m?: string }[] }).e) {
      const at = ev.m === undefined ? undefined : sentAt.get(ev.m);
      if (at === undefined) continue;
      sentAt.delete(ev.m as string);
      delivered += 1;
      delays.push(now - at);
    }
    settle();
  });

  async function round(drive: () => Promise<void>): Promise<Round> {
    [sent, acked, delivered, delays] = [0, 0, 0, []];
    const [cpuBefore, startedAt] = [await target.cpu(), performance.now()];
    await drive();
    await new Promise<void>((resolve) => {
      onQuiet = resolve;
      settle();
    });
    onQuiet = null;
    const seconds = (performance.now() - startedAt) / 1_000;
    const cpuUs = ((await target.cpu()) - cpuBefore) / sent;
    delays.sort((a, b) => a - b);
    return { messages: sent, seconds, cpuUs, p50Ms: quantile(delays, 0.5), p99Ms: quantile(delays, 0.99) };
  }
  const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

  return {
    saturate: (ms, window) =>
      round(async () => {
        onAck = say;
        for (const talk of talks) for (let n = 0; n < window; n += 1) say(talk);
        await after(ms);
        onAck = () => {};
      }),
    steady: (ms, perSecond) =>
      round(async () => {
        const startedAt = performance.now();
        let next = 0;
        for (let now = startedAt; now - startedAt < ms; now = performance.now()) {
          const due = ((now - startedAt) / 1_000) * perSecond;
          while (sent < due) say(talks[next++ % talks.length] as Talk);
          await after(1);
        }
      }),
    close() {
      for (const { socket } of talks) socket.terminate();
      agent.terminate();
    },
  };
}
