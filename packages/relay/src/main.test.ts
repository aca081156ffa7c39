// The program itself, as a process: what it prints, how it ends.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askAt, owner } from './test/http-harness.ts';

// Each test starts processes; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

const program = fileURLToPath(new URL('main.ts', import.meta.url));
let data = '';
let children: ChildProcess[] = [];

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'rapport-main-'));
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  await rm(data, { recursive: true });
});

interface Program {
  readonly child: ChildProcess;
  out(): string;
  err(): string;
  /** Resolves when what was printed matches. */
  says(where: 'out' | 'err', pattern: RegExp): Promise<RegExpExecArray>;
  readonly ended: Promise<number | null>;
}

function rapport(words: readonly string[], env: Readonly<Record<string, string>> = {}): Program {
  const child = spawn(process.execPath, ['--conditions=@rapport/source', program, ...words], {
    env: { RAPPORT_DATA: join(data, 'kept'), RAPPORT_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const text = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    text.out += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    text.err += String(chunk);
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    child,
    ended,
    out: () => text.out,
    err: () => text.err,
    says: (where, pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = pattern.exec(text[where]);
          if (match) resolve(match);
        };
        (where === 'out' ? child.stdout : child.stderr).on('data', look);
        void ended.then((code) => reject(new Error(`ended with ${code}: ${text.out}${text.err}`)));
        look();
      }),
  };
}

async function finished(
  words: readonly string[],
  env?: Readonly<Record<string, string>>,
): Promise<{ code: number | null; out: string; err: string }> {
  // Each test starts processes; on a busy machine that takes its time.
  vi.setConfig({ testTimeout: 60_000 });

  const program = rapport(words, env);
  const code = await program.ended;
  return { code, out: program.out(), err: program.err() };
}

test('--help of everything goes to standard output and exits 0', async () => {
  const helps = await Promise.all(
    [['--help'], ['serve', '--help'], ['site', '--help'], ['agent', 'add', '--help']].map((words) => finished(words)),
  );
  for (const { code, out, err } of helps)
    expect([code, err, out]).toEqual([0, '', expect.stringMatching(/^(Rapport|Usage): /)]);
});

test('wrong usage exits 2 and says what is wrong', async () => {
  const [fly, name] = await Promise.all([finished(['fly']), finished(['agent', 'add', 'maria@example.com'])]);
  expect([fly.code, fly.out, fly.err]).toEqual([2, '', 'rapport: There is no command fly. See: rapport --help\n']);
  expect([name.code, name.out]).toEqual([2, '']);
  expect(name.err).toContain('--name');
});

test('wrong settings exit 2, all of them at once, and nothing is made', async () => {
  const { code, out, err } = await finished(['serve'], {
    RAPPORT_PORT: 'x',
    RAPPORT_URL: 'y',
    RAPPORT_DATABASE_URL: 'z',
  });
  expect([code, out]).toEqual([2, '']);
  expect(err.split('\n').map((line) => line.trim().split(' ')[0])).toEqual([
    'rapport:',
    'RAPPORT_PORT',
    'RAPPORT_URL',
    'RAPPORT_DATABASE_URL',
    '',
  ]);
  await expect(stat(join(data, 'kept'))).rejects.toThrow('ENOENT');
});

test('a command that cannot be carried out exits 1', async () => {
  expect(await finished(['site', 'remove', 'nowhere'])).toEqual({
    code: 1,
    out: '',
    err: 'There is no site nowhere.\n',
  });
});

test('[X3] it prints where it runs, keeps its secret for itself, and SIGTERM ends it with 0', async () => {
  const first = rapport(['serve'], { RAPPORT_DEMO: '1' });
  const [, url = '', token = ''] = await first.says('out', /Console {5}(\S+)\/console\/\n.*\n.*#setup=(\S+)\n/);
  const port = Number(new URL(url).port);
  expect(first.out()).toBe(`Rapport is running.
  Demo page   http://127.0.0.1:${port}/demo/
  Console     http://127.0.0.1:${port}/console/
  First sign-in (works once, until an owner exists)
              http://127.0.0.1:${port}/console/#setup=${token}
`);
  expect(port).toBeGreaterThan(0);
  expect((await askAt(port)('GET', '/readyz')).status).toBe(200);
  expect((await askAt(port)('POST', '/v1/setup', { json: { token, ...owner } })).status).toBe(201);
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  expect(
    first
      .err()
      .split('\n')
      .slice(0, -1)
      .every((line) => line.startsWith('{"level":')),
  ).toBe(true);
  expect(first.err()).not.toContain(token);

  const secret = join(data, 'kept', 'secret');
  expect((await stat(secret)).mode & 0o777).toBe(0o600);
  const made = await readFile(secret, 'utf8');

  const second = rapport([]);
  await second.says('out', /Console/);
  expect(second.out()).toMatch(/^Rapport is running\.\n {2}Console {5}\S+\n$/);
  second.child.kill('SIGINT');
  expect(await second.ended).toBe(0);
  expect(await readFile(secret, 'utf8')).toBe(made);
});

test('while it runs, the command line adds an agent whose link works', async () => {
  const relay = rapport(['serve']);
  const [, port = ''] = await relay.says('out', /:(\d+)\/console\/\n/);
  const added = await finished(['agent', 'add', 'ben@example.com', '--name', 'Ben'], { RAPPORT_PORT: port });
  const token = /#setup=(\S+)/.exec(added.out)?.[1];
  const answer = await askAt(Number(port))('POST', '/v1/setup', { json: { token, password: owner.password } });
  expect(answer.json()).toMatchObject({ agent: { name: 'Ben', email: 'ben@example.com', role: 'agent' } });
  relay.child.kill('SIGTERM');
  expect(await relay.ended).toBe(0);
});

test('a port that is in use is explained, with exit code 1', async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  const { port } = other.address() as AddressInfo;
  const { code, err } = await finished(['serve'], { RAPPORT_PORT: String(port) });
  expect([code, err]).toEqual([
    1,
    'rapport: The port is in use already. Stop what uses it, or set RAPPORT_PORT to another one.\n',
  ]);
  other.close();
});

test('a damaged secret is explained, with exit code 1', async () => {
  await finished(['site', 'list']);
  await writeFile(join(data, 'kept', 'secret'), 'short');
  const { code, err } = await finished(['serve']);
  expect([code, err]).toEqual([1, expect.stringContaining('is damaged')]);
});

test('a file that is no database is explained, with exit code 1, and left as it is', async () => {
  const path = join(data, 'kept', 'rapport.db');
  await finished(['site', 'list']);
  const junk = 'no database '.repeat(1_000);
  for (const tail of ['-wal', '-shm']) await rm(path + tail, { force: true });
  await writeFile(path, junk);
  const { code, err } = await finished(['serve']);
  expect([code, err]).toEqual([1, expect.stringContaining('rapport.db in RAPPORT_DATA')]);
  expect(await readFile(path, 'utf8')).toBe(junk);
});

test('a mistake of ours is logged without its message, and ends the process with 1', async () => {
  const throwing = encodeURIComponent(`process.on('SIGUSR2', () => { throw new TypeError('can' + 'ary'); })`);
  const relay = rapport(['serve'], { NODE_OPTIONS: `--import=data:text/javascript,${throwing}` });
  await relay.says('out', /Console/);
  relay.child.kill('SIGUSR2');
  expect(await relay.ended).toBe(1);
  expect(relay.err()).toMatch(/"level":"error".*"error":"TypeError".*"what":"uncaught exception"/);
  expect(relay.err()).not.toContain('canary');
});

test('a second signal does not wait for a socket that will not close', async () => {
  const relay = rapport(['serve']);
  const [, port = ''] = await relay.says('out', /:(\d+)\/console\/\n/);
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(
    `GET /v1/ws HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: rapport.v1\r\n\r\n`,
  );
  await once(socket, 'data');
  relay.child.kill('SIGTERM');
  await relay.says('err', /"what":"ending"/);
  relay.child.kill('SIGTERM');
  expect(await relay.ended).toBe(1);
  socket.destroy();
});
