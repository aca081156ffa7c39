// What a person does on the two screens, found by role and name as a person finds it.
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';

/** A new browser profile with one page. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(url);
  return { context, page };
}

export interface Chat {
  readonly page: Page;
  readonly panel: Locator;
  readonly log: Locator;
  open(): Promise<void>;
  write(text: string): Promise<void>;
  /** Waits until `text` stands in the transcript. */
  sees(text: string): Promise<void>;
  end(): Promise<void>;
}

/** Words of the widget that a test needs, per language. */
export const words = {
  en: {
    launcher: 'Chat with us',
    message: 'Type your message…',
    send: 'Send',
    menu: 'More options',
    end: 'End chat',
    log: 'Messages',
    question: 'How satisfied are you with this chat?',
  },
  ar: {
    launcher: 'الدردشة معنا',
    message: 'اكتب رسالتك هنا…',
    send: 'إرسال',
    menu: 'خيارات أخرى',
    end: 'إنهاء المحادثة',
    log: 'الرسائل',
    question: 'ما مدى رضاك عن هذه المحادثة؟',
  },
} as const;

export function chatOn(page: Page, lang: keyof typeof words = 'en'): Chat {
  const w = words[lang];
  const panel = page.locator('rapport-chat');
  const log = panel.getByRole('log');
  return {
    page,
    panel,
    log,
    async open() {
      // The launcher is drawn in English until the app has come; its class is the same in every language.
      await panel.locator('button.l').click();
      await panel.getByRole('textbox', { name: w.message }).waitFor();
    },
    async write(text) {
      await panel.getByRole('textbox', { name: w.message }).fill(text);
      await panel.getByRole('button', { name: w.send, exact: true }).click();
    },
    async sees(text) {
      await log.getByText(text, { exact: true }).first().waitFor();
    },
    async end() {
      await panel.getByRole('button', { name: w.menu }).click();
      await panel.getByRole('button', { name: w.end, exact: true }).click();
      await panel.getByRole('button', { name: w.end, exact: true }).last().click();
    },
  };
}

export interface Desk {
  readonly page: Page;
  readonly log: Locator;
  /** Opens the first conversation of the list whose row holds `text`. */
  choose(text: string): Promise<void>;
  join(): Promise<void>;
  reply(text: string): Promise<void>;
  note(text: string): Promise<void>;
  sees(text: string): Promise<void>;
  end(): Promise<void>;
}

/** Uses the one-time link as the first owner does. */
export async function setUpOwner(
  page: Page,
  setupLink: string,
  who: { name?: string; email?: string; password?: string } = {},
): Promise<Desk> {
  await page.goto(setupLink);
  await page.getByLabel('Your name').fill(who.name ?? 'Maria');
  await page.getByLabel('Email').fill(who.email ?? 'maria@shop.example');
  await page.getByLabel('Password', { exact: true }).fill(who.password ?? 'correct horse battery');
  await page.getByRole('button', { name: 'Create account' }).click();
  return deskOn(page);
}

export async function deskOn(page: Page): Promise<Desk> {
  await page.getByRole('navigation', { name: 'Conversations' }).waitFor();
  const log = page.getByRole('log', { name: 'Messages' });
  const composer = (name: string): Locator => page.getByRole('textbox', { name, exact: true });
  return {
    page,
    log,
    async choose(text) {
      await page
        .getByRole('navigation', { name: 'Conversations' })
        .getByRole('link')
        .filter({ hasText: text })
        .first()
        .click();
      await log.waitFor();
    },
    async join() {
      await page.getByRole('button', { name: /^Join chat/ }).click();
    },
    async reply(text) {
      await page.getByRole('tab', { name: /^Reply to/ }).click();
      await composer('Type your message…').fill(text);
      await page.getByRole('button', { name: 'Send', exact: true }).click();
    },
    async note(text) {
      await page.getByRole('tab', { name: /Internal note/ }).click();
      await composer('Internal note').fill(text);
      await page.getByRole('button', { name: 'Add note' }).click();
    },
    async sees(text) {
      await log.getByText(text, { exact: true }).first().waitFor();
    },
    async end() {
      await page
        .getByRole('button', { name: /^End chat/ })
        .first()
        .click();
    },
  };
}
