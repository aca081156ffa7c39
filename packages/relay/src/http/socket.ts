// From an HTTP upgrade to a Socket of the core: the only file that names `ws`. It judges what belongs to the transport
// (path, subprotocol, size, encoding) and knows no frame.
import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { close, type ErrCode, errors, limits, subprotocol } from '@rapport/protocol';
import { nanoid } from 'nanoid';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { ConnectionPort, Socket, UpgradeInfo } from '../core/ports.ts';
import { Limiter } from '../core/rate-limit.ts';
import { isLoopback } from '../core/settings/exact-origin.ts';
import type { Relay } from '../relay.ts';
import { addressKey, isOwnMachine } from './address.ts';
import type { StaffBrowser } from './auth/staff-browser.ts';
import { Outgoing } from './outgoing.ts';

export interface SocketOptions {
  /** The one path that can be upgraded, for example `/v1/ws`. */
  readonly path: string;
  /** Take the client's address from the last `X-Forwarded-For` entry, which the proxy has written. */
  readonly trustProxy: boolean;
  /** The relay's public URL. */
  readonly ownUrl: string;
  readonly maxFrameBytes: number;
  /** R12. @default nobody is */
  readonly isStaff?: StaffBrowser;
  /** How long a client has to answer a close frame, in milliseconds. What was sent still arrives when it is slower. @default 1_000 */
  readonly closeTimeoutMs?: number;
  /** A6: whether a `Host` names this relay. */
  readonly isOwnHost: (host: string | undefined) => boolean;
}

interface Refused {
  readonly status: number;
  readonly code: ErrCode;
  readonly retryMs?: number;
}

const closing: Refused = { status: 503, code: 'unavailable', retryMs: 5_000 };

export interface Sockets {
  /** Takes no further upgrade. Resolves when every socket is gone: `relay.stop()` sees to that. */
  close(): Promise<void>;
}

/** Control frames are answered below the core, so they are counted here. */
const pings = [{ count: 10, perMs: 1_000, burst: 50 }];

/** Frames of one message (B3), and pieces that `ws` keeps of it meanwhile. */
const maxFragments = 128;
const maxBufferedChunks = 4_096;

export function attachSockets(server: Server, relay: Relay, o: SocketOptions): Sockets {
  // A variable of its own: the types of ws do not know its newer options yet.
  const options = {
    noServer: true,
    perMessageDeflate: false,
    maxPayload: o.maxFrameBytes,
    maxFragments,
    maxBufferedChunks,
    closeTimeout: o.closeTimeoutMs ?? 1_000,
    // H2: a constant. What was offered is never echoed: it may be a token (T2).
    handleProtocols: (): string => subprotocol,
  };
  const sockets = new WebSocketServer(options);
  let isClosing = false;
  let onEmpty = (): void => {};

  async function upgrade(request: IncomingMessage, raw: Duplex, head: Buffer): Promise<void> {
    raw.on('error', destroy);
    const bad = await refusal(request);
    const isStaff = bad === null && !isTrial(request.headers.origin, o) && (await o.isStaff?.(request.headers.cookie));
    const info: UpgradeInfo = { ...infoOf(request, o), isStaff: isStaff === true };
    // A2: counted last, and at once before it is taken, so that many at the same time are not more than the limit.
    const refused = bad ?? (isClosing ? closing : null) ?? relay.admit(info);
    if (raw.destroyed) return;
    if (refused) {
      refuse(raw, refused);
      return;
    }
    raw.off('error', destroy);
    sockets.handleUpgrade(request, raw, head, (ws) => {
      ws.on('close', closed);
      adopt(ws, raw, relay, info);
    });
  }

  const closed = (): void => {
    if (sockets.clients.size === 0) onEmpty();
  };

  /** H3 */
  async function refusal(request: IncomingMessage): Promise<Refused | null> {
    const url = request.url ?? '';
    if (!URL.canParse(url, o.ownUrl)) return { status: 400, code: 'bad_request' };
    const { pathname, search } = new URL(url, o.ownUrl);
    if (pathname !== o.path) return { status: 404, code: 'not_found' };
    if (!o.isOwnHost(request.headers.host)) return { status: 421, code: 'wrong_host' }; // A6
    // T2: nothing belongs in the query, least of all a token.
    if (search !== '' || request.httpVersion !== '1.1') return { status: 400, code: 'bad_request' };
    if (!offered(request).includes(subprotocol)) return { status: 400, code: 'unsupported' };
    return (await relay.mayOpen(request.headers.origin ?? null)) ? null : { status: 403, code: 'origin_denied' };
  }

  const onUpgrade = (request: IncomingMessage, raw: Duplex, head: Buffer): void => {
    upgrade(request, raw, head).catch(() => refuse(raw, closing));
  };
  server.on('upgrade', onUpgrade);

  return {
    close: async () => {
      isClosing = true;
      if (sockets.clients.size > 0) {
        await new Promise<void>((resolve) => {
          onEmpty = resolve;
        });
      }
      server.off('upgrade', onUpgrade);
      sockets.close();
    },
  };
}

function destroy(this: Duplex): void {
  this.destroy();
}

/** R12: pages on which nobody but who builds the chat plays the visitor: the relay's own, and those of a developer's machine. */
const isTrial = (origin: string | undefined, { ownUrl }: SocketOptions): boolean =>
  origin !== undefined &&
  URL.canParse(origin) &&
  (origin === new URL(ownUrl).origin || isLoopback(new URL(origin).hostname));

/** What it keeps is kept for each of many idle clients: nothing here may hold on to the request. */
function adopt(ws: WebSocket, raw: Duplex, relay: Relay, info: UpgradeInfo): void {
  const port: ConnectionPort = relay.connect(new WsSocket(ws, raw, () => port.drained()), info);
  let limiter: Limiter | null = null;
  ws.on('message', (data: RawData, isBinary: boolean) => {
    if (ws.readyState !== ws.OPEN) return;
    if (isBinary)
      ws.close(close.unsupportedData, 'text_only'); // B3
    else port.receive(data.toString());
  });
  ws.on('ping', () => {
    limiter ??= new Limiter(pings);
    if (ws.bufferedAmount > limits.hardBufferBytes) ws.terminate();
    else if (limiter.take(Date.now()) > 0) ws.close(close.rateLimited, 'rate_limited;retry=5000');
  });
  ws.on('pong', () => port.pong());
  ws.on('close', () => port.closed());
  // ws has closed it with the fitting code already: 1002, 1007, 1008 or 1009 (B3).
  ws.on('error', () => {});
  raw.on('drain', () => port.drained());
}

/** Has identity and lifetime: one per client, and many of them. */
class WsSocket implements Socket {
  readonly #ws: WebSocket;
  readonly #outgoing: Outgoing;

  constructor(ws: WebSocket, raw: Duplex, drained: () => void) {
    this.#ws = ws;
    this.#outgoing = new Outgoing(raw, drained);
  }

  get bufferedBytes(): number {
    return this.#ws.bufferedAmount + this.#outgoing.length;
  }

  send(text: string): void {
    if (this.#ws.readyState === this.#ws.OPEN) this.#outgoing.add(text);
  }

  ping(): void {
    this.#outgoing.write();
    this.#ws.ping();
  }

  close(code: number, reason?: string): void {
    this.#outgoing.write();
    // A socket that is not read would never see the answer to its close frame.
    this.#ws.resume();
    this.#ws.close(code, reason);
  }

  terminate(): void {
    this.#ws.terminate();
  }

  pause(): void {
    this.#ws.pause();
  }

  resume(): void {
    this.#ws.resume();
  }
}

function offered(request: IncomingMessage): readonly string[] {
  return (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
}

function infoOf(request: IncomingMessage, { trustProxy }: SocketOptions): UpgradeInfo {
  const forwarded = trustProxy
    ? String(request.headers['x-forwarded-for'] ?? '')
        .split(',')
        .at(-1)
        ?.trim()
    : '';
  const address = addressKey(forwarded || (request.socket.remoteAddress ?? ''));
  return { origin: request.headers.origin ?? null, address, isOwnMachine: isOwnMachine(address) };
}

function refuse(raw: Duplex, { status, code, retryMs }: Refused): void {
  const body = JSON.stringify({ error: { code, message: errors[code].says, request_id: nanoid() } });
  raw.once('finish', () => raw.destroy());
  raw.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Connection: close',
      'Content-Type: application/json',
      'Cache-Control: no-store',
      ...(retryMs === undefined ? [] : [`Retry-After: ${Math.ceil(retryMs / 1_000)}`]),
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );
}
