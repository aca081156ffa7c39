// What every test of browser life stands on: one relay, one browser, wires between them, somebody who answers, and the log to compare with.
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../test/chromium.ts';
import { agentClient } from '../test/clients.ts';
import { firstOwner } from '../test/owner.ts';
import { type RelayOptions, startRelay } from '../test/relay.ts';
import { until } from './until.ts';
import { layWire, type Wire } from './wire.ts';

/** Whoever can say which bubbles stand in its transcript. */
export type Bubbles = (label: string) => Promise<readonly string[]>;

export interface Stage {
  /** A new wire to the relay; pages that come by it may use the site `demo`. */
  lay(): Promise<Wire>;
  /** Begins with the first test that asks for it. */
  browser(): Promise<Browser>;
  /** The agent says `texts` in the conversation that has a message which begins with `label`. */
  reply(label: string, ...texts: string[]): Promise<void>;
  /** Every message of any conversation that begins with `label`, in the order of the log. */
  written(label: string): Promise<readonly string[]>;
  /** Whether the visitor is on record to have read the message `text`. */
  isRead(text: string): Promise<boolean>;
  /** Waits until exactly `lines` begin with `label` in the log, in one conversation, and in what each of `screens` shows, in that order. */
  settles(label: string, lines: readonly string[], ...screens: readonly Bubbles[]): Promise<void>;
  stop(): Promise<void>;
}

export async function setStage(o: Pick<RelayOptions, 'limits'> = {}): Promise<Stage> {
  const relay = await startRelay(o);
  const site = await relay.store.site('demo');
  if (!site) throw new Error('The demo site is missing.');
  const wires: Wire[] = [];
  const owner = await firstOwner(relay.url, relay.setupLink);
  const agent = agentClient(relay.url, owner.ticket);
  await agent.connect();
  let browser: Promise<Browser> | undefined;

  const found = async (label: string) => {
    const rows = await relay.store.openConversations();
    const logs = rows.map(async ({ conv, state }) =>
      (await relay.store.events(conv, 'main', 0, 1_000))
        .filter(({ k }) => k === 'message')
        .map(({ s: seq, d }) => ({ conv, seq, visitor: state.visitor, text: String((d as { text?: unknown }).text) }))
        .filter(({ text }) => text.startsWith(label)),
    );
    return (await Promise.all(logs)).flat();
  };
  const one = async (label: string) => {
    const [message] = await until(
      `a message “${label}”`,
      () => found(label),
      ({ length }) => length > 0,
    );
    return message as NonNullable<typeof message>;
  };
  const written: Bubbles = async (label) => (await found(label)).map(({ text }) => text);

  return {
    async lay() {
      const wire = await layWire(relay.port);
      wires.push(wire);
      await relay.store.putSite({ ...site, origins: [relay.url, ...wires.map(({ url }) => url)] });
      return wire;
    },
    browser: () => (browser ??= launchBrowser()),
    async reply(label, ...texts) {
      const talk = agent.conversation((await one(label)).conv);
      for (const text of texts) await talk.send(text).committed();
      talk.dispose();
    },
    written,
    async isRead(text) {
      const { conv, visitor, seq } = await one(text);
      return ((await relay.store.marks(conv))[visitor]?.r ?? 0) >= seq;
    },
    async settles(label, lines, ...screens) {
      const isAll = (texts: readonly string[]): boolean => JSON.stringify(texts) === JSON.stringify(lines);
      await until(`“${label}” in the log`, () => written(label), isAll, 40_000);
      for (const bubbles of screens) await until(`“${label}” on the screen`, () => bubbles(label), isAll);
      const conversations = new Set((await found(label)).map(({ conv }) => conv));
      if (conversations.size !== 1) throw new Error(`“${label}” is spread over ${conversations.size} conversations.`);
    },
    async stop() {
      agent.dispose();
      await (await browser)?.close();
      await relay.stop();
      for (const wire of wires) await wire.stop();
    },
  };
}
