// GET /rapport.js, /w/*, /console/*, /demo/: what the build made, with the caching and the headers each of them needs.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Asset, createAssetFiles } from './asset-files.ts';
import type { App, Context } from './context.ts';
import { HttpError } from './errors.ts';
import { consolePolicy, demoPolicy } from './headers.ts';
import { otherLoopbackName } from './origin.ts';

const year = 'public, max-age=31536000, immutable';
/** A page that embeds us gets a new loader after five minutes. */
const soon = 'public, max-age=300';
const always = 'no-cache';

export function addAssets(app: App, context: Context): void {
  const { url } = context;
  const files = createAssetFiles(context.assets);
  const schema = { hide: true };

  const give = async (
    request: FastifyRequest,
    reply: FastifyReply,
    path: string,
    cache: string,
  ): Promise<FastifyReply> => {
    const asset = await files.find(path);
    if (!asset)
      throw new HttpError(
        'not_found',
        (await files.isBuilt()) ? {} : { message: 'The widget and the console have not been built. Run: pnpm build' },
      );
    reply.header('cache-control', asset.immutable ? year : cache).header('vary', 'accept-encoding');
    return sendAsset(request, reply, asset);
  };

  /** Foreign pages load these: scripts as modules with CORS, from everywhere. */
  const forEveryone = (reply: FastifyReply): void => {
    reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin');
  };

  /** True if the page was asked for under another name of this machine, and the browser was sent to the right one. */
  const isElsewhere = (request: FastifyRequest): boolean => otherLoopbackName(request.headers.host, url);

  app.get('/rapport.js', { schema }, (request, reply) => {
    forEveryone(reply);
    return give(request, reply, 'rapport.js', soon);
  });
  app.get<{ Params: { '*': string } }>('/w/*', { schema }, (request, reply) => {
    forEveryone(reply);
    return give(request, reply, `w/${request.params['*']}`, soon);
  });

  app.get('/', { schema }, (_request, reply) => reply.redirect('/console/', 302));
  app.get('/console', { schema }, (_request, reply) => reply.redirect('/console/', 308));
  app.get<{ Params: { '*': string } }>(
    '/console/*',
    { schema, helmet: { contentSecurityPolicy: consolePolicy(url) } },
    (request, reply) => {
      if (isElsewhere(request)) return reply.redirect(`${url}/console/`, 302);
      return give(request, reply, `console/${request.params['*'] || 'index.html'}`, always);
    },
  );

  if (!context.demo) return;
  app.get('/demo', { schema }, (_request, reply) => reply.redirect('/demo/', 308));
  app.get<{ Params: { '*': string } }>(
    '/demo/*',
    { schema, helmet: { contentSecurityPolicy: demoPolicy(url) } },
    (request, reply) => {
      if (isElsewhere(request)) return reply.redirect(`${url}/demo/`, 302);
      return give(request, reply, `demo/${request.params['*'] || 'index.html'}`, always);
    },
  );
}

function sendAsset(request: FastifyRequest, reply: FastifyReply, { type, etag, plain, brotli }: Asset): FastifyReply {
  const asBrotli = brotli !== null && takesBrotli(request.headers['accept-encoding']);
  const tag = asBrotli ? etag.replace(/"$/, '-br"') : etag;
  reply.header('etag', tag).type(type);
  const known = request.headers['if-none-match']?.split(',').map((one) => one.trim().replace(/^W\//, ''));
  if (known?.includes(tag)) return reply.code(304).send();
  if (asBrotli) reply.header('content-encoding', 'br');
  return reply.send(asBrotli ? brotli : plain);
}

function takesBrotli(accept: string | string[] | undefined): boolean {
  return String(accept ?? '')
    .split(',')
    .some((one) => /^\s*br\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/i.test(one));
}
