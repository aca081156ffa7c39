// Minutes in a hidden tab, in real time, because what the browser does to its timers is the browser's own: with its socket it is left
// alone, without one a timer runs once a minute.
import { launchRaw, type RawTab } from './raw-browser.ts';
import type { Stage } from './stage.ts';
import { until } from './until.ts';

export interface Hidden {
  readonly minutes: number;
  /** Runs of a timer that was to run every second: while connected, and while not. */
  readonly ticks: number;
  readonly ticksAway: number;
  readonly secondsAway: number;
  readonly answers: number;
  /** Opened while the first one was healthy, itself included. */
  readonly sockets: number;
  /** From the return of the network until everything was heard. */
  readonly backAfterS: number;
  readonly wrong: readonly string[];
}

/** What a browser waits for five minutes with, it does after ten seconds here. */
const soon = '--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/10';
const betweenMs = 15_000;
const awayMs = 75_000;
/** A timer that runs once a minute, and the longest backoff of the SDK before it. */
const backWithinMs = 120_000;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const ticksIn = (tab: RawTab): Promise<number> => tab.evaluate('ticks');
const seconds = (sinceMs: number): number => Math.round((performance.now() - sinceMs) / 1_000);

export async function hiddenFor(stage: Stage, minutes: number): Promise<Hidden> {
  const browser = await launchRaw({ args: [soon] });
  const wrong: string[] = [];
  const note = (error: Error): void => void wrong.push(error.message);
  try {
    const wire = await stage.lay();
    const tab = await browser.tab(`${wire.url}/demo/`);
    await tab.click('button', 'Chat with us');
    await tab.write('Minutes');
    await stage.settles('Minutes', ['Minutes'], tab.bubbles);
    await tab.hide();
    await until(
      'hidden',
      () => tab.evaluate<string>('document.visibilityState'),
      (state) => state === 'hidden',
    );
    await tab.evaluate('window.ticks = 0; setInterval(() => ticks++, 1_000); 0');
    const expected = ['Minutes'];
    for (let n = 1; n <= (minutes * 60_000) / betweenMs; n++) {
      await sleep(betweenMs);
      await stage.reply('Minutes', `Minutes ${n}`);
      expected.push(`Minutes ${n}`);
      await stage.settles('Minutes', expected, tab.bubbles).catch(note);
    }
    const ticks = await ticksIn(tab);
    const answers = expected.length - 1;
    const sockets = tab.heard('Network.webSocketCreated').length;
    if (sockets !== 1) wrong.push(`${sockets} sockets were opened; the first one was healthy.`);

    const awaySince = performance.now();
    wire.weather('refused');
    wire.cut();
    await stage.reply('Minutes', 'Minutes, away');
    expected.push('Minutes, away');
    await sleep(awayMs);
    const secondsAway = seconds(awaySince);
    const ticksAway = (await ticksIn(tab)) - ticks;
    const backSince = performance.now();
    wire.weather('fair');
    const isThere = (texts: readonly string[]): boolean => texts.length === expected.length;
    await until('what was said meanwhile', () => tab.bubbles('Minutes'), isThere, backWithinMs).catch(note);
    const backAfterS = seconds(backSince);

    if (await stage.isRead('Minutes, away')) wrong.push('A hidden tab says that it was read.');
    await tab.show();
    await until('read', () => stage.isRead('Minutes, away'), Boolean).catch(note);
    await tab.write('Minutes, and back');
    await stage.settles('Minutes', [...expected, 'Minutes, and back'], tab.bubbles).catch(note);
    return { minutes, ticks, ticksAway, secondsAway, answers, sockets, backAfterS, wrong };
  } finally {
    await browser.stop();
  }
}
