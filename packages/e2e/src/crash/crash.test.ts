// The relay is killed, again and again, while people write. What each of them was told and sees is held against the file on the disk.
import { join } from 'node:path';
import type { Ev } from '@rapport/protocol';
import { type Checkpoint, openSqliteStore } from '@rapport/relay';
import type { Conversation, Item } from '@rapport/sdk';
import { afterEach, expect, test } from 'vitest';
import { firstOwner } from '../test/owner.ts';
import { type RelayProcess, spawnRelay, warmRelay } from '../test/relay.ts';
import { tempDir } from '../test/temp-dir.ts';
import { type Load, startLoad } from './load.ts';

const points: readonly (Checkpoint | 'anywhere')[] = [
  'before-commit',
  'after-commit',
  'after-ack',
  'after-hint',
  'anywhere',
];
const kills = 25;
const visitorCount = 6;
const fewestAcks = 1_000;
const free = [{ count: 1_000_000, perMs: 1 }];
const limits = { visitorCommands: free, agentCommands: free, queries: free };

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const run of cleanups.splice(0).reverse()) await run();
});

/** What a screen shows of a conversation's main stream, from its first message on. */
async function screen(conversation: Conversation): Promise<string[]> {
  while (conversation.timeline.getSnapshot().hasOlder) await conversation.older();
  return conversation.timeline
    .getSnapshot()
    .items.flatMap((item: Item) => (item.type === 'message' ? [`${item.message.seq} ${item.message.text}`] : []));
}

/** Resolves when the client has applied everything up to `head`. */
function caughtUp(conversation: Conversation, head: number): Promise<void> {
  return new Promise((resolve) => {
    const off = conversation.timeline.subscribe((timeline) => {
      if (timeline.head < head) return;
      resolve();
      queueMicrotask(() => off());
    });
  });
}

async function killAgainAndAgain(
  load: Load,
  data: string,
  first: RelayProcess,
): Promise<{ last: RelayProcess; counts: Map<string, number> }> {
  const counts = new Map<string, number>();
  let relay = first;
  for (let kill = 0; kill < kills; kill += 1) {
    const point = points[kill % points.length] as (typeof points)[number];
    const next = warmRelay();
    cleanups.push(() => next.discard());
    await load.moreAcks(20 + (kill % 7) * 4);
    if (point === 'anywhere') await relay.kill();
    else relay.arm(point, 1 + (kill % 4));
    const { signal } = await relay.gone;
    expect(signal).toBe('SIGKILL');
    counts.set(point, (counts.get(point) ?? 0) + 1);
    relay = await next.go({ data, port: first.port, limits });
  }
  return { last: relay, counts };
}

test(`[D2][D10][L1][L2][L3][O3] ${kills} kills under load: every acknowledged message is on disk, and everybody sees each message once and in order`, {
  timeout: 180_000,
}, async () => {
  const dir = tempDir();
  cleanups.push(dir.remove);
  const first = await spawnRelay({ data: dir.path, limits });
  cleanups.push(() => first.kill());
  const owner = await firstOwner(first.url, first.setupLink);
  const load = await startLoad(first.url, owner, visitorCount);
  cleanups.push(load.dispose);

  const { last, counts } = await killAgainAndAgain(load, dir.path, first);
  cleanups.push(() => last.kill());
  if (load.acks.length < fewestAcks) await load.moreAcks(fewestAcks - load.acks.length);
  await load.hush();

  const conversations = load.visitors.map(({ name, client }) => ({
    name,
    conversation: client.current.getSnapshot() as Conversation,
  }));
  const seen = new Map<string, { visitor: string[]; agents: string[][] }>();
  const heads = await openSqliteStore({ path: join(dir.path, 'rapport.db') }).then(async (store) => {
    const found = new Map<string, number>();
    for (const { conversation } of conversations)
      found.set(conversation.id, (await store.conversation(conversation.id))?.heads.main ?? 0);
    await store.close();
    return found;
  });
  for (const { conversation } of conversations) {
    const head = heads.get(conversation.id) as number;
    const agents = load.agents.map((agent) => agent.conversation(conversation.id));
    await Promise.all([conversation, ...agents].map((one) => caughtUp(one, head)));
    seen.set(conversation.id, { visitor: await screen(conversation), agents: await Promise.all(agents.map(screen)) });
  }
  await last.stop();

  const store = await openSqliteStore({ path: join(dir.path, 'rapport.db') });
  cleanups.push(() => store.close());
  const logs = new Map<string, readonly Ev[]>();
  for (const { conversation } of conversations)
    logs.set(conversation.id, await store.events(conversation.id, 'main', 0, 1_000_000));

  for (const ack of load.acks)
    expect(logs.get(ack.stream)?.[ack.seq - 1]?.m, `the ack of ${ack.cmd} at ${ack.stream} ${ack.seq}`).toBe(ack.cmd);
  for (const { name, conversation } of conversations) {
    const log = logs.get(conversation.id) ?? [];
    expect(log.map((ev) => ev.s)).toEqual(log.map((_, at) => at + 1));
    const messages = log.flatMap((ev) =>
      ev.k === 'message' ? [{ seq: ev.s, by: ev.a, text: (ev.d as { text: string }).text }] : [],
    );
    const written = messages.map(({ seq, text }) => `${seq} ${text}`);
    expect(messages.filter(({ by }) => by !== owner.id).map(({ text }) => text)).toEqual(load.said.get(name));
    expect(messages.filter(({ by }) => by === owner.id).map(({ text }) => text)).toEqual(
      load.said.get(`agent in ${conversation.id}`) ?? [],
    );
    expect(seen.get(conversation.id)?.visitor).toEqual(written);
    for (const agent of seen.get(conversation.id)?.agents ?? []) expect(agent).toEqual(written);
  }
  const total = [...logs.values()].reduce((sum, log) => sum + log.length, 0);
  console.info(
    `${kills} kills (${[...counts].map(([at, count]) => `${at} ${count}`).join(', ')}), ${load.acks.length} acks, ${total} events in ${logs.size} conversations`,
  );
});
