// The program `rapport` itself as a child, with what it logs and how it ends; and its commands.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { RunningRelay } from '../test/relay.ts';

export interface Program extends Omit<RunningRelay, 'stop'> {
  readonly pid: number;
  /** SIGKILL. */
  kill(): Promise<void>;
  readonly gone: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  /** What it has logged so far. */
  log(): string;
}

const main = fileURLToPath(new URL('../../../relay/src/main.ts', import.meta.url));
const args = ['--conditions=@rapport/source', '--no-warnings', main];

export async function serve(o: { data: string; port?: number; execArgv?: readonly string[] }): Promise<Program> {
  const child = spawn(process.execPath, [...(o.execArgv ?? []), ...args, 'serve'], {
    env: { PATH: process.env['PATH'], RAPPORT_DATA: o.data, RAPPORT_PORT: String(o.port ?? 0), RAPPORT_DEMO: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = once(child, 'exit').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
  }));
  let logged = '';
  child.stderr.on('data', (chunk) => {
    logged += String(chunk);
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += String(chunk);
      // The console's line comes last, or before the one with the link, which is printed with it.
      const found = /Console {5}(http:\/\/\S+)\/console\/\n/.exec(said);
      if (found) resolve(`${found[1]} ${/\bhttp\S+#setup=\S+/.exec(said)?.[0] ?? ''}`);
    });
    void gone.then(({ code }) => reject(new Error(`The program ended with ${code}: ${logged}`)));
  });
  const [own = '', link = ''] = url.split(' ');
  return {
    url: own,
    port: Number(new URL(own).port),
    data: o.data,
    setupLink: link === '' ? null : link,
    pid: child.pid as number,
    gone,
    log: () => logged,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** One command of the program, such as `erase conversation ID`. */
export async function command(data: string, words: readonly string[]): Promise<{ code: number; text: string }> {
  const child = spawn(process.execPath, [...args, ...words], {
    env: { PATH: process.env['PATH'], RAPPORT_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const from of [child.stdout, child.stderr])
    from.on('data', (chunk) => {
      text += String(chunk);
    });
  const [code] = (await once(child, 'close')) as [number];
  return { code, text };
}
