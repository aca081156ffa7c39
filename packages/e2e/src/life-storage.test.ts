// Storage that throws, is full, or is closed with the cookies: the chat works all the same, and says what it cannot promise.
import { test } from './life/life.ts';
import { launchRaw } from './life/raw-browser.ts';
import { on, says, told } from './life/tab.ts';

test.concurrent('[O1] storage whose very getter throws: messages go both ways and across a lost connection, and the page hears no exception', async ({
  stage,
  place,
  expect,
}) => {
  await place.context.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('Access is denied for this document.', 'SecurityError');
        },
      });
  });
  const thrown: unknown[] = [];
  place.context.on('weberror', (error) => thrown.push(error.error()));
  const { page, chat } = await place.tab();
  await chat.write('Denied 1');
  await stage.settles('Denied', ['Denied 1'], on(chat));
  await stage.reply('Denied', 'Denied 1, an answer');
  await place.context.setOffline(true);
  await chat.write('Denied 2');
  await chat.write('Denied 3');
  await place.context.setOffline(false);
  await stage.settles('Denied', ['Denied 1', 'Denied 1, an answer', 'Denied 2', 'Denied 3'], on(chat));
  expect(thrown).toEqual([]);
  expect(await page.title()).not.toBe('');
});

test.concurrent('[O1][O7] a quota that is full to the last character: the visitor is told that nothing is kept, and what is written arrives once', async ({
  stage,
  place,
  expect,
}) => {
  await place.context.addInitScript(() => {
    // To the last character, so that not even a token fits.
    let size = 2 ** 22;
    let n = 0;
    while (size >= 1) {
      try {
        localStorage.setItem(`fill${n++}`, 'x'.repeat(size));
      } catch {
        size = Math.floor(size / 2);
      }
    }
  });
  const { chat } = await place.tab();
  await chat.write('Full 1');
  await says(chat, told.keepsNothing);
  await place.context.setOffline(true);
  await chat.write('Full 2');
  await chat.write('Full 3');
  await place.context.setOffline(false);
  await stage.settles('Full', ['Full 1', 'Full 2', 'Full 3'], on(chat));
});

test.concurrent('[O1] a browser that is set to block all cookies closes storage and locks with them: the visitor is told, and the chat works', async ({
  stage,
  place,
  expect,
}) => {
  const browser = await launchRaw({
    preferences: { profile: { default_content_setting_values: { cookies: 2 } } },
  });
  try {
    const tab = await browser.tab(`${place.wire.url}/demo/`);
    const denied = `(async () => { const names = []; for (const look of [() => localStorage, () => sessionStorage, () => navigator.locks.request('x', () => 1)]) try { await look() } catch (e) { names.push(e.name) } return names })()`;
    expect(await tab.evaluate(denied)).toEqual(['SecurityError', 'SecurityError', 'SecurityError']);
    await tab.click('button', 'Chat with us');
    await expect.poll(() => tab.says()).toContain(told.keepsNothing);
    await tab.write('Blocked 1');
    await stage.settles('Blocked', ['Blocked 1'], tab.bubbles);
    await stage.reply('Blocked', 'Blocked 1, an answer');
    await tab.write('Blocked 2');
    await stage.settles('Blocked', ['Blocked 1', 'Blocked 1, an answer', 'Blocked 2'], tab.bubbles);
  } finally {
    await browser.stop();
  }
});
