// Makes system calls of a running process fail, from outside, and lets them succeed again.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/** Null: it can be done here. Otherwise why not. */
export function whyNoInjection(): string | null {
  const target = spawn('sleep', ['60']);
  try {
    const args = ['-p', String(target.pid), '-e', 'trace=none', '-o', '/dev/null'];
    const tried = spawnSync('timeout', ['-s', 'INT', '1', 'strace', ...args], { encoding: 'utf8' });
    if (tried.error) return tried.error.message;
    return tried.stderr.includes('attached') ? null : `strace is refused here: ${tried.stderr.trim()}`;
  } finally {
    target.kill();
  }
}

/** `calls`: names, separated by commas. Resolves when they fail; the function given back resolves when they succeed again. */
export async function failCalls(pid: number, calls: string, error: string): Promise<() => Promise<void>> {
  const args = [
    '-f',
    '-p',
    String(pid),
    '-e',
    `trace=${calls}`,
    '-e',
    `inject=${calls}:error=${error}`,
    '-o',
    '/dev/null',
  ];
  const strace = spawn('strace', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(strace, 'exit');
  await new Promise<void>((resolve, reject) => {
    let said = '';
    strace.stderr.on('data', (chunk) => {
      said += String(chunk);
      if (said.includes('attached')) resolve();
    });
    void ended.then(() => reject(new Error(`strace ended: ${said}`)));
  });
  return async () => {
    strace.kill('SIGINT');
    await ended;
  };
}
