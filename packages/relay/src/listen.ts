// Puts the relay together: store, core, HTTP and sockets on one port, in one process. It reads no environment, prints
// nothing and ends no process: that is main.ts.
import { mkdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { limits } from '@rapport/protocol';
import { defaultMailLimits } from './core/mail/mail-limits.ts';
import type { MailTransport } from './core/mail/mailer.ts';
import type { Checkpoint, Clock, Log } from './core/ports.ts';
import { defaultLimits } from './core/relay-limits.ts';
import { createSystemClock } from './core/system-clock.ts';
import { socketsOfProcess } from './descriptors.ts';
import { createFolder, filesName } from './files/folder.ts';
import { createKeeper } from './files/keeper.ts';
import { createApp } from './http/app.ts';
import { hasOwner, newSetupLink } from './http/auth/links.ts';
import { createStaffBrowser } from './http/auth/staff-browser.ts';
import { isOwnHost } from './http/host.ts';
import { createLog } from './http/log.ts';
import { createMetrics } from './http/metrics.ts';
import { attachSockets } from './http/socket.ts';
import { createSmtp } from './mail/smtp.ts';
import type { Sender, SmtpServer } from './mail-settings.ts';
import { createRelay, type Relay, type RelayOptions } from './relay.ts';
import { type LogLevel, ownUrl } from './settings.ts';
import { openSqliteStore } from './store/sqlite/sqlite-store.ts';
import type { Store } from './store/store.ts';

export interface ListenOptions {
  /** 0: any free port. */
  port: number;
  host: string;
  /** Origin under which people reach it. @default http and the address it listens on */
  url?: string;
  /** Directory of everything the relay keeps; made if it is not there. */
  data: string;
  /** Key of the rating secrets, at least 32 bytes. Another one makes open invitations void. */
  secret: string;
  /** Serve `/demo/`, with a site `demo`. @default false */
  demo?: boolean;
  /** Believe the last entry of `x-forwarded-for`. @default false */
  trustProxy?: boolean;
  /** @default 'silent' */
  logLevel?: LogLevel;
  /** Instead of the log on standard error. */
  log?: Log;
  /** `relaxed` may lose acknowledged messages in a power cut. @default 'full' */
  durability?: 'full' | 'relaxed';
  /** Directory of the built assets. @default those of this package */
  assets?: string;
  /** Instead of SQLite in `data`. It is closed with the relay. */
  store?: Store;
  limits?: RelayOptions['limits'];
  /** Where mail goes out, and whose it is. @default no mail is sent */
  smtp?: SmtpServer | null;
  mailFrom?: Sender | null;
  /** API requests per minute and address. @default 600 */
  requestsPerMinute?: number;
  /** Size of the file in `data` that keeps room for erasing and checkpoints on a full disk. @default 0: none */
  ballastBytes?: number;
  /** B8: the disk did not keep what it was given; the process must end now. @default throws, outside of every promise */
  onLost?: (error: Error) => void;
  /** Only for tests: another clock than the machine's. */
  clock?: Clock;
  /** Only for tests. */
  checkpoint?: (at: Checkpoint) => void;
}

export interface Listening {
  /** Own origin, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly relay: Relay;
  readonly store: Store;
  /** One-time link for the first owner; null once there is one. */
  readonly setupLink: string | null;
  /** X3: takes nothing new, lets the sockets finish, closes the store. */
  close(): Promise<void>;
}

const builtAssets = fileURLToPath(new URL('../dist/assets', import.meta.url));

/** What ends processes gives them 10 s; the store has to be closed in it too. */
const stopBudgetMs = 8_000;

/** Name of the database inside the data directory. */
export const databaseName = 'rapport.db';

/** Starts a relay. Rejects, with nothing left open, if the port is taken or the data cannot be opened. */
export async function listen(o: ListenOptions): Promise<Listening> {
  const log = o.log ?? createLog({ level: o.logLevel ?? 'silent' });
  const undo: (() => unknown)[] = [];
  try {
    const server = createHttpServer();
    const port = await bind(server, o.port, o.host);
    undo.push(() => closeServer(server));
    const url = ownUrl({ host: o.host, port, ...(o.url ? { url: o.url } : {}) });

    const opened = o.store ?? (await openStore(o));
    undo.push(() => opened.close());
    // The relay needs the timed store and the metrics need the relay's figures: they are asked for later than here.
    const metrics = createMetrics(
      () => relay.stats(),
      () => relay.mail.counts(),
    );
    undo.push(() => metrics.close());
    const store = metrics.timed(opened);
    const mail = transportOf(o);
    undo.push(() => mail?.close());
    const relay: Relay = createRelay({
      store,
      secret: o.secret,
      ownOrigin: url,
      log,
      limits: { sockets: socketsOfProcess(), ...o.limits },
      mail,
      ...(o.clock ? { clock: o.clock } : {}),
      ...(o.checkpoint ? { checkpoint: o.checkpoint } : {}),
    });
    undo.push(() => relay.stop({ budgetMs: 0 }));

    const isOwn = (host: string | undefined): boolean => isOwnHost(host, url, o.url !== undefined);
    const folder = createFolder(join(o.data, filesName));
    const keeper = createKeeper({
      ...{ store, folder, log, clock: o.clock ?? createSystemClock() },
      unsentFileMs: o.limits?.unsentFileMs ?? defaultLimits.unsentFileMs,
    });
    undo.push(() => keeper.stop());
    let serving = false;
    const now = (): number => (o.clock ? o.clock.now() : Date.now());
    const trustProxy = o.trustProxy ?? false;
    if (o.demo) await addDemoSite(store);
    const app = await createApp({
      server,
      store,
      relay,
      mail: relay.mail,
      url,
      isOwnHost: isOwn,
      trustProxy,
      metrics,
      log,
      now,
      assets: o.assets ?? builtAssets,
      demo: o.demo ?? false,
      folder,
      fileLimits: { ...defaultLimits, ...o.limits },
      mailLimits: { ...defaultLimits, ...o.limits },
      isServing: () => serving,
      ...(o.requestsPerMinute === undefined ? {} : { requestsPerMinute: o.requestsPerMinute }),
    });
    const sockets = attachSockets(server, relay, {
      path: '/v1/ws',
      trustProxy,
      ownUrl: url,
      isOwnHost: isOwn,
      isStaff: createStaffBrowser(app, { store, url, now }),
      maxFrameBytes: limits.frameBytes,
    });
    const setupLink = (await hasOwner(store)) ? null : await newSetupLink(store, { url, agent: null, now: now() });
    keeper.start();
    serving = true;
    log.info('listening', { port, durability: o.durability ?? 'full', version: process.version });

    let closing: Promise<void> | null = null;
    const close = async (): Promise<void> => {
      // X3: no new upgrade, `bye`, finish what runs, 1012; only then the rest.
      serving = false;
      const stopped = relay.stop({ budgetMs: stopBudgetMs });
      const detached = sockets.close();
      await stopped;
      mail?.close();
      await keeper.stop();
      await detached;
      await app.close();
      await closeServer(server);
      metrics.close();
      await opened.close();
      log.info('stopped', { port });
    };
    return { url, port, relay, store, setupLink, close: () => (closing ??= close()) };
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
}

function transportOf({ smtp, mailFrom, limits }: ListenOptions): MailTransport | null {
  if (!smtp || !mailFrom) return null;
  return createSmtp({ server: smtp, sender: mailFrom, limits: { ...defaultMailLimits, ...limits } });
}

/** SECURITY §2.5: 16 KiB of headers in 10 s. */
function createHttpServer(): Server {
  return createServer({
    maxHeaderSize: 16_384,
    headersTimeout: 10_000,
    // An upload on a slow line; whatever else has a body has 30 s (http/app.ts).
    requestTimeout: 300_000,
    keepAliveTimeout: 65_000,
    connectionsCheckingInterval: 5_000,
    // A request line without a Host is HTTP/1.0 or a mistake.
    requireHostHeader: true,
    // Some clients offer h2c with every plain request: an offer that may be passed over, and is.
    shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
  });
}

function bind(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function openStore({ data, durability, checkpoint, ballastBytes, onLost }: ListenOptions): Promise<Store> {
  await mkdir(data, { recursive: true, mode: 0o700 });
  return openSqliteStore({
    path: join(data, databaseName),
    ...(durability ? { durability } : {}),
    ...(checkpoint ? { checkpoint } : {}),
    ...(ballastBytes === undefined ? {} : { ballastBytes }),
    ...(onLost ? { onLost } : {}),
  });
}

async function addDemoSite(store: Store): Promise<void> {
  if (await store.site('demo')) return;
  await store.putSite({ key: 'demo', name: 'Acme', origins: [], native: false, disabled: false });
}
