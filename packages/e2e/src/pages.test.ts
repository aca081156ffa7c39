// The console's pages about sites and people, as they are shipped, against a real relay: what is set stands after a reload, who is
// invited can sign in, and signing out everywhere ends the other session.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './test/axe.ts';
import { launchBrowser } from './test/chromium.ts';
import { hostPage, tag } from './test/host-page.ts';
import { chatOn, deskOn, openPage, setUpOwner } from './test/pages.ts';
import { startRelay } from './test/relay.ts';

const owner = { name: 'Maria', email: 'maria@shop.example', password: 'correct horse battery' };

let relay: Awaited<ReturnType<typeof startRelay>>;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  relay = await startRelay();
  browser = await launchBrowser();
  page = (await openPage(browser, 'about:blank', { viewport: { width: 1280, height: 860 } })).page;
  await setUpOwner(page, relay.setupLink as string, owner);
});

afterAll(async () => {
  await browser?.close();
  await relay?.stop();
});

const field = (name: string, on = page) => on.getByRole('textbox', { name, exact: true });
const button = (name: string | RegExp, on = page) => on.getByRole('button', { name, exact: true });
const heading = (name: string, on = page) => on.getByRole('heading', { name, exact: true });

async function visit(hash: string, title: string, on = page): Promise<void> {
  await on.goto(`${relay.url}/console/${hash}`);
  await heading(title, on).waitFor();
}

async function signIn(on: Page, who: { email: string; password: string }): Promise<void> {
  await on.getByLabel('Email').fill(who.email);
  await on.getByLabel('Password', { exact: true }).fill(who.password);
  await button('Sign in', on).click();
  await on.getByRole('navigation', { name: 'Main' }).waitFor();
}

test('opening hours: what overlaps or ends before it begins is told at its very span; what is saved is there after a reload', async () => {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Site settings' }).click();
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Opening hours' }).click();
  await page.getByRole('radio', { name: 'At these hours' }).check();
  await page.getByLabel('Time zone').selectOption('Europe/Athens');
  await button('Add hours to Monday').focus();
  await page.keyboard.press('Enter');
  // The focus is in the new opening: hours can be set without a pointer.
  await page.keyboard.type('16:00');
  await page.keyboard.press('Tab');
  await page.keyboard.type('20');
  await field('Friday, opening 1: to').fill('8:30');
  await button('Save').click();

  const second = field('Monday, opening 2: from');
  await page.getByText('This overlaps with the opening before it.').waitFor();
  expect(await second.evaluate((it) => it === document.activeElement)).toBe(true);
  expect(await second.getAttribute('aria-invalid')).toBe('true');
  expect(await field('Friday, opening 1: to').getAttribute('aria-invalid')).toBe('true');
  expect(await field('Monday, opening 1: from').getAttribute('aria-invalid')).toBeNull();
  expect((await relay.store.site('demo'))?.settings?.hours ?? null).toBeNull();

  // What is not saved is not lost by a click.
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Teams' }).click();
  await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
  await button('Keep editing').click();
  expect(page.url()).toContain('#/settings/hours');

  await second.fill('18:00');
  await field('Friday, opening 1: to').fill('15:30');
  await button('Save').click();
  await page.getByText('Opening hours saved').waitFor();
  await page.reload();
  await heading('Opening hours').waitFor();
  await expect.poll(() => field('Monday, opening 2: from').inputValue()).toBe('18:00');
  expect(await field('Monday, opening 2: to').inputValue()).toBe('20:00');
  expect(await field('Friday, opening 1: to').inputValue()).toBe('15:30');
  expect(await page.getByLabel('Time zone').inputValue()).toBe('Europe/Athens');
});

test('a field saves itself; a wrong origin is told at the field, and stays out', async () => {
  await visit('#/settings/general', 'General');
  await field('Name').fill('Acme Shop');
  await field('Name').blur();
  await page.getByRole('status').filter({ hasText: 'Saved' }).first().waitFor();
  await field('Websites').fill('https://shop.example\nshop.example/path');
  await field('Websites').blur();
  await page.getByText('without a path').last().waitFor();
  const kept = await relay.store.site('demo');
  expect(kept?.name).toBe('Acme Shop');
  expect(kept?.origins).not.toContain('https://shop.example');
});

test('[UX141] the tag is copied, put into a page, and the page is seen', async () => {
  await visit('#/settings/install', 'Install');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: relay.url });
  await button('Copy').click();
  await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await field('Tag for your pages').inputValue());
  expect(copied).toContain(tag(relay.url).match(/src="[^"]+"/)?.[0] ?? 'a tag');
  await page.getByText('Waiting for the first visit…').waitFor();

  const shop = await hostPage({
    html: `<!doctype html><html lang="en"><title>Shop</title><main><h1>Shop</h1></main>${copied}</html>`,
  });
  try {
    await visit('#/settings/general', 'General');
    await field('Websites').fill(shop.origin);
    await field('Websites').blur();
    await page.getByRole('status').filter({ hasText: 'Saved' }).first().waitFor();
    const visitor = await openPage(browser, shop.url);
    await chatOn(visitor.page).open();
    await visit('#/settings/install', 'Install');
    await page.locator('.sight').filter({ hasText: 'just now' }).filter({ hasText: shop.origin }).waitFor();
    await visitor.context.close();
  } finally {
    await shop.stop();
  }
});

const jon = { email: 'jon@shop.example', password: 'four unrelated calm words' };

test('somebody is invited, and accepts in another browser; the link works once', async () => {
  await visit('#/people/invite', 'Invite a person');
  await button('Invite').click();
  await page.getByText('Enter an email address.').waitFor();
  await page.getByLabel('Email').fill(jon.email);
  await page.getByLabel('Role').selectOption('lead');
  await button('Invite').click();
  await page.getByText('Mail is not set up: give this link yourself.').waitFor();
  const link = await field('One-time link').inputValue();

  const guest = await openPage(browser, link);
  await heading('Join the team', guest.page).waitFor();
  expect(guest.page.url()).not.toContain('setup=');
  await guest.page.getByText(jon.email).waitFor();
  expect(await violations(guest.page)).toEqual([]);
  await guest.page.getByLabel('Your name').fill('Jon');
  await guest.page.getByLabel('Password', { exact: true }).fill(jon.password);
  await button('Create account', guest.page).click();
  await deskOn(guest.page);
  await guest.page.goto('about:blank');
  await guest.page.goto(link);
  await guest.page.getByText('This link has been used or has expired.').waitFor();
  await guest.context.close();
});

test('signing out everywhere ends the session in the other browser, too', async () => {
  const [one, other] = await Promise.all([
    openPage(browser, `${relay.url}/console/`),
    openPage(browser, `${relay.url}/console/`),
  ]);
  await signIn(one.page, jon);
  await signIn(other.page, jon);
  await visit('#/me', 'Your profile', one.page);
  await button('Sign out everywhere', one.page).click();
  await button('Yes', one.page).click();
  await button('Sign in', one.page).waitFor();
  await other.page.getByText('You were signed out.').waitFor();
  await Promise.all([one.context.close(), other.context.close()]);
});

test('a lead looks and does not change; a reset ends the session, and its link lets in again', async () => {
  const lead = await openPage(browser, `${relay.url}/console/`);
  await signIn(lead.page, jon);
  await visit('#/settings/general', 'General', lead.page);
  await lead.page.getByText('An owner can change them.').waitFor();
  expect(await field('Name', lead.page).isDisabled()).toBe(true);

  await visit('#/people', 'People');
  await page.getByRole('row').filter({ hasText: jon.email }).getByRole('link', { name: /^Edit/ }).click();
  await button('Reset password').click();
  await button('Yes').click();
  const link = await field('One-time link').inputValue();
  await button('Sign in', lead.page).waitFor();
  await lead.page.goto('about:blank');
  await lead.page.goto(link);
  await lead.page.getByLabel('Password', { exact: true }).fill('another four calm words');
  await button('Create account', lead.page).click();
  await deskOn(lead.page);
  await lead.context.close();
});

test('a password is changed: this session goes on, the others end, and the new one counts', async () => {
  const other = await openPage(browser, `${relay.url}/console/`);
  await signIn(other.page, owner);
  await visit('#/me', 'Your profile');
  await page.getByLabel('Current password').fill('not this');
  await page.getByLabel('New password').fill('five quite unrelated calm words');
  await button('Change password').click();
  await page.getByText('This is not your current password.').waitFor();
  await page.getByLabel('Current password').fill(owner.password);
  await button('Change password').click();
  await page.getByText('Your password was changed.').waitFor();
  await other.page.getByText('You were signed out.').waitFor();
  await signIn(other.page, { ...owner, password: 'five quite unrelated calm words' });
  await other.context.close();
  await visit('#/inbox', 'Rapport');
});

test('an API token is shown once and works until it is revoked', async () => {
  await visit('#/me', 'Your profile');
  await field('What is it for?').fill('Night shift');
  await button('Create token').click();
  const token = await field('Token').inputValue();
  const who = (): Promise<number> =>
    fetch(`${relay.url}/v1/session`, { headers: { authorization: `Bearer ${token}` } }).then(({ status }) => status);
  expect(await who()).toBe(200);
  await page.reload();
  await page.getByText('Night shift', { exact: true }).waitFor();
  expect(await page.getByText(token).count()).toBe(0);
  await button(/^Revoke/).click();
  await page.getByText('You have no API tokens.').waitFor();
  expect(await who()).toBe(401);
});

const looks: readonly (BrowserContextOptions & { readonly look: string })[] = [
  { look: 'light', colorScheme: 'light', viewport: { width: 1280, height: 860 } },
  { look: 'dark, 390 px', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
];
const places = {
  settings: [
    ['#/settings/general', 'General'],
    ['#/settings/look', 'Appearance'],
    ['#/settings/install', 'Install'],
    ['#/settings/teams', 'Teams'],
    ['#/settings/routing', 'Waiting and routing'],
  ],
  'opening hours, email': [
    ['#/settings/hours', 'Opening hours'],
    ['#/settings/mail', 'Email'],
  ],
  people: [
    ['#/people', 'People'],
    ['#/people/invite', 'Invite a person'],
    ['#/me', 'Your profile'],
  ],
} as const;

for (const { look, ...options } of looks) {
  for (const [what, addresses] of Object.entries(places)) {
    test(`[UX4] ${what}, ${look}: no violation, and nothing wider than the screen`, async () => {
      const storageState = await page.context().storageState();
      const { page: shown, context } = await openPage(browser, `${relay.url}/console/`, { ...options, storageState });
      for (const [hash, title] of addresses) {
        await visit(hash, title, shown);
        await shown.locator('main.page :is(.field, .segments, table, h4)').first().waitFor();
        expect(await violations(shown), hash).toEqual([]);
        const over = await shown.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(over, hash).toBeLessThanOrEqual(0);
      }
      await context.close();
    });
  }
}
