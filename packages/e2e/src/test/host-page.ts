// Somebody else's web page on an origin of its own, served by the test.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HostPage {
  readonly origin: string;
  readonly url: string;
  /** Paths asked for, in order. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

/** Serves `html(origin)` at `/`, each file of `files` at its path, and 404 for all else. */
export async function hostPage(o: {
  html: string | (() => string);
  csp?: string;
  files?: Readonly<Record<string, { type: string; body: string }>>;
}): Promise<HostPage> {
  const asked: string[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    const file =
      path === '/'
        ? { type: 'text/html; charset=utf-8', body: typeof o.html === 'string' ? o.html : o.html() }
        : o.files?.[path];
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    response
      .writeHead(200, { 'content-type': file.type, ...(o.csp ? { 'content-security-policy': o.csp } : {}) })
      .end(file.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    url: `${origin}/`,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The tag as a web developer pastes it. */
export const tag = (relay: string, more = ''): string =>
  `<script async src="${relay}/rapport.js" data-site="demo" ${more}></script>`;
