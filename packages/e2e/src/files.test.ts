// Files between a visitor on a strict page and an agent: sent, seen, opened large, kept as they were; and what is said when that does not work.
import { readFile } from 'node:fs/promises';
import type { Browser, Download, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './test/axe.ts';
import { launchBrowser } from './test/chromium.ts';
import { type HostPage, hostPage, tag } from './test/host-page.ts';
import { chatOn, type Desk, openPage, setUpOwner } from './test/pages.ts';
import { picture } from './test/picture.ts';
import { png } from './test/png.ts';
import { startRelay } from './test/relay.ts';

let relay: Awaited<ReturnType<typeof startRelay>>;
let browser: Browser;
let host: HostPage;
let desk: Desk;

const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const photo = { name: 'photo.png', mimeType: 'image/png', buffer: png(640, 360) };
const invoice = { name: 'invoice.pdf', mimeType: 'application/pdf', buffer: pdf };

beforeAll(async () => {
  relay = await startRelay();
  browser = await launchBrowser();
  const { url } = relay;
  host = await hostPage({
    html: `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Strict shop</title>
      <script nonce="x">window.violations=[];document.addEventListener('securitypolicyviolation',e=>violations.push(e.violatedDirective+' '+e.blockedURI))</script>
      <main><h1>Strict shop</h1></main>${tag(url)}</html>`,
    // No `img-src` but nothing: the widget draws its pictures itself.
    csp: `default-src 'none'; script-src ${url} 'nonce-x'; connect-src ${url} ${url.replace('http', 'ws')}; img-src 'none'; require-trusted-types-for 'script'`,
  });
  const site = await relay.store.site('demo');
  if (!site) throw new Error('The demo site is missing.');
  await relay.store.putSite({ ...site, origins: [host.origin] });
  const { page } = await openPage(browser, 'about:blank', { viewport: { width: 1280, height: 800 } });
  desk = await setUpOwner(page, relay.setupLink as string);
});

afterAll(async () => {
  await browser?.close();
  await host?.stop();
  await relay?.stop();
});

type Given = { name: string; mimeType: string; buffer: Buffer };

async function attach(page: Page, button: Locator, files: readonly Given[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await button.click();
  await (await chooser).setFiles([...files]);
}

const bytesOf = async (download: Download): Promise<Buffer> => readFile(await download.path());

async function kept(page: Page, button: Locator): Promise<{ name: string; bytes: Buffer }> {
  const coming = page.waitForEvent('download');
  await button.click();
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: await bytesOf(download) };
}

/** Layout shifts that nobody's hand caused, from now on. */
const watchShifts = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seen = window as unknown as { shifts: number[] };
    seen.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) seen.shifts.push(entry.value);
    }).observe({ type: 'layout-shift' });
  });

test('[UX1][UX19][UX20][UX49][UX112][U1][U8][U9] a visitor sends a picture and a document; the agent opens the one, keeps the other as it was, and answers with a file', async () => {
  const { page, context } = await openPage(browser, host.url, { viewport: { width: 1100, height: 760 } });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const chat = chatOn(page);
  await chat.open();
  await attach(page, chat.panel.getByRole('button', { name: 'Attach a file' }), [photo, invoice]);
  const tray = chat.panel.getByRole('list', { name: 'Files to send' });
  await expect.poll(() => tray.getByRole('progressbar').count()).toBe(0);
  await expect.poll(() => tray.getByRole('listitem').count()).toBe(2);
  await picture(page, 'tray');
  expect(await violations(page, 'rapport-chat')).toEqual([]);
  await chat.write('Here is what I mean');
  await chat.log.getByRole('button', { name: 'Show photo.png' }).waitFor();
  await tray.waitFor({ state: 'detached' });

  await desk.choose('Here is what I mean');
  await desk.join();
  const shown = desk.log.getByRole('button', { name: 'Show photo.png' });
  await shown.waitFor();
  // Its room is what its measures ask for, whether it has come or not.
  expect(await shown.evaluate((el) => Math.round(el.clientWidth / (el.clientHeight / 9)))).toBe(16);
  await expect
    .poll(() =>
      shown.locator('canvas').evaluate((el: HTMLCanvasElement) => {
        const [, , blue, alpha] = el.getContext('2d')?.getImageData(el.width - 2, 2, 1, 1).data ?? [];
        return [blue, alpha];
      }),
    )
    .toEqual([0, 255]);
  await picture(desk.page, 'console');
  await shown.click();
  const box = desk.page.getByRole('dialog', { name: 'photo.png' });
  await box.getByRole('img', { name: 'photo.png' }).waitFor();
  await picture(desk.page, 'console-lightbox');
  const again = await kept(desk.page, box.getByRole('button', { name: 'Download' }));
  expect(again.name).toBe('photo.png');
  expect(again.bytes.equals(photo.buffer)).toBe(true);
  await desk.page.keyboard.press('Escape');
  await box.waitFor({ state: 'detached' });
  expect(await shown.evaluate((el) => el === document.activeElement)).toBe(true);
  const saved = await kept(desk.page, desk.log.getByRole('button', { name: 'Download invoice.pdf' }));
  expect(saved.bytes.equals(pdf)).toBe(true);
  expect(await violations(desk.page)).toEqual([]);

  await watchShifts(page);
  await desk.page.getByRole('tab', { name: /^Reply to/ }).click();
  await attach(desk.page, desk.page.getByRole('button', { name: 'Attach a file' }), [
    { name: 'reply.png', mimeType: 'image/png', buffer: png(300, 500, 200) },
    { name: 'reply-2.png', mimeType: 'image/png', buffer: png(500, 300, 120) },
  ]);
  await expect
    .poll(() => desk.page.getByRole('button', { name: 'Send', exact: true }).getAttribute('aria-disabled'))
    .toBe('false');
  await desk.page.getByRole('button', { name: 'Send', exact: true }).click();
  const theirs = chat.log.getByRole('button', { name: 'Show reply.png' });
  await theirs.waitFor();
  await expect.poll(() => theirs.locator('canvas').evaluate((el: HTMLCanvasElement) => el.width)).toBeGreaterThan(100);
  await picture(page, 'widget');
  // By keyboard: open, next, close; the focus is back.
  await theirs.focus();
  await page.keyboard.press('Enter');
  const large = chat.panel.getByRole('dialog', { name: /^reply/ });
  await large.getByRole('button', { name: 'Next' }).click();
  await large.getByRole('img', { name: 'reply-2.png' }).waitFor();
  await picture(page, 'lightbox');
  expect(await violations(page, 'rapport-chat')).toEqual([]);
  await page.keyboard.press('Escape');
  await large.waitFor({ state: 'detached' });
  expect(await theirs.evaluate((el) => (el.getRootNode() as ShadowRoot).activeElement === el)).toBe(true);
  // The panel is still open: Escape closed what was before it.
  await chat.log.waitFor();
  const seen = await page.evaluate(() => {
    const { violations: broken, shifts } = window as unknown as { violations: string[]; shifts: number[] };
    return { broken, shifts };
  });
  expect(seen.broken).toEqual([]);
  expect(seen.shifts).toEqual([]);
  expect(errors).toEqual([]);
  await context.close();
});

test('[UX110][U2][U3] too big and of another kind is said at once, and nothing goes out', async () => {
  const { page, context } = await openPage(browser, host.url);
  const asked: string[] = [];
  page.on('request', (request) => void (request.method() === 'POST' && asked.push(request.url())));
  const chat = chatOn(page);
  await chat.open();
  await attach(page, chat.panel.getByRole('button', { name: 'Attach a file' }), [
    { name: 'huge.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(10_485_761, 32) },
    { name: 'run.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') },
  ]);
  await chat.panel.getByText('Over 10 MB. Try a smaller file or a link.', { exact: true }).waitFor();
  await chat.panel
    .getByText(/^This kind of file.* You can send PNG, JPEG, GIF, WEBP, PDF, or TXT/)
    .first()
    .waitFor();
  expect(asked).toEqual([]);
  // What only calls itself a picture is found out by the relay.
  await attach(page, chat.panel.getByRole('button', { name: 'Attach a file' }), [
    { name: 'page.png', mimeType: 'image/png', buffer: Buffer.from('<script>alert(1)</script>') },
  ]);
  await expect
    .poll(() =>
      chat.panel
        .locator('.tray .err')
        .getByText(/^This kind of file can’t be sent/)
        .count(),
    )
    .toBe(2);
  await picture(page, 'refused');
  expect(await violations(page, 'rapport-chat')).toEqual([]);
  await context.close();
});

test('[UX111][U10] an upload is cancelled, lost with the network and tried again, and one that a reload cut off says so', async () => {
  const { page, context } = await openPage(browser, host.url);
  const chat = chatOn(page);
  await chat.open();
  const button = chat.panel.getByRole('button', { name: 'Attach a file' });
  const tray = chat.panel.getByRole('list', { name: 'Files to send' });
  let held: (() => void)[] = [];
  await page.route(/\/v1\/files/, async (route) => {
    if (route.request().method() === 'POST') await new Promise<void>((go) => held.push(go));
    await route.continue().catch(() => undefined);
  });
  await attach(page, button, [photo]);
  await chat.panel.getByRole('button', { name: 'Cancel the upload of photo.png' }).click();
  await tray.waitFor({ state: 'detached' });

  await attach(page, button, [invoice]);
  await chat.panel.getByRole('button', { name: 'Cancel the upload of invoice.pdf' }).waitFor();
  await page.reload();
  await chat.open();
  await tray.getByText(/cut off when the page was left/).waitFor();
  await picture(page, 'cut-off');
  const chooser = page.waitForEvent('filechooser');
  await tray.getByRole('button', { name: 'Choose again' }).click();
  for (const go of held) go();
  held = [];
  await page.unroute(/\/v1\/files/);
  await page.route(/\/v1\/files/, (route) => route.abort());
  await (await chooser).setFiles([invoice]);
  await tray.getByText('Not uploaded. Check your connection.').waitFor();
  await page.unroute(/\/v1\/files/);
  await tray.getByRole('button', { name: 'Try again' }).click();
  await chat.panel.getByRole('button', { name: 'Remove invoice.pdf' }).waitFor();
  await expect.poll(() => tray.getByText('Not uploaded').count()).toBe(0);
  await page.reload();
  await chat.open();
  await tray.getByText('invoice.pdf').waitFor();
  await chat.panel.getByRole('button', { name: 'Send', exact: true }).click();
  await chat.log.getByRole('button', { name: 'Download invoice.pdf' }).waitFor();
  await desk.choose('invoice.pdf');
  const got = await kept(desk.page, desk.log.getByRole('button', { name: 'Download invoice.pdf' }));
  expect(got.bytes.equals(pdf)).toBe(true);
  await context.close();
});

test('[UX2][UX3][UX102][UX110] files are dropped on the panel of a phone in Arabic, and a note of the agent keeps its file to the house', async () => {
  const arabic = await hostPage({
    html: `<!doctype html><html lang="ar" dir="rtl"><meta name="viewport" content="width=device-width"><title>متجر</title><h1>متجر</h1>${tag(relay.url)}</html>`,
  });
  const site = await relay.store.site('demo');
  if (site) await relay.store.putSite({ ...site, origins: [host.origin, arabic.origin] });
  const { page, context } = await openPage(browser, arabic.url, {
    viewport: { width: 390, height: 780 },
    colorScheme: 'dark',
  });
  const chat = chatOn(page, 'ar');
  await chat.open();
  const data = await page.evaluateHandle(
    (bytes) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(bytes)], 'صورة.png', { type: 'image/png' }));
      return transfer;
    },
    [...photo.buffer],
  );
  const field = chat.panel.getByRole('textbox').first();
  // A browser tells of it again and again while it lasts.
  const isOver = async (): Promise<boolean> => {
    await field.dispatchEvent('dragover', { dataTransfer: data });
    return chat.panel.getByText('أفلت الملفات هنا لإرفاقها').isVisible();
  };
  await expect.poll(isOver).toBe(true);
  await picture(page, 'arabic-drop');
  await field.dispatchEvent('drop', { dataTransfer: data });
  await chat.panel.getByText('صورة.png', { exact: true }).waitFor();
  await expect.poll(() => chat.panel.getByRole('progressbar').count()).toBe(0);
  await picture(page, 'arabic-tray');
  await chat.write('مرحبا');
  await chat.log.getByRole('button', { name: /^عرض .*صورة\.png/ }).waitFor();
  await expect
    .poll(() =>
      chat.log
        .locator('canvas')
        .first()
        .evaluate((el: HTMLCanvasElement) => el.width),
    )
    .toBeGreaterThan(100);
  await picture(page, 'arabic');
  expect(await violations(page, 'rapport-chat')).toEqual([]);
  await chat.log.getByRole('button', { name: /^عرض .*صورة\.png/ }).click();
  await chat.panel.getByRole('dialog', { name: 'صورة.png' }).getByRole('img').waitFor();
  expect(await violations(page, 'rapport-chat')).toEqual([]);
  await page.keyboard.press('Escape');
  await desk.choose('مرحبا');
  await desk.join();
  await desk.page.getByRole('tab', { name: /Internal note/ }).click();
  await attach(desk.page, desk.page.getByRole('button', { name: 'Attach a file' }), [
    { name: 'inner.txt', mimeType: 'text/plain', buffer: Buffer.from('not for the visitor') },
  ]);
  await expect
    .poll(() => desk.page.getByRole('button', { name: 'Add note' }).getAttribute('aria-disabled'))
    .toBe('false');
  await desk.page.getByRole('button', { name: 'Add note' }).click();
  await desk.log.getByRole('button', { name: 'Download inner.txt' }).waitFor();
  await picture(desk.page, 'note');
  await desk.reply('أهلا');
  await chat.sees('أهلا');
  expect(await chat.log.getByText('inner.txt').count()).toBe(0);
  await context.close();
  await arabic.stop();
});
