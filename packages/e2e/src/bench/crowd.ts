// Conversations of visitors who write, and one agent who reads them all, on bare wires: the cheapest clients that are still
// true to the protocol. A message counts when it was acknowledged to its author and shown to the agent.
import { randomBytes } from 'node:crypto';
import { quantile } from './figures.ts';
import type { Dialect, Target } from './target.ts';
import { openWire, type Wire } from './wire.ts';

export interface Crowd {
  /** Everybody keeps `window` messages under way for `ms`. */
  saturate(ms: number, window: number): Promise<Round>;
  /** `perSecond` messages over all conversations for `ms`. */
  steady(ms: number, perSecond: number): Promise<Round>;
  close(): void;
}

export interface Round {
  readonly messages: number;
  readonly perSecond: number;
  /** Server's processor microseconds per message. */
  readonly cpuUs: number;
  /** Part of one core that the server used: far from 1, the load and not the server was the limit. */
  readonly busy: number;
  /** Milliseconds from sending to the agent's screen. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly p999Ms: number;
}

const text =
  'A message as people write them, of about a hundred and twenty characters, so that the frame weighs what it really does.';

interface Talk {
  readonly wire: Wire;
  readonly conv: string;
}

/** The ids of one crowd: random at the front, counted at the end, so that one is found again without a map. */
const digits = 9;
const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export async function createCrowd(target: Target, conversations: number): Promise<Crowd> {
  const dialect: Dialect = target.dialect;
  const prefix = randomBytes(9).toString('base64url');
  const marker = Buffer.from(`"m":"${prefix}`);
  const sentAt: number[] = [];
  let delays: number[] = [];
  let [from, sent, acked, delivered] = [0, 0, 0, 0];
  let onAck: (talk: Talk) => void = () => {};
  let onQuiet: (() => void) | null = null;

  function settle(): void {
    if (onQuiet && acked === sent && delivered === sent) onQuiet();
  }
  function say(talk: Talk): void {
    const id = `${prefix}${String(from + sent).padStart(digits, '0')}`;
    sent += 1;
    sentAt.push(performance.now());
    talk.wire.send(dialect.message(id, talk.conv, text));
  }
  /** Every id of ours in a frame of events. */
  function seen(bytes: Buffer, start: number, end: number): void {
    if (!dialect.isEvent(bytes, start)) return;
    const now = performance.now();
    for (let at = bytes.indexOf(marker, start); at >= 0 && at < end; at = bytes.indexOf(marker, at + 1)) {
      let n = 0;
      for (let i = at + marker.length; i < at + marker.length + digits; i += 1) n = n * 10 + (bytes[i] as number) - 48;
      const began = sentAt[n - from];
      if (began === undefined || Number.isNaN(began)) continue;
      sentAt[n - from] = Number.NaN;
      delivered += 1;
      delays.push(now - began);
    }
    settle();
  }

  const agent = await openWire(target);
  const talks: Talk[] = [];
  for (let n = 0; n < conversations; n += 1) {
    const talk: Talk = { wire: await openWire(target), conv: randomBytes(16).toString('base64url') };
    await dialect.enterVisitor(talk.wire, talk.conv);
    talk.wire.onText = (bytes, start) => {
      // Only acknowledgements matter here; the author's own echo is let pass unread.
      if (!dialect.isAck(bytes, start)) return;
      acked += 1;
      onAck(talk);
      settle();
    };
    talks.push(talk);
  }
  await dialect.enterAgent(
    agent,
    await target.ticket(),
    talks.map(({ conv }) => conv),
  );
  agent.onText = seen;

  async function round(drive: () => Promise<void>): Promise<Round> {
    from += sent;
    [sent, acked, delivered, delays] = [0, 0, 0, []];
    sentAt.length = 0;
    const [cpuBefore, startedAt] = [await target.cpu(), performance.now()];
    await drive();
    await new Promise<void>((resolve) => {
      onQuiet = resolve;
      settle();
    });
    onQuiet = null;
    const seconds = (performance.now() - startedAt) / 1_000;
    const cpuUs = (await target.cpu()) - cpuBefore;
    const sorted = Float64Array.from(delays).sort();
    return {
      messages: sent,
      perSecond: sent / seconds,
      cpuUs: cpuUs / sent,
      busy: cpuUs / 1e6 / seconds,
      p50Ms: quantile(sorted, 0.5),
      p99Ms: quantile(sorted, 0.99),
      p999Ms: quantile(sorted, 0.999),
    };
  }

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
      for (const { wire } of talks) wire.end();
      agent.end();
    },
  };
}
