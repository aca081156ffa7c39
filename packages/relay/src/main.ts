#!/usr/bin/env node
// The program `rapport`: the only file that reads the environment, prints, listens to signals and ends the process.
import { join } from 'node:path';
import { agentCommand } from './cli/agent.ts';
import { type Run, Usage } from './cli/command.ts';
import { eraseCommand } from './cli/erase.ts';
import { exportCommand } from './cli/export.ts';
import { keptSecret } from './cli/secret.ts';
import { siteCommand } from './cli/site.ts';
import { usage } from './cli/usage.ts';
import { describe } from './http/errors.ts';
import { createLog } from './http/log.ts';
import { databaseName, type Listening, listen } from './listen.ts';
import { readSettings, type Settings } from './settings.ts';
import { ballastBytes } from './store/sqlite/ballast.ts';
import { openSqliteStore } from './store/sqlite/sqlite-store.ts';
import { StoreFailed, StoreFull } from './store/store.ts';

/** After a mistake of ours the process ends within this time, whatever hangs. */
const lastWordsMs = 10_000;

const out = (text: string): boolean => process.stdout.write(`${text}\n`);
const err = (text: string): boolean => process.stderr.write(`${text}\n`);

async function main(words: readonly string[]): Promise<number | undefined> {
  const [first = 'serve', ...args] = words;
  if (first === '--help' || first === '-h' || first === 'help') {
    out(usage.rapport);
    return 0;
  }
  if (first !== 'serve' && first !== 'site' && first !== 'agent' && first !== 'export' && first !== 'erase')
    throw new Usage(`There is no command ${first}. See: rapport --help`);
  if (args.includes('--help') || args.includes('-h')) {
    out(usage[first]);
    return 0;
  }
  if (first === 'serve' && args.length > 0)
    throw new Usage('serve takes no words; its settings come from the environment. See: rapport serve --help');
  const commands = { site: siteCommand, agent: agentCommand, export: exportCommand, erase: eraseCommand };
  const run = first === 'serve' ? null : commands[first](args);

  const read = readSettings(process.env);
  if (!read.ok) {
    const { problems } = read;
    throw new Usage(
      `${problems.length === 1 ? 'A setting is' : `${problems.length} settings are`} wrong:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
  }
  return run ? command(run, read.settings) : serve(read.settings);
}

async function command(run: Run, settings: Settings): Promise<number> {
  await keptSecret(settings.data);
  const store = await openSqliteStore({
    path: join(settings.data, databaseName),
    durability: settings.durability,
    ballastBytes,
  });
  try {
    const { code, text } = await run({ store, settings, now: Date.now() });
    (code === 0 ? out : err)(text);
    return code;
  } finally {
    await store.close();
  }
}

/** Resolves when the relay runs; what ends it, ends the process. */
async function serve({ url, secret, ...settings }: Settings): Promise<undefined> {
  const log = createLog({ level: settings.logLevel });
  let relay: Listening | null = null;
  let ending = false;

  const end = (code: number): void => {
    ending = true;
    setTimeout(() => process.exit(1), lastWordsMs).unref();
    void (relay?.close() ?? Promise.resolve()).then(
      () => process.exit(code),
      (error: unknown) => {
        log.error('closing failed', describe(error));
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      // Whoever asks twice does not want to wait.
      if (ending) process.exit(1);
      log.info('ending', { signal });
      end(0);
    });
  }
  process.on('uncaughtException', (error) => {
    log.error('uncaught exception', describe(error));
    if (!ending) end(1);
  });

  relay = await listen({
    ...settings,
    log,
    ballastBytes,
    // B8: at once. Whoever was not answered asks again after the restart.
    onLost: (error) => {
      log.error('the disk failed', describe(error));
      process.exit(1);
    },
    secret: secret ?? (await keptSecret(settings.data)),
    ...(url === null ? {} : { url }),
  });
  const lines = ['Rapport is running.'];
  if (settings.demo) lines.push(`  Demo page   ${relay.url}/demo/`);
  lines.push(`  Console     ${relay.url}/console/`);
  if (relay.setupLink)
    lines.push('  First sign-in (works once, until an owner exists)', `              ${relay.setupLink}`);
  out(lines.join('\n'));
  return undefined;
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return 'The port is in use already. Stop what uses it, or set RAPPORT_PORT to another one.';
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL')
    return `${error.message}. Check RAPPORT_HOST, RAPPORT_PORT and the rights on RAPPORT_DATA.`;
  const { cause } = error;
  if (error instanceof StoreFull || error instanceof StoreFailed)
    return `${error.message}${cause instanceof Error ? ` (${cause.message})` : ''} It is ${databaseName} in RAPPORT_DATA: check that directory, its rights and its free space.`;
  return error.message;
}

try {
  const code = await main(process.argv.slice(2));
  // `undefined`: the relay runs. Otherwise the process ends by itself, after everything is printed.
  if (code !== undefined) process.exitCode = code;
} catch (error) {
  err(`rapport: ${explain(error)}`);
  process.exitCode = error instanceof Usage ? 2 : 1;
}
