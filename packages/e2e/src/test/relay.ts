// Relays for tests: in this process, or as a child that can be killed. Both on a free port of the loopback and a directory of their own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Checkpoint, type ListenOptions, listen } from '@rapport/relay';
import type { FromChild, ToChild } from './relay-child.ts';
import { tempDir } from './temp-dir.ts';

export const testSecret = 'a secret for tests, of 32 bytes or more';

export interface RunningRelay {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly data: string;
  /** One-time link for the first owner; null if there is one already. */
  readonly setupLink: string | null;
  /** Ends it in an orderly way and removes its directory if it was its own. */
  stop(): Promise<void>;
}

export type RelayOptions = Partial<ListenOptions>;

/** A relay in this process, with the demo site `demo`. */
export async function startRelay(o: RelayOptions = {}): Promise<RunningRelay & Awaited<ReturnType<typeof listen>>> {
  const dir = o.data === undefined ? tempDir() : null;
  const data = o.data ?? (dir?.path as string);
  const running = await listen({
    port: 0,
    host: '127.0.0.1',
    secret: testSecret,
    demo: true,
    logLevel: 'silent',
    ...o,
    data,
  });
  // Whether an agent is asked to guess is chance, and who is asked does not see the rating until then (R7): tests of it turn it on.
  await running.store.changeSite('demo', (site) => ({ ...site, settings: { guess: 0, ...site.settings } }));
  return {
    ...running,
    data,
    async stop() {
      await running.close();
      dir?.remove();
    },
  };
}

export interface RelayProcess extends RunningRelay {
  readonly pid: number;
  /** Kills itself with SIGKILL the `n`-th time from now that it comes by `at`. */
  arm(at: Checkpoint, n: number): void;
  /** SIGKILL, now. Resolves when it is gone. */
  kill(): Promise<void>;
  /** When it is gone, however that came. */
  readonly gone: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  /** Processor time of the process so far, in microseconds. */
  cpu(): Promise<number>;
  /** Nothing runs in it for so long. */
  block(ms: number): void;
  /** Its clock is wrong by so much from now on; negative: late. */
  shiftClock(ms: number): Promise<void>;
  /** Lets go of garbage, if it was started with `--expose-gc`. */
  collect(): Promise<void>;
}

export interface SpawnOptions extends Omit<RelayOptions, 'checkpoint' | 'store'> {
  /** Arguments of node itself, such as `--cpu-prof`. */
  readonly execArgv?: readonly string[];
  /** A program and its arguments under which node is run, such as strace. */
  readonly under?: readonly string[];
}

/** A child that has loaded everything and waits: `go` opens the data and listens. So a restart costs no start of node. */
export interface WarmRelay {
  go(o?: SpawnOptions): Promise<RelayProcess>;
  discard(): void;
}

const childPath = fileURLToPath(new URL('./relay-child.ts', import.meta.url));

export function warmRelay(execArgv: readonly string[] = [], under: readonly string[] = []): WarmRelay {
  const [program, ...args] = [
    ...under,
    process.execPath,
    '--conditions=@rapport/source',
    '--no-warnings',
    ...execArgv,
    childPath,
  ];
  const child = spawn(program as string, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return {
    go: (o = {}) => listening(child, o),
    discard: () => void child.kill('SIGKILL'),
  };
}

/** A relay in a child process, with the demo site `demo`. */
export function spawnRelay({ execArgv, under, ...o }: SpawnOptions = {}): Promise<RelayProcess> {
  return warmRelay(execArgv, under).go(o);
}

async function listening(child: ChildProcess, o: SpawnOptions): Promise<RelayProcess> {
  const dir = o.data === undefined ? tempDir() : null;
  const data = o.data ?? (dir?.path as string);
  const gone = once(child, 'exit').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
  }));
  const tell = (message: ToChild): void => void (child.connected && child.send(message));
  function answer<T extends FromChild['is']>(is: T): Promise<Extract<FromChild, { is: T }>> {
    return new Promise((resolve, reject) => {
      const hear = (message: FromChild): void => {
        if (message.is === 'failed') reject(new Error(`The relay did not start: ${message.why}`));
        if (message.is !== is) return;
        child.off('message', hear);
        resolve(message as Extract<FromChild, { is: T }>);
      };
      child.on('message', hear);
      void gone.then(({ code, signal }) => reject(new Error(`The relay ended (${code ?? signal}).`)));
    });
  }
  const started = answer('listening');
  tell({
    do: 'listen',
    options: { port: 0, host: '127.0.0.1', secret: testSecret, demo: true, logLevel: 'silent', ...o, data },
  });
  const { url, port, setupLink } = await started;
  return {
    url,
    port,
    data,
    setupLink,
    pid: child.pid as number,
    arm: (at, n) => tell({ do: 'arm', at, n }),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    gone,
    async cpu() {
      const used = answer('cpu');
      tell({ do: 'cpu' });
      return (await used).microseconds;
    },
    block: (ms) => tell({ do: 'block', ms }),
    async shiftClock(ms) {
      const done = answer('shifted');
      tell({ do: 'shiftClock', ms });
      await done;
    },
    async collect() {
      const done = answer('collected');
      tell({ do: 'collect' });
      await done;
    },
    async stop() {
      tell({ do: 'stop' });
      await gone;
      dir?.remove();
    },
  };
}
