// W1 and W11: the chat hidden on a visit, and the card that a site may put beside the launcher.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './test/axe.ts';
import { call, type EmbedStage, embedStage, kept, launcher, told } from './test/embed-stage.ts';

let stage: EmbedStage;

beforeAll(async () => {
  stage = await embedStage();
});

afterAll(() => stage?.stop());

test('hidden on a visit the chat stays away, page after page, and asks for nothing; `open` brings it back', async () => {
  const { page, context, chat, requests } = await stage.visit();
  await chat.open();
  await chat.write('I come back to this');
  await chat.sees('I come back to this');
  await chat.log.getByText(/^Sent/).waitFor();
  await chat.panel.getByRole('button', { name: 'More options' }).click();
  await chat.panel.getByRole('button', { name: 'Hide chat on this visit' }).click();
  await launcher(page).waitFor({ state: 'hidden' });
  expect(await told(page)).toContainEqual(['hide', null]);
  requests.length = 0;
  await page.reload();
  await expect.poll(() => told(page)).toContainEqual(['ready', null]);
  expect(await launcher(page).isVisible()).toBe(false);
  await page.waitForLoadState('networkidle');
  expect(requests).toEqual(['/rapport.js']);
  await call(page, 'open');
  await chat.sees('I come back to this');
  await call(page, 'close');
  await launcher(page).waitFor();
  await page.reload();
  await launcher(page).waitFor();
  await context.close();
});

test('the card stands beside the launcher after 20 s and opens nothing; dismissed, it does not come again on this visit', async () => {
  const { page, context, requests } = await stage.visit();
  await page.clock.install();
  await page.goto(`${stage.url}teaser`);
  await launcher(page).waitFor();
  const card = page.locator('rapport-chat').getByRole('group', { name: 'New message from 127.0.0.1' });
  await page.clock.runFor(15_000);
  expect(requests.filter((path) => path !== '/rapport.js')).toEqual([]);
  expect(await kept(page)).toBe(0);
  await expect
    .poll(async () => {
      await page.clock.runFor(1_000);
      return card.isVisible();
    })
    .toBe(true);
  await card.getByText('Which chair fits you?').waitFor();
  const [above, below] = [await card.boundingBox(), await launcher(page).boundingBox()];
  expect((below?.y ?? 0) - (above?.y ?? 0) - (above?.height ?? 0)).toBeCloseTo(16, 0);
  expect(await violations(page, 'rapport-chat')).toEqual([]);
  expect(requests).not.toContain('socket');
  expect(await told(page)).toEqual([['ready', null]]);
  await card.getByRole('button', { name: 'Dismiss' }).click();
  await card.waitFor({ state: 'detached' });
  await page.reload();
  await launcher(page).waitFor();
  await page.clock.runFor(60_000);
  await page.waitForLoadState('networkidle');
  expect(await card.count()).toBe(0);
  await context.close();
});
