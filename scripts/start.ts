// `pnpm start`: builds what changed and runs the relay with its demo page, in this process, so that signals and exit code are its own.
// `pnpm dev` (--watch): the relay from source, restarted when it changes; widget and console rebuilt when they change.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { packageDir, root } from './packages.ts';

/** Runs node on a file of the house with our output and resolves with its exit code. */
function node(...args: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: 'inherit', cwd: root });
    const pass = (signal: NodeJS.Signals) => child.kill(signal);
    process.on('SIGINT', pass).on('SIGTERM', pass).on('SIGHUP', pass);
    child.on('error', reject).on('exit', (code) => {
      process.off('SIGINT', pass).off('SIGTERM', pass).off('SIGHUP', pass);
      resolve(code ?? 1);
    });
  });
}

function rebuildOnChange(): void {
  let due: NodeJS.Timeout | undefined;
  for (const name of ['widget', 'console', 'sdk', 'protocol']) {
    watch(`${packageDir(name)}/src`, { recursive: true }, (_event, file) => {
      if (file?.includes('.test.')) return;
      clearTimeout(due);
      due = setTimeout(() => void node(`${root}/scripts/build.ts`), 200);
    });
  }
}

const built = await node(`${root}/scripts/build.ts`);
if (built !== 0) process.exit(built);

// A newcomer's terminal shows where to look, not every request. RAPPORT_CHROMIUM is the tests', and no setting of the relay.
process.env.RAPPORT_DEMO ??= '1';
process.env.RAPPORT_LOG_LEVEL ??= 'warn';
delete process.env.RAPPORT_CHROMIUM;
const relay = packageDir('relay');
if (process.argv.includes('--watch')) {
  rebuildOnChange();
  process.exit(
    await node('--watch', '--watch-preserve-output', '--conditions=@rapport/source', `${relay}/src/main.ts`),
  );
}
await import(`${relay}/dist/main.js`);
