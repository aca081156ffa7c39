// Minutes in a hidden tab whose timers the browser lets run once a minute: real time, because the throttling is the browser's own.
import { launchRaw } from './raw-browser.ts';
import type { Stage } from './stage.ts';
import { until } from './until.ts';

export interface Throttled {
  readonly minutes: number;
  /** Runs of a timer that was to run every second. */
  readonly ticks: number;
  readonly answers: number;
  readonly sockets: number;
  readonly wrong: readonly string[];
}

/** What a browser waits for five minutes with, it does after ten seconds here. */
const soon = '--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/10';
const betweenMs = 15_000;

export async function throttled(stage: Stage, minutes: number): Promise<Throttled> {
  const browser = await launchRaw({ args: [soon] });
  const wrong: string[] = [];
  try {
    const { url } = await stage.lay();
    const tab = await browser.stranger(`${url}/demo/`);
    await tab.click('button', 'Chat with us');
    await tab.write('Minutes');
    await stage.settles('Minutes', ['Minutes'], tab.bubbles);
    await tab.hide();
    await tab.evaluate('window.ticks = 0; setInterval(() => ticks++, 1_000); 0');
    const expected = ['Minutes'];
    for (let n = 1; n <= (minutes * 60_000) / betweenMs; n++) {
      await new Promise((resolve) => setTimeout(resolve, betweenMs));
      await stage.reply('Minutes', `Minutes ${n}`);
      expected.push(`Minutes ${n}`);
      // A frame needs no timer: what arrives is there at once.
      await stage.settles('Minutes', expected, tab.bubbles).catch((error: Error) => wrong.push(error.message));
    }
    const ticks = await tab.evaluate<number>('ticks');
    // Once a minute, after those that ran before the browser began with it.
    if (ticks > 30 + minutes * 2) wrong.push(`The timers were not throttled: ${ticks} in ${minutes} minutes.`);
    if (await stage.isRead('Minutes 1')) wrong.push('A hidden tab says that it was read.');
    await tab.show();
    await until('read', () => stage.isRead(expected.at(-1) as string), Boolean).catch((error: Error) =>
      wrong.push(error.message),
    );
    await tab.write('Minutes, and back');
    await stage.settles('Minutes', [...expected, 'Minutes, and back'], tab.bubbles);
    const sockets = tab.heard('Network.webSocketCreated').length;
    if (sockets !== 1) wrong.push(`${sockets} sockets were opened; the first one was healthy.`);
    return { minutes, ticks, answers: expected.length - 1, sockets, wrong };
  } finally {
    await browser.stop();
  }
}
