// The HTTP side alone on a real port, over a store in memory, with a relay that only remembers whom it had to revoke.
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { identitySecret } from '../core/identity/keys.ts';
import type { MailDesk } from '../core/mail/mailer.ts';
import type { CaseDesk } from '../core/recovery/recovery.ts';
import { defaultLimits } from '../core/relay-limits.ts';
import { createFolder } from '../files/folder.ts';
import { createApp } from '../http/app.ts';
import { newSetupLink } from '../http/auth/links.ts';
import { hashOf, newToken } from '../http/auth/tokens.ts';
import { isOwnHost } from '../http/host.ts';
import { createLog } from '../http/log.ts';
import { createMetrics } from '../http/metrics.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import type { AgentRow, Store } from '../store/store.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
  /** The parsed body; throws if it is not JSON. */
  readonly json: () => unknown;
}

export interface Asked {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is. */
  readonly body?: string | Buffer;
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly cookie?: string;
}

export type Ask = (method: string, path: string, o?: Asked) => Promise<Answer>;

/** One request without any help: the path is sent as it is written. */
export function askAt(port: number): Ask {
  return (method, path, { headers = {}, body, json, cookie } = {}) =>
    new Promise((resolve, reject) => {
      const payload = json === undefined ? body : JSON.stringify(json);
      const request = httpRequest({
        host: '127.0.0.1',
        port,
        method,
        path,
        agent: false,
        headers: {
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
          ...(cookie ? { cookie } : {}),
          ...(payload === undefined ? {} : { 'content-length': String(Buffer.byteLength(payload)) }),
          ...headers,
        },
      });
      request.on('error', reject);
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const text = bytes.toString();
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            bytes,
            text,
            json: () => JSON.parse(text) as unknown,
          });
        });
      });
      request.end(payload);
    });
}

/** Sends bytes as they are and gives everything that comes back until the relay hangs up. */
export function sendRaw(port: number, raw: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(raw));
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString();
    });
    socket.on('error', () => resolve(text));
    socket.on('close', () => resolve(text));
  });
}

export const owner = { name: 'Maria', email: 'maria@example.com', password: 'four unrelated calm words' };

/** `name=value` of the cookie that `answer` sets. */
export function cookieOf(answer: Answer): string {
  return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

/** The code of an error answer, after a look at its whole shape. */
export function codeOf(answer: Answer): string {
  const { error } = answer.json() as { error: { code: string; message: string; request_id: string } };
  expect(answer.headers['content-type']).toMatch(/^application\/json/);
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(
    Object.keys(error)
      .sort()
      .filter((key) => key !== 'field' && key !== 'd'),
  ).toEqual(['code', 'message', 'request_id']);
  expect(error.message).toMatch(/\w/);
  expect(error.request_id).toMatch(/^[\w-]{10,}$/);
  return error.code;
}

export interface TestApp {
  readonly ask: Ask;
  readonly port: number;
  readonly url: string;
  readonly store: Store;
  /** What `relay.revoke` was asked for. */
  readonly revoked: unknown[];
  /** Calls of `relay.unblock`. */
  readonly unblocked: unknown[];
  /** Keys that `relay.siteChanged` was told. */
  readonly changedSites: string[];
  /** Sites whose signed visitors were asked anew. */
  readonly signedOut: string[];
  /** Lines of the log. */
  readonly log: string[];
  readonly clock: { now: number };
  /** A cookie of a signed-in owner. */
  signIn(): Promise<string>;
  /** A cookie of an agent of this role, made without a password: nothing is hashed. */
  as(id: string, role: AgentRow['role']): Promise<string>;
  /** The token of a fresh link for the first owner. */
  setupToken(): Promise<string>;
  close(): Promise<void>;
}

export interface TestAppOptions {
  readonly url?: string;
  readonly assets?: string;
  readonly demo?: boolean;
  readonly trustProxy?: boolean;
  readonly store?: Store;
  readonly isServing?: () => boolean;
  readonly requestsPerMinute?: number;
  readonly mail?: MailDesk;
  /** @default there are none */
  readonly cases?: CaseDesk;
}

const noCases: CaseDesk = {
  list: async () => ({ cases: [], isMore: false }),
  get: async () => null,
  act: async () => ({ ok: false, code: 'not_found' }),
};

export async function startApp(o: TestAppOptions = {}): Promise<TestApp> {
  const server = createServer({ maxHeaderSize: 16_384 });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const url = o.url ?? `http://127.0.0.1:${port}`;
  const metrics = createMetrics(() => ({
    sockets: 3,
    visitors: 1,
    agents: 2,
    commits: 5,
    commands: 8,
    bufferedBytes: 13,
  }));
  const store = metrics.timed(o.store ?? createMemoryStore());
  const files = join(tmpdir(), `rapport-files-${randomUUID()}`);
  const revoked: unknown[] = [];
  const changedSites: string[] = [];
  const unblocked: unknown[] = [];
  const signedOut: string[] = [];
  const log: string[] = [];
  const clock = { now: 1_700_000_000_000 };
  const app = await createApp({
    server,
    store,
    url,
    isOwnHost: (host) => isOwnHost(host, url, o.url !== undefined),
    metrics,
    relay: {
      revoke: (who) => void revoked.push(who),
      siteChanged: async (key) => void changedSites.push(key),
      agentChanged: async () => {},
      presenceOf: () => 'away',
      unblock: async (visitor, by) => {
        unblocked.push([visitor, by]);
        return (await store.blockVisitor(visitor, null)) !== null;
      },
      cases: o.cases ?? noCases,
      isPerson: (id, visitor) => id === visitor,
      identitySecret: (site, key) => identitySecret('a secret of a test', site, key),
      identityRevoked: (site) => void signedOut.push(site),
    },
    folder: createFolder(files),
    fileLimits: defaultLimits,
    ...(o.mail ? { mail: o.mail } : {}),
    assets: o.assets ?? '/nowhere',
    demo: o.demo ?? false,
    trustProxy: o.trustProxy ?? false,
    log: createLog({ level: 'info', target: { write: (line) => void log.push(line) } }),
    now: () => clock.now,
    isServing: o.isServing ?? (() => true),
    ...(o.requestsPerMinute === undefined ? {} : { requestsPerMinute: o.requestsPerMinute }),
  });
  const ask = askAt(port);
  const setupToken = async (): Promise<string> =>
    (await newSetupLink(store, { url, agent: null, now: clock.now })).split('#setup=')[1] ?? '';

  return {
    ask,
    port,
    url,
    store,
    revoked,
    changedSites,
    signedOut,
    unblocked,
    log,
    clock,
    setupToken,
    async as(id, role) {
      const blank = { name: id, passwordHash: 'none', presence: 'available', disabled: false } as const;
      await store.putAgent({ ...blank, id, email: `${id}@example.com`, role });
      const session = newToken();
      const at = clock.now;
      const row = { kind: 'session', agent: id, parent: null, createdAt: at, expiresAt: at + 3_600_000 } as const;
      await store.putSecret({ ...row, hash: hashOf(session) });
      return `${url.startsWith('https:') ? '__Host-rapport' : 'rapport_session'}=${session}`;
    },
    async signIn() {
      const answer = await ask('POST', '/v1/setup', { json: { token: await setupToken(), ...owner } });
      expect(answer.status).toBe(201);
      return cookieOf(answer);
    },
    async close() {
      await app.close();
      metrics.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await rm(files, { recursive: true, force: true });
    },
  };
}
