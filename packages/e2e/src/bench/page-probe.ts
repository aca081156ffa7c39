// What is measured in a page of a real browser: main thread, long tasks, paints, memory, rows. It knows no scenario.
import type { CDPSession, Page } from 'playwright-core';

/** As the checklist has it: a processor four times slower. */
const throttle = 4;

export interface Probe {
  /** @default as in all that is measured; 1: as the machine is */
  slow(times?: number): Promise<void>;
  /** Milliseconds that the main thread has worked so far. */
  busyMs(): Promise<number>;
  /** Bytes that scripts hold, without what is garbage. */
  heapBytes(): Promise<number>;
  /** The longest task since the last call, and how long all of 50 ms and more took together; 0: none. */
  longTasks(): Promise<{ readonly longestMs: number; readonly sumMs: number }>;
}

declare global {
  interface Window {
    longTasks?: number[];
    painted?: Promise<number>;
    eventMs?: number;
  }
}

/** Before the page goes anywhere. */
export async function probe(page: Page): Promise<Probe> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const slow = async (rate = throttle): Promise<void> =>
    void (await cdp.send('Emulation.setCPUThrottlingRate', { rate }));
  await slow();
  await page.addInitScript(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longTasks?.push(duration);
    }).observe({ type: 'longtask', buffered: true });
    // What the browser itself says of the key: from its press to the next frame that shows what came of it, to 8 ms.
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (entry.name === 'keydown') window.eventMs = Math.max(window.eventMs ?? 0, entry.duration);
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
  const metric = async (name: string): Promise<number> => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  };
  return {
    slow,
    busyMs: async () => (await metric('TaskDuration')) * 1_000,
    async heapBytes() {
      await cdp.send('HeapProfiler.collectGarbage');
      return metric('JSHeapUsedSize');
    },
    longTasks: () =>
      page.evaluate(() => {
        const all = window.longTasks?.splice(0) ?? [];
        return { longestMs: Math.max(0, ...all), sumMs: all.reduce((sum, ms) => sum + ms, 0) };
      }),
  };
}

/** Nothing is left to do: twice idle, a frame between. */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestIdleCallback(() => requestAnimationFrame(() => requestIdleCallback(() => resolve())));
      }),
  );

/**
 * From now on the page waits for `signal` (a key, a click) and then for `text` in the transcript; `paintedMs` gives the milliseconds
 * between the two, until the frame with it was made.
 */
export function watchFor(page: Page, signal: 'keydown' | 'click' | null, text: string): Promise<void> {
  return page.evaluate(
    ([signal, text]) => {
      window.eventMs = 0;
      window.painted = new Promise((resolve) => {
        const begin = (startedAt: number): void => {
          const look = (): void => {
            const bubbles = document.querySelector('rapport-chat')?.shadowRoot?.querySelectorAll('.m .b') ?? [];
            if (bubbles[bubbles.length - 1]?.textContent !== text) return void requestAnimationFrame(look);
            // Asked while its frame is made, answered after it.
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(performance.now() - startedAt);
            port2.postMessage(null);
          };
          requestAnimationFrame(look);
        };
        if (signal) window.addEventListener(signal, (event) => begin(event.timeStamp), { capture: true, once: true });
        else begin(performance.now());
      });
    },
    [signal, text] as const,
  );
}

export const paintedMs = (page: Page): Promise<number> => page.evaluate(() => window.painted as Promise<number>);
/** What Event Timing says of the last key; 0: less than 16 ms. */
export const eventMs = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        // Entries come after their frame.
        setTimeout(() => resolve(window.eventMs ?? 0), 200);
      }),
  );
