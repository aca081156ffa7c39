// `test` with what a test of browser life needs: the stage, and a visitor's own browser profile behind a wire of its own, so that
// the tests of one file can run beside each other.
import type { BrowserContext } from 'playwright-core';
import { test as base, type TestAPI } from 'vitest';
import { type Stage, setStage } from './stage.ts';
import { openTab, type Tab } from './tab.ts';
import type { Wire } from './wire.ts';

export interface Place {
  readonly wire: Wire;
  readonly context: BrowserContext;
  /** A page with the demo shop, and the chat open in it. */
  tab(): Promise<Tab>;
}

export const test: TestAPI<{ stage: Stage; place: Place }> = base.extend<{ stage: Stage; place: Place }>({
  stage: [
    // biome-ignore lint/correctness/noEmptyPattern: it is the pattern that says what is needed
    async ({}, use) => {
      const stage = await setStage();
      await use(stage);
      await stage.stop();
    },
    { scope: 'file' },
  ],
  place: async ({ stage }, use) => {
    const wire = await stage.lay();
    const context = await (await stage.browser()).newContext();
    await use({ wire, context, tab: () => openTab(context, wire.url) });
    await context.close();
  },
});
