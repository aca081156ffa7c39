// Finds a Chromium for the tests and pictures; brings one if it may.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { root } from './packages.ts';
import { run } from './run.ts';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];
const ofMac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** Path of a Chromium that is here now, or null. `RAPPORT_CHROMIUM` comes first. */
export function findBrowser(env: NodeJS.ProcessEnv): string | null {
  const wanted = env['RAPPORT_CHROMIUM'];
  if (wanted) return existsSync(wanted) ? wanted : null;
  return [...usual, ofMac, chromium.executablePath()].find((path) => existsSync(path)) ?? null;
}

/** Path of a Chromium, installed if need be. Throws with what to do when there is no way. */
export async function needBrowser(env: NodeJS.ProcessEnv): Promise<string> {
  const here = findBrowser(env);
  if (here) return here;
  if (env['RAPPORT_CHROMIUM'])
    throw new Error(`RAPPORT_CHROMIUM names ${env['RAPPORT_CHROMIUM']}, which is not there.`);

  process.stderr.write('No Chromium here; fetching one (once)…\n');
  const tries: [string, string[]][] = [
    [process.execPath, [`${root}/node_modules/playwright-core/cli.js`, 'install', 'chromium']],
  ];
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    tries.push(
      ['apt-get', ['update', '-qq']],
      ['apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-core']],
    );
  }
  for (const [command, args] of tries) {
    await run(command, args, { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } });
    const found = findBrowser(env);
    if (found) return found;
  }
  throw new Error(
    'The tests need Chromium. Install it (Debian: apt-get install chromium), or name one: RAPPORT_CHROMIUM=/path/to/chromium.',
  );
}
