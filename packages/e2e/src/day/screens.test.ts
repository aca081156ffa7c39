// The scripted day in real browsers: two agents, one lead and five visitors at the shipped console and widget. The relay's clock
// stands still between the steps, so its figures are exact, and equal those that were counted by hand.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../test/chromium.ts';
import { type HostPage, hostPage } from '../test/host-page.ts';
import { scores } from './expected.ts';
import { figuresOfDay, figuresOfJon } from './figures.ts';
import { type House, openHouse } from './house.ts';
import { msOf, play } from './play.ts';
import { screenStage } from './screen-stage.ts';
import { dayEnds } from './script.ts';

let house: House;
let shop: HostPage;
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
  let relay = '';
  shop = await hostPage({
    html: () => `<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1>
      <script async src="${relay}/rapport.js" data-site="shop"></script></html>`,
  });
  house = await openHouse({ origin: shop.origin });
  relay = house.url;
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await shop?.stop();
  await house?.close();
});

test('[F14] [F19] [F21] two agents, one lead and five visitors go through the day; the figures are those that were counted by hand', async () => {
  const stage = await screenStage(house, browser, shop.url);
  await play(house, stage);
  await house.clock.to(msOf(dayEnds));
  await stage.close();
  const period = `from=${house.startedAt}&to=${house.startedAt + msOf(dayEnds)}`;
  expect(await house.report(`service?${period}&site=shop`, house.staff.lena.token)).toMatchObject(figuresOfDay);
  expect(await house.report(`service?${period}`, house.staff.jon.token)).toMatchObject(figuresOfJon);
  expect(await house.report(`csat?${period}`, house.staff.lena.token)).toMatchObject({ n: 5, histogram: scores });
}, 240_000);
