// One visitor with up to three tabs in a browser that is not kind: what happens is drawn by lot, and at the end the log must hold
// every message once, those of one page load in their order, and every tab must show the log.

import type { Dice } from '@rapport/relay/sample';
import type { BrowserContext } from 'playwright-core';
import { chatOn } from '../test/pages.ts';
import type { Stage } from './stage.ts';
import { crash, on, openTab, setOffline, type Tab } from './tab.ts';
import { until } from './until.ts';

export const acts = [
  'write',
  'answer',
  'reload',
  'crash',
  'close',
  'open',
  'twin',
  'cut',
  'stall',
  'refuse',
  'offline',
] as const;
export type Act = (typeof acts)[number];
export type Tally = Record<Act, number>;

const weights: Tally = {
  write: 12,
  answer: 3,
  reload: 3,
  crash: 2,
  close: 2,
  open: 2,
  twin: 1,
  cut: 2,
  stall: 2,
  refuse: 2,
  offline: 2,
};
const mostTabs = 3;

interface Load {
  readonly tab: Tab;
  /** Of this page load. */
  name: string;
}

/** Plays `steps` acts and says what is wrong, one sentence each. `label` begins every text of this round. */
export async function soak(
  stage: Stage,
  dice: Dice,
  { label, steps, tally }: { label: string; steps: number; tally: Tally },
): Promise<readonly string[]> {
  const wire = await stage.lay();
  const context = await (await stage.browser()).newContext();
  let loads: readonly Load[] = [];
  const said: string[] = [];
  const wrong: string[] = [];
  context.on('weberror', (error) => wrong.push(`${label}: the page threw ${error.error().message}`));
  let count = 0;
  let fairIn = 0;

  const add = (tab: Tab): void => {
    const load = { tab, name: `${++count}` };
    loads = [...loads, load];
    // A twin dies with the tab that opened it: they share a process.
    tab.page.once('crash', () => take(load));
  };
  const any = (): Load => dice.pick(loads);
  const take = (load: Load): void => {
    loads = loads.filter((other) => other !== load);
  };
  const open = async (): Promise<void> => {
    wire.weather('fair');
    add(await openTab(context, wire.url));
  };
  const say = async ({ tab, name }: Load): Promise<void> => {
    const text = `${label} ${name}.${said.length}`;
    await tab.chat.write(text);
    said.push(text);
  };

  const play: Record<Act, () => Promise<unknown>> = {
    write: () => say(any()),
    answer: async () => (await stage.written(label)).length > 0 && stage.reply(label, `An answer in ${label}`),
    async reload() {
      const load = any();
      await setOffline(load.tab, false);
      const reloaded = load.tab.page.reload();
      wire.weather('fair');
      await reloaded;
      load.name = `${++count}`;
      await load.tab.chat.open();
    },
    async crash() {
      const { tab } = any();
      await crash(tab);
      await tab.page.close();
      if (loads.length === 0) await open();
    },
    async close() {
      const load = any();
      take(load);
      await load.tab.page.close();
      if (loads.length === 0) await open();
    },
    open: async () => loads.length < mostTabs && open(),
    async twin() {
      if (loads.length >= mostTabs) return;
      wire.weather('fair');
      const { tab } = any();
      await setOffline(tab, false);
      add(await twinOf(context, tab));
    },
    cut: async () => wire.cut(),
    stall: async () => {
      wire.weather('stalled');
      fairIn = dice.between(1, 4);
    },
    refuse: async () => {
      wire.weather('refused');
      wire.cut();
      fairIn = dice.between(1, 4);
    },
    offline: () => setOffline(any().tab, true),
  };

  await open();
  await say(any());
  for (let n = 0; n < steps; n++) {
    const act = draw(dice);
    await play[act]();
    tally[act] += 1;
    if (fairIn > 0 && --fairIn === 0) wire.weather('fair');
    if (dice.happens(0.2)) for (const { tab } of loads) await setOffline(tab, false);
  }
  wire.weather('fair');
  for (const { tab } of loads) await setOffline(tab, false);

  const isComplete = (texts: readonly string[]): boolean => texts.length >= said.length;
  await until(`all of ${label} in the log`, () => stage.written(label), isComplete, 90_000).catch(() => undefined);
  const log = await stage.written(label);
  for (const text of said) {
    const times = log.filter((other) => other === text).length;
    if (times !== 1) wrong.push(`“${text}” is ${times} times in the log.`);
  }
  for (let n = 1; n <= count; n++) {
    const own = log.filter((text) => text.startsWith(`${label} ${n}.`)).map((text) => Number(text.split('.')[1]));
    if (own.some((at, i) => i > 0 && at < (own[i - 1] as number))) wrong.push(`${label}: load ${n} is out of order.`);
  }
  for (const { tab, name } of loads)
    await stage
      .settles(label, log, on(tab.chat))
      .catch((error: Error) => wrong.push(`${label}: tab ${name}: ${error.message}`));
  // The next visit takes over whatever the dead have left, and says none of it again.
  const { page, chat } = any().tab;
  await page.reload();
  await chat.open();
  const outboxes = (): Promise<number> =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(':o:')).length);
  await until(`no outbox of ${label}`, outboxes, (left) => left === 0).catch((error: Error) =>
    wrong.push(error.message),
  );
  if ((await stage.written(label)).length !== log.length) wrong.push(`${label}: the next visit said something again.`);
  await context.close();
  return wrong;
}

/** `window.open` of the same origin copies sessionStorage, as duplicating a tab does. */
async function twinOf(context: BrowserContext, { page: first }: Tab): Promise<Tab> {
  const opened = context.waitForEvent('page');
  await first.evaluate(() => void window.open(location.href));
  const page = await opened;
  const chat = chatOn(page);
  await chat.open();
  return { page, chat, cdp: await context.newCDPSession(page), sent: [] };
}

function draw(dice: Dice): Act {
  let left = dice.between(
    1,
    Object.values(weights).reduce((sum, weight) => sum + weight),
  );
  return acts.find((act) => (left -= weights[act]) <= 0) as Act;
}
