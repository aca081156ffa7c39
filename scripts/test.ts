// `pnpm test [vitest arguments]`: makes sure of a browser, builds what changed, runs every test. The last line says how many.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { needBrowser } from './browser.ts';
import { root } from './packages.ts';
import { run, tool } from './run.ts';

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}

async function main(): Promise<number> {
  const browser = await needBrowser(process.env);
  const built = await run(process.execPath, [`${root}/scripts/build.ts`], { loud: true });
  if (built.code !== 0) return built.code;

  const dir = mkdtempSync(`${tmpdir()}/rapport-test-`);
  const report = `${dir}/report.json`;
  const args = [
    'run',
    '--config',
    `${root}/scripts/vitest.config.ts`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const { code } = await run(tool('vitest'), [...args, ...process.argv.slice(2)], {
    loud: true,
    env: { ...process.env, RAPPORT_CHROMIUM: browser },
  });
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  rmSync(dir, { recursive: true });
  // A file that does not load, or an error outside of every test, has no failed test; passed it has not.
  const failed = code === 0 ? 0 : Math.max(1, numFailedTests);
  process.stdout.write(`\n${numPassedTests} passed, ${failed} failed\n`);
  return code;
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  return 1;
});
