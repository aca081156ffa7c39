// /v1/session and /v1/ticket: signing in and out, who is signed in, and the single-use credential for a socket.
import { Type } from '@fastify/type-provider-typebox';
import { addressKey } from './address.ts';
import { hashOf } from './auth/tokens.ts';
import type { App, Context } from './context.ts';
import { HttpError } from './errors.ts';
import { cleanEmail } from './person.ts';
import { AgentAnswer, agentView, errorAnswers, Password } from './schemas.ts';

const Credentials = Type.Object(
  { email: Type.String({ minLength: 1, maxLength: 320 }), password: Password },
  { additionalProperties: false },
);
const Ticket = Type.Object(
  { ticket: Type.String(), expiresAt: Type.Number({ description: 'Milliseconds since 1970' }) },
  { description: 'Valid once, for 30 seconds' },
);

const tags = ['session'];
const security = [{ session: [] }];

export function addSession(app: App, context: Context): void {
  const { store, sessions, passwords, throttle, relay, now, log, who, authenticate: onRequest } = context;

  app.post(
    '/session',
    {
      schema: {
        operationId: 'signIn',
        summary: 'Sign in',
        tags,
        body: Credentials,
        response: { 200: AgentAnswer, ...errorAnswers },
      },
    },
    async (request, reply) => {
      context.requireSafeWire();
      const { email, password } = request.body;
      const mailbox = cleanEmail(email);
      const account = `account ${hashOf(mailbox ?? email)}`;
      const address = `address ${addressKey(request.ip)}`;
      const waitMs = throttle.begin([account, address], now());
      if (waitMs > 0)
        throw new HttpError('rate_limited', {
          retryAfter: Math.ceil(waitMs / 1_000),
          message: 'Too many attempts. Try again later.',
        });

      // One answer and one duration for every reason: unknown, disabled, no password yet, wrong password.
      const agent = mailbox === null ? null : await store.agentByEmail(mailbox);
      const right = await passwords.matches(agent && !agent.disabled ? agent.passwordHash : null, password);
      // Comparing takes its time. What was changed, reset or disabled meanwhile has ended every session, and this is not a later one.
      const still = right && agent ? await store.agent(agent.id) : null;
      if (!agent || still?.passwordHash !== agent.passwordHash || still.disabled)
        throw new HttpError('unauthenticated', { message: 'That e-mail address and password do not belong together.' });
      throttle.succeeded(account, [address]);
      context.setCookie(reply, await sessions.begin(agent.id));
      log.info('signed in', { agent: agent.id });
      return reply.send({ agent: agentView(agent) });
    },
  );

  app.get(
    '/session',
    {
      onRequest,
      schema: {
        operationId: 'whoAmI',
        summary: 'Who is signed in',
        tags,
        security,
        response: { 200: AgentAnswer, ...errorAnswers },
      },
    },
    async (request) => ({ agent: agentView(who(request).agent) }),
  );

  app.delete(
    '/session',
    {
      onRequest,
      schema: {
        operationId: 'signOut',
        summary: 'Sign out; closes the sockets this session opened',
        tags,
        security,
        response: { 204: Type.Null({ description: 'Signed out' }), ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { session, agent } = who(request);
      await sessions.end(session);
      relay.revoke({ session });
      context.clearCookie(reply);
      log.info('signed out', { agent: agent.id });
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/ticket',
    {
      onRequest,
      schema: {
        operationId: 'ticket',
        summary: 'A credential for the next hello of an agent',
        tags,
        security,
        response: { 200: Ticket, ...errorAnswers },
      },
    },
    async (request) => sessions.ticket(who(request)),
  );
}
