// Visitors by the thousand in one process: the real SDK, each with an address and a storage of its own. What they say and when they
// try to connect is written down.
import type { SocketLike, Timeline, VisitorConversation } from '@rapport/sdk';
import { WebSocket } from 'ws';
import { visitorClient } from '../test/clients.ts';
import { addressOf } from './address.ts';

export interface Member {
  readonly conversation: VisitorConversation;
  /** Texts of its own, in the order of saying. */
  readonly said: string[];
  say(text: string): void;
  /** Whether it has a socket, and everything that was there when it got it. */
  isHere(): boolean;
  /** Resolves when `is` holds of what it sees. Asked anew at each change of its screen and of its connection. */
  sees(is: (timeline: Timeline) => boolean): Promise<void>;
}

/** A socket that was opened, in milliseconds of `performance.now`. */
export interface Attempt {
  readonly at: number;
  /** When the SDK wanted it. One process that plays thousands of machines is late for many of them, and then does them in one go. */
  readonly due: number;
}

export interface Crowd {
  readonly members: readonly Member[];
  readonly attempts: readonly Attempt[];
  dispose(): void;
}

const atOnce = 100;

/** `count` visitors who have each said one thing that the relay has. */
export async function gather(url: string, count: number): Promise<Crowd> {
  const attempts: Attempt[] = [];
  const members: Member[] = [];
  const disposals: (() => void)[] = [];

  async function join(n: number): Promise<void> {
    const localAddress = addressOf(n);
    let due: number | null = null;
    const client = visitorClient(url, {
      platform: {
        locks: null,
        setTimer(ms, run) {
          const timeout = performance.now() + ms;
          const timer = setTimeout(() => {
            due = timeout;
            run();
            due = null;
          }, ms);
          return () => clearTimeout(timer);
        },
        socket(address, protocol) {
          const at = performance.now();
          attempts.push({ at, due: due ?? at });
          const socket = new WebSocket(address, protocol, { origin: url, perMessageDeflate: false, localAddress });
          // `close` follows, and that is what the SDK listens to.
          socket.on('error', () => {});
          return socket as unknown as SocketLike;
        },
      },
    });
    disposals.push(() => client.dispose());
    const said = [`${n}: hello`];
    await client.connect({ timeoutMs: 60_000 });
    const conversation = client.start({ message: said[0] as string });
    const member: Member = {
      conversation,
      said,
      say(text) {
        said.push(text);
        conversation.send(text);
      },
      isHere() {
        const status = client.status.getSnapshot();
        return status.phase === 'online' && !status.catchingUp;
      },
      sees: (is) =>
        new Promise((resolve) => {
          let isDone = false;
          const look = (): void => {
            if (isDone || !is(conversation.timeline.getSnapshot())) return;
            isDone = true;
            resolve();
            queueMicrotask(() => offs.forEach((off) => void off()));
          };
          const offs: (() => void)[] = [conversation.timeline.subscribe(look), client.status.subscribe(look)];
        }),
    };
    members[n] = member;
    await member.sees(hasAll(said));
  }

  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await join(next++);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
  return {
    members,
    attempts,
    dispose() {
      for (const run of disposals) run();
    },
  };
}

/** Whether everything in `texts` is on this screen and on the relay's disk. */
export function hasAll(texts: readonly string[]): (timeline: Timeline) => boolean {
  return ({ items }) => {
    const there = new Set<string>();
    for (const item of items) if (item.type === 'message' && item.message.seq !== null) there.add(item.message.text);
    return texts.every((text) => there.has(text));
  };
}
