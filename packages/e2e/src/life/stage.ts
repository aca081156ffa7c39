// What every test of browser life stands on: one relay behind a wire, one browser, somebody who answers, and the log to compare with.
import type { Browser, BrowserContext, CDPSession, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../test/chromium.ts';
import { agentClient } from '../test/clients.ts';
import { firstOwner } from '../test/owner.ts';
import { type Chat, chatOn } from '../test/pages.ts';
import { type RelayOptions, startRelay } from '../test/relay.ts';
import { until } from './until.ts';
import { layWire, type Wire } from './wire.ts';

export interface Tab {
  readonly page: Page;
  readonly chat: Chat;
  readonly cdp: CDPSession;
  /** Every frame that this page has put on a socket. */
  readonly sent: readonly string[];
}

/** Whoever can say which bubbles stand in its transcript. */
export type Bubbles = (label: string) => Promise<readonly string[]>;

export interface Stage {
  /** Of the relay, by way of the wire. */
  readonly url: string;
  readonly wire: Wire;
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
  const wire = await layWire();
  const relay = await startRelay({ ...o, url: wire.url });
  wire.to(relay.port);
  const direct = `http://127.0.0.1:${relay.port}`;
  const owner = await firstOwner(direct, relay.setupLink);
  const agent = agentClient(direct, owner.ticket, { origin: relay.url });
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
    url: relay.url,
    wire,
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
      await wire.stop();
    },
  };
}

/** A page of `context` with the demo shop, and the chat open in it. */
export async function openTab(context: BrowserContext, url: string): Promise<Tab> {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  const sent: string[] = [];
  page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => void sent.push(String(payload))));
  await page.goto(`${url}/demo/`);
  const chat = chatOn(page);
  await chat.open();
  return { page, chat, cdp, sent };
}

/** The bubbles of a transcript, for `settles`. */
export const on =
  ({ log }: Chat): Bubbles =>
  async (label) =>
    (await log.getByText(new RegExp(`^${label}`)).allInnerTexts()).map((text) => text.trim());

/** The line below the newest own message. */
export const statusOf = ({ log }: Chat): Locator =>
  log.getByText(/^(Waiting for connection|Sending…|Sent|Delivered|Read) /).last();

/** What the panel says about the connection, once it does. */
export const banner = {
  lost: 'Connection lost. Reconnecting…',
  offline: 'You’re offline. Messages will be sent when you’re back.',
  back: 'Back online',
} as const;

export async function says({ panel }: Chat, text: string): Promise<void> {
  await panel.locator('.app').getByText(text, { exact: true }).waitFor();
}
