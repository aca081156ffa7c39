// A relay on a real port with its store on disk, visitors with a socket and files, and somebody of the staff.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileRef, ServerFrame } from '@rapport/protocol';
import type { Clock } from '../core/ports.ts';
import type { RelayLimits } from '../core/relay-limits.ts';
import { sha256hex } from '../core/secret.ts';
import type { SiteSettings } from '../core/settings/site-settings.ts';
import { type Listening, listen } from '../listen.ts';
import { never } from '../store/store.ts';
import { type Answer, type Ask, askAt } from './http-harness.ts';
import { openSocket, type SocketClient } from './socket-client.ts';
import { agentRow } from './world.ts';

export const shop = 'https://shop.example';

export interface Sender {
  /** `POST /v1/files`; `name: null` sends none. */
  upload(
    body: Buffer | string,
    name: string | null,
    type?: string,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
  /** The same, and the file that came of it. */
  uploaded(body: Buffer | string, name: string, type?: string): Promise<FileRef>;
  download(id: string, query?: string): Promise<Answer>;
  /** The answer to a command. */
  tell(c: string, k: string, d: unknown): Promise<ServerFrame>;
  readonly id: string;
  readonly socket: SocketClient;
  readonly token: string;
}

export interface FileScene extends Listening {
  readonly ask: Ask;
  readonly data: string;
  /** `more`: of its hello. */
  visitor(site?: string, more?: object): Promise<Sender>;
  staff(id: string): Promise<Sender>;
  /** What lies in the folder of the files. */
  stored(): Promise<readonly string[]>;
  incoming(): Promise<readonly string[]>;
  settle(site: string, settings: Partial<SiteSettings>): Promise<void>;
  end(): Promise<void>;
}

export async function fileScene(
  o: { limits?: Partial<RelayLimits>; data?: string; trustProxy?: boolean; clock?: Clock; smtpPort?: number } = {},
): Promise<FileScene> {
  const data = o.data ?? (await mkdtemp(join(tmpdir(), 'rapport-files-')));
  const limits = { hellos: [{ count: 2_000, perMs: 1_000 }], ...o.limits };
  const trustProxy = o.trustProxy ?? false;
  const secret = 'a secret of a test, 32 bytes or more';
  const relay = await listen({
    port: 0,
    host: '127.0.0.1',
    data,
    secret,
    limits,
    trustProxy,
    ...(o.clock ? { clock: o.clock } : {}),
    requestsPerMinute: 5_000,
    ...(o.smtpPort && {
      smtp: { host: '127.0.0.1', port: o.smtpPort, tls: 'off', login: null },
      mailFrom: { name: 'Chat', address: 'chat@acme.example' },
    }),
  });
  const { store, url, port } = relay;
  const row = { native: false, disabled: false };
  await store.addSite({ key: 'shop', name: 'Shop', origins: [shop], ...row });
  await store.addSite({ key: 'bank', name: 'Bank', origins: ['https://bank.example'], ...row });
  const ask = askAt(port);
  const files = join(data, 'files');
  let commands = 0;

  function sender(
    socket: SocketClient,
    id: string,
    token: string,
    query: readonly string[],
    origin: Record<string, string>,
  ): Sender {
    const authorization = { authorization: `Bearer ${token}`, ...origin };
    const upload: Sender['upload'] = (body, name, type, headers = {}) => {
      const asked = [...query, ...(name === null ? [] : [`name=${encodeURIComponent(name)}`])].join('&');
      const said = type === undefined ? {} : { 'content-type': type };
      return ask('POST', `/v1/files?${asked}`, { body, headers: { ...authorization, ...said, ...headers } });
    };
    return {
      ...{ id, socket, token, upload },
      async uploaded(...args) {
        const answer = await upload(...args);
        if (answer.status !== 201) throw new Error(`The upload was refused: ${answer.text}`);
        return answer.json() as FileRef;
      },
      download: (file, more = '') =>
        ask('GET', `/v1/files/${file}?${[...query, more].join('&')}`, { headers: authorization }),
      async tell(c, k, d) {
        commands += 1;
        const i = `cmd${commands}`;
        socket.send({ t: 'cmd', i, c, k, d });
        return await socket.answer(i);
      },
    };
  }

  return {
    ...relay,
    ...{ ask, data },
    async visitor(site = 'shop', more = {}) {
      const origin = site === 'shop' ? shop : `https://${site}.example`;
      const socket = await openSocket(url, origin);
      socket.send({ t: 'hello', v: 1, role: 'v', k: site, dev: 'tab', cur: {}, ...more });
      const { me, tok = '' } = await socket.next('welcome');
      const token = tok || String((more as { tok?: string }).tok);
      return sender(socket, me.id, token, [`site=${site}`], { origin });
    },
    async staff(id) {
      await store.putAgent({ ...agentRow(id, id), passwordHash: 'none' });
      const token = `token-of-${id}`;
      const made = { createdAt: 0, expiresAt: never, parent: null } as const;
      await store.putSecret({ hash: sha256hex(token), kind: 'api', agent: id, name: id, ...made });
      const socket = await openSocket(url);
      socket.send({ t: 'hello', v: 1, role: 'a', tok: token, dev: 'tab', cur: {} });
      await socket.next('welcome');
      return sender(socket, id, token, [], {});
    },
    stored: async () => (await readdir(files)).filter((name) => name !== 'incoming'),
    incoming: async () => await readdir(join(files, 'incoming')),
    async settle(site, settings) {
      await store.changeSite(site, (it) => ({ ...it, settings }));
      await relay.relay.siteChanged(site);
    },
    async end() {
      await relay.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}
