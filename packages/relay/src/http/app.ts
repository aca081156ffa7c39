// The HTTP side of the relay as one fastify app on a given server: headers, limits, errors and routes. It opens no port.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import cookies from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import { limits } from '@rapport/protocol';
import fastify, { type FastifyRequest } from 'fastify';
import { nanoid } from 'nanoid';
import { defaultMailLimits, type MailLimits } from '../core/mail/mail-limits.ts';
import { type MailDesk, noMail } from '../core/mail/mailer.ts';
import type { Log } from '../core/ports.ts';
import type { Folder } from '../files/folder.ts';
import type { Store } from '../store/store.ts';
import { addressKey } from './address.ts';
import { addAgentAccess } from './agent-access.ts';
import { addAgents } from './agents.ts';
import { addAnnotations } from './annotations.ts';
import { addAssessments } from './assessments.ts';
import { addAssets } from './assets.ts';
import { createPasswords } from './auth/password.ts';
import { createSessions, type SignedIn } from './auth/sessions.ts';
import { createThrottle, ruleOf } from './auth/throttle.ts';
import { addCases } from './cases.ts';
import type { App, Context, RelayDesk } from './context.ts';
import { createCookie } from './cookie.ts';
import { HttpError, refuseConnection, sendError } from './errors.ts';
import { addFiles } from './files.ts';
import { securityHeaders } from './headers.ts';
import { addHealth } from './health.ts';
import { addIdentityKeys } from './identity-keys.ts';
import { takeJsonOnly } from './json.ts';
import { addMail } from './mail.ts';
import type { Metrics } from './metrics.ts';
import { addOpenapi } from './openapi.ts';
import { isForeign, maySignIn } from './origin.ts';
import { addReading } from './reading.ts';
import { addReport } from './report.ts';
import { addReports } from './reports.ts';
import { addServiceReport } from './service-report.ts';
import { addSession } from './session.ts';
import { addSetup } from './setup.ts';
import { addSilent } from './silent.ts';
import { addSites } from './sites.ts';
import { addTargets } from './targets.ts';
import { addThemes } from './themes.ts';
import { addTokens } from './tokens.ts';
import { addTranscripts } from './transcripts.ts';
import { answerUnknown } from './unknown.ts';
import type { FileLimits } from './uploads.ts';
import { asksAsVisitor, forAnyPage } from './visitor-access.ts';
import { addVisitors } from './visitors.ts';

export interface AppOptions {
  readonly server: Server;
  readonly store: Store;
  readonly relay: RelayDesk;
  /** @default there is no mail server */
  readonly mail?: MailDesk;
  /** Own origin, without a slash at the end. */
  readonly url: string;
  /** A6 */
  readonly isOwnHost: (host: string | undefined) => boolean;
  /** Directory of the built assets. */
  readonly assets: string;
  readonly demo: boolean;
  /** One proxy in front names the address in `x-forwarded-for`. */
  readonly trustProxy: boolean;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly now: () => number;
  readonly isServing: () => boolean;
  readonly folder: Folder;
  readonly fileLimits: FileLimits;
  readonly mailLimits?: MailLimits;
  /** API requests per minute and address. @default 600 */
  readonly requestsPerMinute?: number;
}

/** Of a body that is JSON. */
const bodyTimeoutMs = 30_000;
const safeMethods = ['GET', 'HEAD', 'OPTIONS'];
/** Asked for every few seconds by machines: not worth a line. */
const quiet = ['/healthz', '/readyz', '/metrics'];

/** Resolves when the app answers on `o.server`. */
export async function createApp(o: AppOptions): Promise<App> {
  const { log } = o;
  const app: App = fastify<Server, IncomingMessage, ServerResponse>({
    serverFactory: (handler) => o.server.on('request', handler),
    logger: false,
    bodyLimit: limits.frameBytes,
    genReqId: () => nanoid(),
    requestIdHeader: false,
    // Only the last hop is believed: what stands before it in the header, anybody can write.
    trustProxy: o.trustProxy ? (_address: string, hop: number) => hop < 1 : false,
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => sendError(error, request, reply, log),
    clientErrorHandler: (error, socket) => refuseConnection(error, socket, nanoid()),
  })
    .setValidatorCompiler(TypeBoxValidatorCompiler)
    .withTypeProvider<TypeBoxTypeProvider>();

  app.setErrorHandler((error, request, reply) => sendError(error, request, reply, log));
  takeJsonOnly(app);
  await app.register(helmet, securityHeaders(o.url));
  await app.register(cookies);

  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    const isVisitors = asksAsVisitor(request);
    // What is refused before the site is looked at says nothing of anybody: the page may read it, and when to try again.
    if (isVisitors) forAnyPage(reply);
    if (isVisitors && request.method === 'OPTIONS') return;
    // Machines ask for these, by whatever address they know.
    if (!quiet.includes(request.routeOptions.url ?? '') && !o.isOwnHost(request.headers.host))
      throw new HttpError('wrong_host'); // A6
    if (!safeMethods.includes(request.method) && !isVisitors && isForeign(request.headers, o.url))
      throw new HttpError('forbidden', { message: 'This request must come from the relay’s own pages.' });
  });
  // A file may take its time; whoever sends anything else byte by byte only holds a socket.
  app.addHook('preParsing', async (request, _reply, payload) => {
    if (request.routeOptions.config.takesBytes) return payload;
    const cut = setTimeout(() => request.raw.destroy(), bodyTimeoutMs);
    request.raw.once('close', () => clearTimeout(cut));
    return payload;
  });
  app.addHook('onResponse', async (request, reply) => {
    // The pattern, never the path: a path may hold whatever somebody typed (T2).
    const route = request.routeOptions.url ?? 'none';
    o.metrics.request(request.method, route, reply.statusCode, reply.elapsedTime / 1_000);
    if (!quiet.includes(route))
      log.info('request', {
        request: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      });
  });

  const sessions = createSessions(o.store, o.now);
  const signedIn = new WeakMap<FastifyRequest, SignedIn>();
  const cookie = createCookie(o.url);
  const context: Context = {
    ...o,
    mail: o.mail ?? noMail,
    mailLimits: o.mailLimits ?? defaultMailLimits,
    sessions,
    passwords: createPasswords(),
    throttle: createThrottle(ruleOf),
    async authenticate(request) {
      const bearer = /^Bearer +([\w-]{1,200})$/i.exec(request.headers.authorization ?? '')?.[1];
      const who = await (bearer === undefined ? sessions.of(cookie.read(request)) : sessions.ofToken(bearer));
      if (!who) throw new HttpError('unauthenticated');
      signedIn.set(request, who);
    },
    who(request) {
      const who = signedIn.get(request);
      if (!who) throw new HttpError('unauthenticated');
      return who;
    },
    requireSafeWire() {
      if (!maySignIn(o.url))
        throw new HttpError('forbidden', {
          message:
            'Signing in needs https. Put a proxy with a certificate in front of the relay and set RAPPORT_URL to its https address.',
        });
    },
    setCookie: cookie.set,
    clearCookie: cookie.clear,
  };

  answerUnknown(app);
  await addOpenapi(app, o.url);
  addHealth(app, context);
  addAssets(app, context);
  await app.register(
    async (api: App) => {
      await api.register(rateLimit, {
        global: false,
        max: o.requestsPerMinute ?? 600,
        timeWindow: 60_000,
        keyGenerator: (request) => addressKey(request.ip),
        // A preflight that is refused hides from the page why; what follows it is counted.
        allowList: (request) => request.method === 'OPTIONS' && asksAsVisitor(request),
        errorResponseBuilder: (_request, { ttl }) =>
          new HttpError('rate_limited', { retryAfter: Math.ceil(ttl / 1_000) }),
      });
      // Counted before anything else is done for a request, also before the look who it is.
      api.addHook('onRequest', api.rateLimit());
      api.addHook('onSend', async (_request, reply) => {
        if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
      });
      addSetup(api, context);
      addSession(api, context);
      addSites(api, context);
      addIdentityKeys(api, context);
      addAgents(api, context);
      addAgentAccess(api, context);
      addTokens(api, context);
      addVisitors(api, context);
      addMail(api, context);
      addTranscripts(api, context);
      addCases(api, context);
      addSilent(api, context);
      addReports(api, context);
      addReport(api, context);
      addServiceReport(api, context);
      addThemes(api, context);
      addTargets(api, context);
      addAnnotations(api, context);
      addAssessments(api, context);
      addReading(api, context);
      await api.register(async (files: App) => addFiles(files, context));
    },
    { prefix: '/v1' },
  );
  await app.ready();
  return app;
}
