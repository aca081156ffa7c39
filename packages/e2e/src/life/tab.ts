// A tab with the chat in it, what can happen to it, and what it says: words as the visitor reads them.
import type { BrowserContext, CDPSession, Locator, Page } from 'playwright-core';
import { type Chat, chatOn } from '../test/pages.ts';
import type { Bubbles } from './stage.ts';

export interface Tab {
  readonly page: Page;
  readonly chat: Chat;
  readonly cdp: CDPSession;
  /** Every frame that this page has put on a socket. */
  readonly sent: readonly string[];
}

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

/** The renderer dies: no `pagehide`, no goodbye. */
export async function crash({ page, cdp }: Tab): Promise<void> {
  const gone = new Promise((resolve) => page.once('crash', resolve));
  // It is never answered.
  cdp.send('Page.crash').catch(() => {});
  await gone;
}

/** Of this tab alone; `context.setOffline` is for all of them. */
export const setOffline = ({ cdp }: Tab, offline: boolean): Promise<unknown> =>
  cdp.send('Network.emulateNetworkConditions', { offline, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });

/** The bubbles of a transcript, for `settles`. */
export const on =
  ({ log }: Chat): Bubbles =>
  async (label) =>
    (await log.getByText(new RegExp(`^${label}`)).allInnerTexts()).map((text) => text.trim());

/** The line below the newest own message. */
export const statusOf = ({ log }: Chat): Locator =>
  log.getByText(/^(Waiting for connection|Sending…|Sent|Delivered|Read) /).last();

/** What the panel says about the connection, and about what it can keep. */
export const told = {
  lost: 'Connection lost. Reconnecting…',
  offline: 'You’re offline. Messages will be sent when you’re back.',
  back: 'Back online',
  keepsNothing: 'This browser keeps nothing: messages that are not sent yet are lost when you leave.',
} as const;

export async function says({ panel }: Chat, text: string): Promise<void> {
  await panel.locator('.app').getByText(text, { exact: true }).waitFor();
}
