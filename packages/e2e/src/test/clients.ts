// The real SDK in Node, as a visitor's page or as an agent's console.
import {
  type Agent,
  createAgent,
  createVisitor,
  type KV,
  type Platform,
  type SocketLike,
  type Visitor,
} from '@rapport/sdk';
import { WebSocket } from 'ws';

/** Storage that outlives a client: hand the same one to the next. */
export function memoryStorage(stored: Map<string, string> = new Map()): KV {
  return {
    get: (key) => stored.get(key) ?? null,
    set: (key, value) => void stored.set(key, value),
    delete: (key) => void stored.delete(key),
    keys: (prefix) => [...stored.keys()].filter((key) => key.startsWith(prefix)),
  };
}

export interface ClientOptions {
  /** What the page's address would be. @default the relay's own */
  readonly origin?: string;
  readonly platform?: Partial<Platform>;
  /** Is given every socket that is opened. */
  readonly onSocket?: (socket: WebSocket) => void;
  /** Hears every frame that arrives. */
  readonly onFrame?: (frame: { readonly t: string; readonly [field: string]: unknown }) => void;
}

const socketUrl = (url: string): string => `${url.replace(/^http/, 'ws')}/v1/ws`;

function platformFor(url: string, { origin = url, platform, onSocket, onFrame }: ClientOptions): Partial<Platform> {
  return {
    storage: memoryStorage(),
    socket(address, protocol) {
      const socket = new WebSocket(address, protocol, { origin, perMessageDeflate: false });
      // `close` follows, and that is what the SDK listens to.
      socket.on('error', () => {});
      onSocket?.(socket);
      if (onFrame) socket.on('message', (data: Buffer) => onFrame(JSON.parse(data.toString())));
      return socket as unknown as SocketLike;
    },
    ...platform,
  };
}

/** A visitor of `site`, not yet connected. */
export function visitorClient(url: string, o: ClientOptions & { readonly site?: string } = {}): Visitor {
  return createVisitor({ url: socketUrl(url), site: o.site ?? 'demo', platform: platformFor(url, o) });
}

/** An agent, not yet connected; `ticket` as of `firstOwner`. */
export function agentClient(url: string, ticket: () => Promise<string>, o: ClientOptions = {}): Agent {
  return createAgent({ url: socketUrl(url), token: ticket, platform: platformFor(url, o) });
}
