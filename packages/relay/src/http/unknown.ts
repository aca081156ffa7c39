// Paths and methods that are not there: 404, or 405 with the methods that are.
import type { App } from './context.ts';
import { HttpError } from './errors.ts';

/** Call it before the routes are added. */
export function answerUnknown(app: App): void {
  const known = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const methods = known.get(url) ?? new Set();
    for (const one of [method].flat()) methods.add(one);
    known.set(url, methods);
  });

  const allowed = (path: string): readonly string[] =>
    [...known]
      .filter(([url]) => (url.endsWith('*') ? path.startsWith(url.slice(0, -1)) : path === url))
      .flatMap(([, methods]) => [...methods]);

  app.setNotFoundHandler(async (request, reply) => {
    const methods = allowed(request.url.split('?', 1)[0] ?? '');
    if (methods.length === 0 || methods.includes(request.method)) throw new HttpError('not_found');
    reply.header('allow', [...new Set(methods)].sort().join(', '));
    throw new HttpError('method');
  });
}
