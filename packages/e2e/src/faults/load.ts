// People who write without a pause, what they said, and what they were told: every acknowledgement as it came off the wire.
// Every fault runs under this load; verdict.ts judges it.
import type { Agent, AgentConversation, Outgoing, Platform, Visitor, VisitorConversation } from '@rapport/sdk';
import { agentClient, visitorClient } from '../test/clients.ts';
import type { Owner } from '../test/owner.ts';

export interface Ack {
  readonly stream: string;
  readonly cmd: string;
  readonly seq: number;
}

export interface Said {
  readonly text: string;
  readonly outgoing: Outgoing;
}

/** One author in one conversation. */
export interface Writer {
  readonly name: string;
  readonly conversation: VisitorConversation | AgentConversation;
  /** In the order in which it was said. The visitor's first message has no handle: it is in the `open`. */
  readonly said: readonly Said[];
  readonly first: string | null;
}

export interface Load {
  readonly acks: readonly Ack[];
  readonly writers: readonly Writer[];
  readonly visitors: readonly Visitor[];
  readonly agents: readonly Agent[];
  /** Codes with which commands were refused, and how often. */
  readonly refused: ReadonlyMap<string, number>;
  /** Resolves when `count` more acknowledgements have come. */
  moreAcks(count: number): Promise<void>;
  /** Resolves when each visitor has said `count` more that was acknowledged. */
  eachMore(count: number): Promise<void>;
  /** Resolves with the next `err` of this code. */
  refusal(code: string): Promise<void>;
  /** Says nothing new; resolves when everything said is settled. */
  hush(): Promise<void>;
  dispose(): void;
}

export interface LoadOptions {
  readonly visitors: number;
  /** What visitors do between two messages, in milliseconds. @default 0 */
  readonly pauseMs?: number;
  readonly platform?: Partial<Platform>;
  /** Conversations of others, which the agent leaves alone. */
  readonly ignore?: ReadonlySet<string>;
  /** Where visitors connect, if not to the relay itself; by number from 0. */
  readonly visitorUrl?: (at: number) => string;
}

/** The jitter of a real client spreads thousands; a test with a few need not wait for it. */
export const hurry: Partial<Platform> = { random: (): number => Math.random() * 0.1 };

/** A client whose clock is `times` as fast: what it does after minutes, it does after seconds. */
export function fastClock(times: number): Pick<Platform, 'now' | 'setTimer'> {
  const start = Date.now();
  return {
    now: () => start + Math.floor((Date.now() - start) * times),
    setTimer: (ms, run) => {
      const timer = setTimeout(run, ms / times);
      return () => clearTimeout(timer);
    },
  };
}

const patient = { timeoutMs: 900_000 };

export async function startLoad(url: string, owner: Owner, o: LoadOptions): Promise<Load> {
  const acks: Ack[] = [];
  const refused = new Map<string, number>();
  const writers: (Writer & { readonly said: Said[] })[] = [];
  let waiting: { readonly isOver: () => boolean; readonly run: () => void }[] = [];
  const running: Promise<void>[] = [];
  let hushed = false;
  const platform = { ...hurry, ...o.platform };
  /** Its end is looked at by `hush`. */
  function run(work: Promise<void>): void {
    work.catch(() => {});
    running.push(work);
  }
  function until(isOver: () => boolean): Promise<void> {
    return new Promise((resolve) => waiting.push({ isOver, run: resolve }));
  }

  function onFrame(frame: { readonly t: string; readonly [field: string]: unknown }): void {
    if (frame.t === 'ack' && frame.s !== 0)
      acks.push({ stream: frame.c as string, cmd: frame.i as string, seq: frame.s as number });
    else if (frame.t === 'err' && frame.i !== undefined)
      refused.set(frame.code as string, (refused.get(frame.code as string) ?? 0) + 1);
    look();
  }

  function look(): void {
    const over = waiting.filter((one) => one.isOver());
    waiting = waiting.filter((one) => !over.includes(one));
    for (const one of over) one.run();
  }

  async function talk(name: string, conversation: Writer['conversation'], first: string | null): Promise<void> {
    const said: Said[] = [];
    writers.push({ name, conversation, said, first });
    while (!hushed) {
      const text = `${name} says ${said.length + 2}`;
      const outgoing = conversation.send(text);
      said.push({ text, outgoing });
      await outgoing.committed(patient);
      look();
      if (o.pauseMs) await new Promise((resolve) => setTimeout(resolve, o.pauseMs));
    }
  }

  // One agent answers, the other one only looks on: a second screen of the same log.
  const agents = [0, 1].map(() => agentClient(url, owner.ticket, { platform, onFrame }));
  await Promise.all(agents.map((agent) => agent.connect()));
  const [answering, watching] = agents as [Agent, Agent];
  const accepted = new Set<string>();
  answering.inbox.subscribe(({ waiting: queue }) => {
    for (const { id } of queue) {
      if (accepted.has(id) || o.ignore?.has(id) || hushed) continue;
      accepted.add(id);
      watching.conversation(id);
      const conversation = answering.conversation(id);
      run(conversation.accept(patient).then(() => talk(`agent in ${id}`, conversation, null)));
    }
  });

  const visitors = await Promise.all(
    Array.from({ length: o.visitors }, async (_, at) => {
      const name = `visitor ${at + 1}`;
      const client = visitorClient(o.visitorUrl?.(at) ?? url, { platform, onFrame, origin: url });
      await client.connect(patient);
      const first = `${name} says 1`;
      run(talk(name, client.start({ message: first }), first));
      return client;
    }),
  );

  return {
    acks,
    writers,
    visitors,
    agents,
    refused,
    moreAcks(count) {
      const enough = acks.length + count;
      return until(() => acks.length >= enough);
    },
    eachMore(count) {
      const before = new Map(writers.map(({ name, said }) => [name, said.length]));
      return until(() => {
        const theirs = writers.filter(({ first }) => first !== null);
        return (
          theirs.length === o.visitors &&
          theirs.every(({ name, said }) => said.length > (before.get(name) ?? 0) + count)
        );
      });
    },
    refusal(code) {
      const before = refused.get(code) ?? 0;
      return until(() => (refused.get(code) ?? 0) > before);
    },
    async hush() {
      hushed = true;
      await Promise.all(running);
    },
    dispose() {
      for (const client of [...visitors, ...agents]) client.dispose();
    },
  };
}
