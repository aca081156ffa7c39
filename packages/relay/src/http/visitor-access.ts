// A visitor's own requests: from a page of the site (its origins, and CORS for them), by the token of `welcome` in a header (U1).
// No cookie is looked at, so another page can do nothing in a visitor's name.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { maySite } from '../core/origins.ts';
import type { SiteRow, VisitorRow } from '../store/store.ts';
import { hashOf } from './auth/tokens.ts';
import type { Context } from './context.ts';
import { HttpError } from './errors.ts';

export interface VisitorAccess {
  /** The answer to a preflight. */
  preflight(request: FastifyRequest, reply: FastifyReply, methods: string): Promise<void>;
  who(request: FastifyRequest, reply: FastifyReply): Promise<{ readonly site: SiteRow; readonly visitor: VisitorRow }>;
}

/** `site` of the query; null: it is not a visitor who asks. */
export function siteKeyOf({ query }: FastifyRequest): string | null {
  const { site } = query as { site?: unknown };
  return typeof site === 'string' ? site : null;
}

/** U1, K1: what a visitor asks brings a token that no page sends by itself, and is judged by the origins of its site. */
export function asksAsVisitor(request: FastifyRequest): boolean {
  return !!request.routeOptions.config.fromSites && siteKeyOf(request) !== null;
}

const exposed = 'retry-after';
const allowOrigin = 'access-control-allow-origin';

export function forAnyPage(reply: FastifyReply): void {
  reply.header(allowOrigin, '*').header('access-control-expose-headers', exposed);
}

const preflightSeconds = '600';

export function createVisitorAccess({ store, url }: Pick<Context, 'store' | 'url'>): VisitorAccess {
  /** A page of the relay's own names no origin when it only reads, but its browser says that it is one. */
  function originOf({ headers }: FastifyRequest): string | null {
    return headers.origin ?? (headers['sec-fetch-site'] === 'same-origin' ? url : null);
  }

  /** H4, and that its pages may read the answer, also a refusal, and no other page. */
  async function siteOf(request: FastifyRequest, reply: FastifyReply): Promise<SiteRow> {
    reply.removeHeader(allowOrigin);
    const key = siteKeyOf(request);
    const site = key === null ? null : await store.site(key);
    if (!site || site.disabled) throw new HttpError('not_found');
    const origin = originOf(request);
    if (!maySite(origin, site, url)) throw new HttpError('origin_denied');
    reply.header('vary', 'origin');
    if (origin !== null && origin !== url)
      reply.header(allowOrigin, origin).header('access-control-expose-headers', exposed);
    return site;
  }

  return {
    async preflight(request, reply, methods) {
      await siteOf(request, reply);
      reply
        .header('access-control-allow-methods', methods)
        .header('access-control-allow-headers', 'authorization, content-type')
        .header('access-control-max-age', preflightSeconds);
    },
    async who(request, reply) {
      const site = await siteOf(request, reply);
      const token = /^Bearer +([\w-]{1,200})$/i.exec(request.headers.authorization ?? '')?.[1];
      const visitor = token === undefined ? null : await store.visitorByToken(hashOf(token));
      if (visitor?.site !== site.key) throw new HttpError('unauthenticated');
      if (visitor.block) throw new HttpError('banned');
      return { site, visitor };
    },
  };
}
