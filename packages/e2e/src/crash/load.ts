// People who write without a pause, and what they were told: every acknowledgement as it came off the wire.
import type { Agent, AgentConversation, Visitor, VisitorConversation } from '@rapport/sdk';
import { agentClient, visitorClient } from '../test/clients.ts';
import type { Owner } from '../test/owner.ts';

export interface Ack {
  readonly stream: string;
  readonly cmd: string;
  readonly seq: number;
}

export interface Load {
  readonly acks: readonly Ack[];
  /** Texts in the order in which each writer said them. */
  readonly said: ReadonlyMap<string, readonly string[]>;
  readonly visitors: readonly { readonly name: string; readonly client: Visitor }[];
  readonly agents: readonly Agent[];
  /** Resolves when `count` more acknowledgements have come. */
  moreAcks(count: number): Promise<void>;
  /** Says nothing new; resolves when everything said is settled. */
  hush(): Promise<void>;
  dispose(): void;
}

/** The jitter of a real client spreads thousands; a test with a few need not wait for it. */
const hurry = { random: (): number => Math.random() * 0.1 };

export async function startLoad(url: string, owner: Owner, visitorCount: number): Promise<Load> {
  const acks: Ack[] = [];
  const said = new Map<string, string[]>();
  const waiting: { readonly at: number; readonly run: () => void }[] = [];
  const running: Promise<void>[] = [];
  let hushed = false;
  /** Its end is looked at by `hush`. */
  function run(work: Promise<void>): void {
    work.catch(() => {});
    running.push(work);
  }

  function onFrame(frame: { readonly t: string; readonly [field: string]: unknown }): void {
    if (frame.t !== 'ack' || frame.s === 0) return;
    acks.push({ stream: frame.c as string, cmd: frame.i as string, seq: frame.s as number });
    for (const one of [...waiting]) {
      if (acks.length < one.at) continue;
      waiting.splice(waiting.indexOf(one), 1);
      one.run();
    }
  }

  async function talk(name: string, conversation: VisitorConversation | AgentConversation): Promise<void> {
    const own = said.get(name) ?? [];
    said.set(name, own);
    while (!hushed) {
      const text = `${name} says ${own.length + 1}`;
      own.push(text);
      await conversation.send(text).committed({ timeoutMs: 120_000 });
    }
  }

  // One agent answers, the other one only looks on: a second screen of the same log.
  const agents = [0, 1].map(() => agentClient(url, owner.ticket, { platform: hurry, onFrame }));
  await Promise.all(agents.map((agent) => agent.connect()));
  const [answering, watching] = agents as [Agent, Agent];
  const accepted = new Set<string>();
  answering.inbox.subscribe(({ waiting: queue }) => {
    for (const { id } of queue) {
      if (accepted.has(id) || hushed) continue;
      accepted.add(id);
      watching.conversation(id);
      const conversation = answering.conversation(id);
      run(conversation.accept({ timeoutMs: 120_000 }).then(() => talk(`agent in ${id}`, conversation)));
    }
  });

  const visitors = await Promise.all(
    Array.from({ length: visitorCount }, async (_, at) => {
      const name = `visitor ${at + 1}`;
      const client = visitorClient(url, { platform: hurry, onFrame });
      await client.connect();
      said.set(name, [`${name} says 1`]);
      run(talk(name, client.start({ message: `${name} says 1` })));
      return { name, client };
    }),
  );

  return {
    acks,
    said,
    visitors,
    agents,
    moreAcks: (count) => new Promise((run) => waiting.push({ at: acks.length + count, run })),
    async hush() {
      hushed = true;
      await Promise.all(running);
    },
    dispose() {
      for (const { client } of visitors) client.dispose();
      for (const agent of agents) agent.dispose();
    },
  };
}
