// The end of every fault: what was said, what was acknowledged and what everybody sees, held against the log on the disk.
// Acknowledged: there once, in its place. Not acknowledged: still in the outbox or shown as failed, never silently gone.
import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import type { Ev } from '@rapport/protocol';
import { openSqliteStore } from '@rapport/relay';
import type { Item, Message } from '@rapport/sdk';
import type { Load, Writer } from './load.ts';

export interface Verdict {
  readonly acks: number;
  readonly events: number;
  readonly conversations: number;
  /** What was never acknowledged: waits, or is shown as failed. */
  readonly open: number;
}

/** Reads the log while the relay may be running: a second connection to the same file. */
async function logsOf(database: string, conversations: Iterable<string>): Promise<Map<string, readonly Ev[]>> {
  const store = await openSqliteStore({ path: database });
  try {
    const logs = new Map<string, readonly Ev[]>();
    for (const id of conversations) logs.set(id, await store.events(id, 'main', 0, 10_000_000));
    return logs;
  } finally {
    await store.close();
  }
}

const messagesOf = (conversation: Writer['conversation']): Message[] =>
  conversation.timeline.getSnapshot().items.flatMap((item: Item) => (item.type === 'message' ? [item.message] : []));

/** Everything that a screen shows of the main stream, from its first message on, as `seq text`. */
async function screen(conversation: Writer['conversation']): Promise<string[]> {
  while (conversation.timeline.getSnapshot().hasOlder) await conversation.older({ timeoutMs: 60_000 });
  return messagesOf(conversation).flatMap(({ seq, text }) => (seq === null ? [] : [`${seq} ${text}`]));
}

/** Resolves when the client shows the message at `seq`: its head alone may be known before anything is loaded. */
function shows(conversation: Writer['conversation'], seq: number): Promise<void> {
  return new Promise((resolve) => {
    const off = conversation.timeline.subscribe(() => {
      if (!messagesOf(conversation).some((message) => message.seq === seq)) return;
      resolve();
      queueMicrotask(() => off());
    });
  });
}

/** C1, O5: not in the log, so it must be on the author's own screen, as waiting or as failed. */
function isStillShown({ conversation }: Writer, key: string): boolean {
  const shown = messagesOf(conversation).find((message) => message.key === key);
  return shown?.seq === null && /queued|sending|failed/.test(shown.status);
}

/** The load must have stopped talking; the relay runs. */
export async function judge(load: Load, database: string): Promise<Verdict> {
  const ids = new Set(load.writers.map(({ conversation }) => conversation.id));
  const logs = await logsOf(database, ids);

  // D2, L2: what was acknowledged is there, in the place that was said, once.
  for (const { stream, cmd, seq } of load.acks)
    strictEqual(logs.get(stream)?.[seq - 1]?.m, cmd, `the ack of ${cmd} at ${stream} ${seq}`);
  for (const [id, log] of logs) {
    deepStrictEqual(
      log.map((ev) => ev.s),
      log.map((_, at) => at + 1),
      `L1: the numbers of ${id}`,
    );
    const cmds = log.flatMap(({ a, m }) => (m === undefined ? [] : [`${a} ${m}`]));
    strictEqual(new Set(cmds).size, cmds.length, `L2: a command twice in ${id}`);
  }

  // Of each author: what is in the log is what was said, in that order; the rest is shown.
  let open = 0;
  for (const writer of load.writers) {
    const log = logs.get(writer.conversation.id) ?? [];
    const isVisitor = writer.first !== null;
    const visitor = log[0]?.a;
    const written = log.flatMap((ev) =>
      ev.k === 'message' && (ev.a === visitor) === isVisitor ? [(ev.d as { text: string }).text] : [],
    );
    const there = new Set(written);
    const expected = writer.first === null ? [] : [writer.first];
    for (const { text, outgoing } of writer.said) {
      if (there.has(text)) expected.push(text);
      else {
        ok(isStillShown(writer, outgoing.key), `"${text}" was never acknowledged and is not on its author's screen`);
        open += 1;
      }
    }
    deepStrictEqual(written, expected, `what ${writer.name} said`);
  }

  // D4: every screen shows the log.
  for (const [id, log] of logs) {
    const written = log.flatMap((ev) => (ev.k === 'message' ? [`${ev.s} ${(ev.d as { text: string }).text}`] : []));
    const visitors = load.writers.filter(({ conversation, first }) => conversation.id === id && first !== null);
    const screens = [
      ...visitors.map(({ conversation }) => conversation),
      ...load.agents.map((one) => one.conversation(id)),
    ];
    const last = log.findLast((ev) => ev.k === 'message');
    if (last) await Promise.all(screens.map((one) => shows(one, last.s)));
    for (const one of screens) deepStrictEqual(await screen(one), written, `a screen of ${id}`);
  }
  const events = [...logs.values()].reduce((sum, log) => sum + log.length, 0);
  return { acks: load.acks.length, events, conversations: logs.size, open };
}
