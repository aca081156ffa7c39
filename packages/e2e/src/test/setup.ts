// Before the first test with a browser: everything that ships is built, and there is a browser.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { chromiumPath } from './chromium.ts';

export default async function setup(): Promise<void> {
  chromiumPath();
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../../../scripts/build.ts', import.meta.url))], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`scripts/build.ts ended with ${code}; the tests in the browser need what it builds.`);
}
