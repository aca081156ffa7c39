// A copy of the chat, printed and by mail, from a page with a strict policy. RAPPORT_PICTURES=DIR keeps what is printed.
import { writeFile } from 'node:fs/promises';
import type { FileRef } from '@rapport/protocol';
import type { Agent } from '@rapport/sdk';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './test/axe.ts';
import { launchBrowser } from './test/chromium.ts';
import { agentClient } from './test/clients.ts';
import { type HostPage, hostPage, tag } from './test/host-page.ts';
import { type MailSink, mailSink } from './test/mail-sink.ts';
import { firstOwner } from './test/owner.ts';
import { chatOn, openPage, words } from './test/pages.ts';
import { picture, pictures } from './test/picture.ts';
import { png } from './test/png.ts';
import { startRelay } from './test/relay.ts';

let relay: Awaited<ReturnType<typeof startRelay>>;
let browser: Browser;
let host: HostPage;
let sink: MailSink;
let agent: Agent;
let cookie: string;

beforeAll(async () => {
  sink = await mailSink();
  relay = await startRelay({
    smtp: { host: '127.0.0.1', port: sink.port, tls: 'off', login: null },
    mailFrom: { name: 'Chat', address: 'chat@acme.example' },
  });
  browser = await launchBrowser();
  const { url } = relay;
  host = await hostPage({
    html: `<!doctype html><html lang="en"><title>Strict shop</title>
      <script nonce="x">window.violations=[];document.addEventListener('securitypolicyviolation',e=>violations.push(e.violatedDirective+' '+e.blockedURI))</script>
      <main><h1>Strict shop</h1></main>${tag(url)}</html>`,
    csp: `default-src 'none'; script-src ${url} 'nonce-x'; connect-src ${url} ${url.replace('http', 'ws')}; img-src 'none'; require-trusted-types-for 'script'`,
  });
  await relay.store.changeSite('demo', (site) => ({ ...site, origins: [host.origin] }));
  const owner = await firstOwner(url, relay.setupLink);
  cookie = owner.cookie;
  agent = agentClient(url, owner.ticket);
  await agent.connect();
  await agent.setPresence('available');
});

afterAll(async () => {
  agent?.dispose();
  await browser?.close();
  await host?.stop();
  await relay?.stop();
  await sink?.close();
});

const answered = new Set<string>();

/** A picture that the agent has uploaded, as from the console. */
async function label(): Promise<FileRef> {
  const headers = { cookie, 'content-type': 'image/png' };
  const body = new Uint8Array(png(640, 360));
  const answer = await fetch(`${relay.url}/v1/files?name=label.png`, { method: 'POST', headers, body });
  return (await answer.json()) as FileRef;
}

/** The agent's half of the chat that the page has begun: forty lines, a note, a picture. */
async function answers(lines: readonly string[]): Promise<void> {
  const begun = () => {
    const { waiting, mine } = agent.inbox.getSnapshot();
    return [...waiting, ...mine].find(({ id }) => !answered.has(id))?.id;
  };
  await expect.poll(begun).toBeDefined();
  const id = begun() as string;
  answered.add(id);
  const conversation = agent.conversation(id);
  await conversation.note('canary of a note').committed();
  const ref = await label();
  for (const text of lines) await conversation.send(text).committed();
  await conversation.send({ text: '', files: [ref] }).committed();
}

async function printed(page: Page, lang: keyof typeof words, button: string): Promise<Page> {
  await page.locator('rapport-chat').getByRole('button', { name: words[lang].menu }).click();
  const opened = page.waitForEvent('popup');
  await page.locator('rapport-chat').getByRole('button', { name: button }).click();
  const paper = await opened;
  await paper.locator('canvas').waitFor({ state: 'attached' });
  await expect.poll(() => paper.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.width)).toBe(640);
  return paper;
}

async function keep(paper: Page, name: string): Promise<Buffer> {
  await paper.emulateMedia({ media: 'print' });
  const pdf = await paper.pdf({ format: 'A4', preferCSSPageSize: true });
  if (pictures) {
    await writeFile(`${pictures}/${name}.pdf`, pdf);
    await paper.setViewportSize({ width: 794, height: 1123 });
    await picture(paper, name);
  }
  return pdf;
}

test('[UX144] [UX102] from a strict page all of a long chat is printed, without notes; and the same chat goes by mail', async () => {
  const { page, context } = await openPage(browser, host.url);
  const chat = chatOn(page);
  await chat.open();
  await chat.write('Where is my parcel?');
  const lines = Array.from({ length: 40 }, (_, n) => `Line ${n} of the answer, see www.post.example/${n}`);
  await answers(lines);
  await chat.sees('Maria has joined the chat.');
  const paper = await printed(page, 'en', 'Print or save the chat');
  const text = await paper.locator('body').innerText();
  expect(text).toContain('Where is my parcel?');
  for (const line of lines) expect(text).toContain(line);
  expect(text).toContain('label.png');
  expect(text).not.toContain('canary');
  const look = await paper.evaluate(() => {
    const style = (selector: string, part: '::after' | null = null) =>
      getComputedStyle(document.querySelector(selector) as Element, part);
    return {
      url: location.href,
      ground: style('html').backgroundColor,
      ink: style('html').color,
      apart: style('li').breakInside,
      link: style('a', '::after').content,
      share: (document.querySelector('canvas') as Element).clientWidth / document.body.clientWidth,
      zone: document.querySelector('time')?.textContent,
    };
  });
  expect(look).toMatchObject({ url: 'about:blank', ground: 'rgb(255, 255, 255)', ink: 'rgb(0, 0, 0)', apart: 'avoid' });
  expect(look.link).toContain('https://www.post.example/0');
  expect(look.share).toBeLessThanOrEqual(0.61);
  expect(look.zone).toMatch(/\d{4}.*\d{1,2}:\d\d:\d\d.*(UTC|GMT)/);
  expect(await violations(paper)).toEqual([]);
  const pdf = await keep(paper, 'print-en');
  // More than one sheet: it is not what fits the window.
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(1);
  await paper.close();

  await page.locator('rapport-chat').getByRole('button', { name: 'Email me a copy' }).click();
  const field = page.locator('rapport-chat').getByRole('textbox', { name: 'Send the copy to' });
  await field.fill('ana@example.com');
  await picture(page, 'mail-form');
  await field.press('Enter');
  await page.locator('rapport-chat').getByText('Sent to ana@example.com.').first().waitFor();
  await picture(page, 'mail-sent');
  expect(await violations(page, 'rapport-chat')).toEqual([]);
  expect(sink.taken).toHaveLength(1);
  const mail = (sink.taken[0] as string).replace(/=\r\n/g, '');
  expect(mail).toMatch(/^To: ana@example\.com\r$/m);
  expect(mail).toContain('Line 39 of the answer');
  expect(mail).not.toContain('canary');
  expect(await page.evaluate(() => (window as unknown as { violations: string[] }).violations)).toEqual([]);
  await context.close();
});

test('[UX144] in Arabic it is printed from right to left', async () => {
  const { page, context } = await openPage(browser, host.url, { locale: 'ar-EG' });
  await page.evaluate(() => document.documentElement.removeAttribute('lang'));
  const chat = chatOn(page, 'ar');
  await chat.open();
  await chat.write('أين طردي رقم 12345؟');
  await answers(['طردك في الطريق: www.post.example/7', 'Tracking no. 12345, thank you.']);
  await chat.sees('Tracking no. 12345, thank you.');
  const paper = await printed(page, 'ar', 'طباعة الدردشة أو حفظها');
  expect(
    await paper.evaluate(() => [document.documentElement.lang, getComputedStyle(document.body).direction]),
  ).toEqual(['ar-EG', 'rtl']);
  await keep(paper, 'print-ar');
  await context.close();
});
