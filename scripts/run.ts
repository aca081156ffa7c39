// Runs another program and gives back what it said, or lets it speak for itself.
import { spawn } from 'node:child_process';
import { root } from './packages.ts';

export interface Ran {
  readonly code: number;
  /** stdout and stderr as they came; empty when the program spoke for itself. */
  readonly output: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Our own stdout and stderr instead of `output`. */
  readonly loud?: boolean;
}

/** Resolves when it has ended; a program that cannot be started is code 127. */
export function run(command: string, args: readonly string[], o: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: o.cwd ?? root,
      env: o.env ?? process.env,
      stdio: o.loud ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    const said: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => said.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => said.push(chunk));
    child.on('error', (error) => resolve({ code: 127, output: `${command}: ${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(said).toString() }));
  });
}

/** A tool of the workspace, such as `tsc`. */
export function tool(name: string): string {
  return `${root}/node_modules/.bin/${name}`;
}

/** Runs all of `jobs`, at most `atOnce` at a time, and gives their results in order. */
export async function together<T>(jobs: readonly (() => Promise<T>)[], atOnce: number): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let i = next++; i < jobs.length; i = next++) {
      const job = jobs[i];
      if (job) results[i] = await job();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return results;
}
