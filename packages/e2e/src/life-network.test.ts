// The network goes and comes back under the shipped widget: nothing lost, nothing doubled, the order kept, and the visitor sees the truth.
// Where the page must live through minutes its clock is moved by Playwright: `Emulation.setVirtualTimePolicy` runs as fast as
// it can while only the socket is busy, so that a relay which answers in real time would look minutes late.
import { test } from './life/life.ts';
import { on, says, statusOf, told } from './life/tab.ts';
import { until } from './life/until.ts';
import { violations } from './test/axe.ts';
import { type Chat, chatOn } from './test/pages.ts';

const lines = (label: string, count: number): string[] => Array.from({ length: count }, (_, n) => `${label} ${n + 1}`);

/** Lets the page live second by second, so that what is on its way in real time can arrive between two of them. */
function livesUntilItSays(text: string, { page, panel }: Chat): Promise<number> {
  const look = async (): Promise<number> => {
    await page.clock.runFor(1_000);
    return panel.getByText(text, { exact: true }).count();
  };
  return until(`“${text}”`, look, (count) => count > 0);
}

test.concurrent('[O1][O2][O3] twenty messages typed and sent without a network arrive once and in order when it is back', async ({
  stage,
  place,
  expect,
}) => {
  const { page, chat } = await place.tab();
  await chat.write('Train begins');
  await stage.settles('Train', ['Train begins'], on(chat));
  await place.context.setOffline(true);
  await says(chat, told.offline);
  const all = lines('Tunnel', 20);
  for (const line of all) await chat.write(line);
  expect(await on(chat)('Tunnel')).toEqual(all);
  await expect.poll(() => statusOf(chat).innerText()).toMatch(/^Waiting for connection/);
  expect(await stage.written('Tunnel')).toEqual([]);
  await stage.reply('Train', 'Tunnel? I wait.');
  await page.getByRole('heading').first().waitFor();
  expect(await chat.log.getByText('Tunnel? I wait.').count()).toBe(0);

  await place.context.setOffline(false);
  await says(chat, told.back);
  await stage.settles('Tunnel ', all, on(chat));
  await chat.sees('Tunnel? I wait.');
  await expect.poll(() => statusOf(chat).innerText()).toMatch(/^(Sent|Delivered|Read)/);
});

test.concurrent('[P2][C1][L3] thirty seconds in which every packet is lost: the visitor is told, and what was under way is there once', async ({
  stage,
  place,
  expect,
}) => {
  await place.context.clock.install();
  const { page, chat, sent } = await place.tab();
  await chat.write('Lift begins');
  await stage.settles('Lift', ['Lift begins'], on(chat));
  place.wire.weather('stalled');
  await chat.write('Lift 2');
  await chat.write('Lift 3');
  await expect.poll(() => statusOf(chat).innerText()).toMatch(/^(Sending|Waiting for connection)/);
  await page.clock.runFor(30_000);
  await says(chat, told.lost);
  await expect.poll(() => statusOf(chat).innerText()).toMatch(/^(Sending|Waiting for connection)/);
  expect(await stage.written('Lift')).toEqual(['Lift begins']);
  // What the page wrote into the old socket arrives now, and the page says it again on a new one.
  place.wire.weather('fair');
  await livesUntilItSays(told.back, chat);
  await stage.settles('Lift', ['Lift begins', 'Lift 2', 'Lift 3'], on(chat));
  expect(sent.filter((frame) => frame.includes('Lift 2')).length).toBeGreaterThan(1);
  await expect.poll(() => statusOf(chat).innerText()).toMatch(/^(Sent|Delivered|Read)/);
});

test.concurrent('[O4][O5][X2] no relay for a quarter of an hour: what waited stands there as not sent, and a retry sends it, once', async ({
  stage,
  place,
  expect,
}) => {
  await place.context.clock.install();
  const { page, chat } = await place.tab();
  await chat.write('Ferry begins');
  await stage.settles('Ferry', ['Ferry begins'], on(chat));
  place.wire.weather('refused');
  place.wire.cut();
  await chat.write('Ferry 2');
  await chat.write('Ferry 3');
  await page.clock.runFor(8_000);
  await says(chat, told.lost);
  await page.clock.runFor(20_000);
  await says(chat, told.offline);
  const retry = chat.log.getByRole('button', { name: 'Not sent. Try again' });
  expect(await retry.count()).toBe(0);
  await page.clock.fastForward(16 * 60_000);
  await expect.poll(() => retry.count()).toBe(2);
  expect(await violations(page, 'rapport-chat')).toEqual([]);

  place.wire.weather('fair');
  await livesUntilItSays(told.back, chat);
  // The relay is back, and still nothing old is said by itself.
  await stage.reply('Ferry', 'Are you there?');
  await chat.sees('Are you there?');
  expect(await stage.written('Ferry')).toEqual(['Ferry begins']);
  await retry.first().click();
  await stage.settles('Ferry', ['Ferry begins', 'Ferry 2'], async (label) => (await on(chat)(label)).slice(0, 2));
  await retry.click();
  await stage.settles('Ferry', ['Ferry begins', 'Ferry 2', 'Ferry 3'], on(chat));
  expect(await retry.count()).toBe(0);
});

test.concurrent('[O4][P2] a clock that jumps a day ahead and two days back changes neither order nor number, and fails only what it made old', async ({
  stage,
  place,
  expect,
}) => {
  await place.context.clock.install();
  const { page, chat } = await place.tab();
  const now = Date.now();
  const day = 86_400_000;
  await chat.write('Clock 1');
  await stage.settles('Clock', ['Clock 1'], on(chat));
  await page.clock.setSystemTime(now + day);
  await chat.write('Clock 2');
  await stage.reply('Clock', 'Clock 2, an answer');
  await stage.settles('Clock', ['Clock 1', 'Clock 2', 'Clock 2, an answer'], on(chat));
  await page.clock.setSystemTime(now - day);
  await chat.write('Clock 3');
  await stage.settles('Clock', ['Clock 1', 'Clock 2', 'Clock 2, an answer', 'Clock 3'], on(chat));

  await place.context.setOffline(true);
  await chat.write('Clock 4');
  await page.clock.setSystemTime(now - 2 * day);
  await place.context.setOffline(false);
  const before = ['Clock 1', 'Clock 2', 'Clock 2, an answer', 'Clock 3', 'Clock 4'];
  await stage.settles('Clock', before, on(chat));

  await place.context.setOffline(true);
  await chat.write('Clock 5');
  await page.clock.setSystemTime(now + day);
  await page.clock.runFor(15_000);
  await place.context.setOffline(false);
  const retry = chat.log.getByRole('button', { name: 'Not sent. Try again' });
  await retry.waitFor();
  await retry.click();
  await stage.settles('Clock', [...before, 'Clock 5'], on(chat));
  await page.reload();
  await chat.open();
  await stage.settles('Clock', [...before, 'Clock 5'], on(chat));
});

test.concurrent('[O1][T3] a first message that has not left: nobody is said to be waited for, and when the network is back it opens the chat', async ({
  stage,
  place,
  expect,
}) => {
  const { chat } = await place.tab();
  await place.context.setOffline(true);
  await chat.write('Early 1');
  await expect.poll(() => statusOf(chat).innerText()).toMatch(/^Waiting for connection/);
  expect(await stage.written('Early')).toEqual([]);
  expect(await chat.panel.getByText('Waiting for a team member to join…').count()).toBe(0);
  await place.context.setOffline(false);
  await stage.settles('Early', ['Early 1'], on(chat));
  await chat.panel.getByText('Waiting for a team member to join…').waitFor();
});

test.concurrent('a widget whose app is blocked on the way says so, and comes when it is opened again', async ({
  stage,
  place,
  expect,
}) => {
  const page = await place.context.newPage();
  await page.route('**/w/*', (route) => route.abort());
  await page.goto(`${place.wire.url}/demo/`);
  const chat = chatOn(page);
  await chat.panel.getByRole('button', { name: 'Chat with us' }).click();
  await chat.panel.getByText('The chat didn’t load.').waitFor();
  await page.unroute('**/w/*');
  await chat.panel.getByRole('button', { name: 'Minimise chat' }).click();
  await chat.open();
  await chat.write('Loaded late');
  await stage.settles('Loaded late', ['Loaded late'], on(chat));
});
