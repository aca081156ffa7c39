// Starts the browser that is here; none is downloaded.
import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from '../../../../scripts/browser.ts';

/** Path of an installed Chromium. Throws with what to do if there is none. */
export function chromiumPath(): string {
  const path = findBrowser(process.env);
  if (!path)
    throw new Error(
      'There is no Chromium. Run `npx pnpm@12 test`, which brings one, or name one: RAPPORT_CHROMIUM=/path/to/chromium.',
    );
  return path;
}

/** A headless Chromium that asks nobody for anything but the pages it is sent to. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
}
