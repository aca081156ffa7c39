// Tabs are reloaded, duplicated, killed and many under the shipped widget: what one of them took on is said once, by whoever is left.
import type { Page } from 'playwright-core';
import { test } from './life/life.ts';
import { crash, on, setOffline, statusOf } from './life/tab.ts';
import { chatOn } from './test/pages.ts';

test.concurrent('[O1][O3][T3] a reload right after each of five messages, the very first included, loses and doubles none', async ({
  stage,
  place,
  expect,
}) => {
  const { page, chat } = await place.tab();
  const lines: string[] = [];
  for (let n = 1; n <= 5; n++) {
    lines.push(`Reload ${n}`);
    await chat.write(`Reload ${n}`);
    await page.reload();
    await chat.open();
    await chat.sees(`Reload ${n}`);
  }
  await stage.settles('Reload', lines, on(chat));
});

test.concurrent('[O2][O3][L3] a reload while the first of four is under way: its answer never comes, and all four are there once, in order', async ({
  stage,
  place,
  expect,
}) => {
  const { page, chat, sent } = await place.tab();
  const lines = ['Middle 1', 'Middle 2', 'Middle 3', 'Middle 4', 'Middle 5'];
  await chat.write(lines[0] as string);
  await stage.settles('Middle', lines.slice(0, 1), on(chat));
  place.wire.weather('stalled');
  for (const line of lines.slice(1)) await chat.write(line);
  await expect.poll(() => sent.some((frame) => frame.includes('Middle 2'))).toBe(true);
  expect(sent.some((frame) => frame.includes('Middle 3'))).toBe(false);
  // The old page goes, and with it the socket; what lies in the network still reaches the relay.
  const reloaded = page.reload();
  place.wire.weather('fair');
  await reloaded;
  await chat.open();
  await stage.settles('Middle', lines, on(chat));
  await expect.poll(() => statusOf(chat).innerText()).toMatch(/^(Sent|Delivered|Read)/);
});

test.concurrent('[O6] a tab that is killed with unsent messages leaves them to two living ones, and they are said once', async ({
  stage,
  place,
  expect,
}) => {
  const victim = await place.tab();
  await victim.chat.write('Killed 1');
  await stage.settles('Killed', ['Killed 1'], on(victim.chat));
  await setOffline(victim, true);
  await victim.chat.write('Killed 2');
  await victim.chat.write('Killed 3');
  const heirs = [await place.tab(), await place.tab()] as const;
  for (const { chat } of heirs) await chat.sees('Killed 1');
  expect(await stage.written('Killed')).toEqual(['Killed 1']);
  await crash(victim);
  await stage.settles('Killed', ['Killed 1', 'Killed 2', 'Killed 3'], ...heirs.map(({ chat }) => on(chat)));
  const stored = await heirs[0].page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(':o:')));
  expect(stored).toEqual([]);
});

test.concurrent('[UX96][O6] a tab that was closed with unsent messages, and nobody left: the next visit says them, once', async ({
  stage,
  place,
  expect,
}) => {
  const first = await place.tab();
  await first.chat.write('Closed 1');
  await stage.settles('Closed', ['Closed 1'], on(first.chat));
  await setOffline(first, true);
  await first.chat.write('Closed 2');
  await first.chat.write('Closed 3');
  await first.page.close();
  expect(await stage.written('Closed')).toEqual(['Closed 1']);
  const next = await place.tab();
  await stage.settles('Closed', ['Closed 1', 'Closed 2', 'Closed 3'], on(next.chat));
});

test.concurrent('[O6][L2] without locks two tabs adopt one outbox at the same moment and both send it: each message is there once', async ({
  stage,
  place,
  expect,
}) => {
  await place.context.addInitScript(() => {
    // As in a page that is no secure context.
    Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
    // What one process removes from storage, another may see a while later: here, once the network is back.
    const remove = Storage.prototype.removeItem;
    let isBack = navigator.onLine;
    addEventListener('offline', () => {
      isBack = false;
    });
    Storage.prototype.removeItem = function (key) {
      if (isBack) remove.call(this, key);
      else addEventListener('online', () => remove.call(this, key), { once: true });
    };
    addEventListener('online', () => {
      isBack = true;
    });
  });
  await place.context.clock.install();
  const victim = await place.tab();
  await victim.chat.write('Race 1');
  await stage.settles('Race', ['Race 1'], on(victim.chat));
  await setOffline(victim, true);
  await victim.chat.write('Race 2');
  await victim.chat.write('Race 3');
  const heirs = [await place.tab(), await place.tab()] as const;
  for (const { chat } of heirs) await chat.sees('Race 1');
  await victim.page.close();
  // The clock of the context is that of all its pages: both take it, and neither hears from the relay that the other did.
  for (const heir of heirs) await setOffline(heir, true);
  await place.context.clock.fastForward(20_000);
  for (const { chat } of heirs) await chat.sees('Race 3');
  await Promise.all(heirs.map((heir) => setOffline(heir, false)));
  for (const { sent } of heirs) await expect.poll(() => sent.join(), { timeout: 10_000 }).toContain('Race 2');
  await stage.settles('Race', ['Race 1', 'Race 2', 'Race 3'], ...heirs.map(({ chat }) => on(chat)));
});

test.concurrent('[T3][O6][S3] a duplicated tab has the draft and the visitor, an outbox of its own, and both write into one conversation', async ({
  stage,
  place,
  expect,
}) => {
  const first = await place.tab();
  await first.chat.write('Twin begins');
  await stage.settles('Twin', ['Twin begins'], on(first.chat));
  const field = first.chat.panel.getByRole('textbox', { name: 'Type your message…' });
  await field.fill('half a sentence');
  await expect
    .poll(() => first.page.evaluate(() => JSON.stringify(Object.entries(sessionStorage))))
    .toContain('half a sentence');
  // `window.open` of the same origin copies sessionStorage, as duplicating a tab does.
  const [page] = (await Promise.all([
    place.context.waitForEvent('page'),
    first.page.evaluate(() => void window.open(location.href)),
  ])) as [Page, unknown];
  const second = chatOn(page);
  await second.open();
  await expect
    .poll(() => second.panel.getByRole('textbox', { name: 'Type your message…' }).inputValue())
    .toBe('half a sentence');

  await Promise.all([
    (async () => {
      for (const n of [1, 2]) await first.chat.write(`Twin left ${n}`);
    })(),
    (async () => {
      for (const n of [1, 2]) await second.write(`Twin right ${n}`);
    })(),
  ]);
  await expect.poll(async () => (await stage.written('Twin')).length).toBe(5);
  const log = await stage.written('Twin');
  for (const side of ['left', 'right'])
    expect(log.filter((text) => text.includes(side))).toEqual([1, 2].map((n) => `Twin ${side} ${n}`));
  await stage.settles('Twin', log, on(first.chat), on(second));
});
