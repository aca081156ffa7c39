// How agents get in again, or not any more: a new link, a new password, signing out everywhere.
import { Type } from '@fastify/type-provider-typebox';
import { addressKey } from './address.ts';
import { endAccess, endSessions } from './auth/access.ts';
import { passwordProblem } from './auth/password.ts';
import { hashOf } from './auth/tokens.ts';
import type { App, Context } from './context.ts';
import { describe, HttpError } from './errors.ts';
import { cleanEmail } from './person.ts';
import { only, refuseProgram, security } from './rights.ts';
import { errorAnswers, IdParams, Password } from './schemas.ts';
import { sendLink } from './send-link.ts';

const Link = Type.Object(
  { link: Type.String({ description: 'Works once; told only now' }), isMailed: Type.Boolean() },
  { description: 'The link that lets him in again' },
);
const tags = ['agents'];
const Done = Type.Null({ description: 'Done' });
const SignOut = Type.Object(
  { tokens: Type.Optional(Type.Boolean({ description: 'End the API tokens, too' })) },
  { additionalProperties: false },
);
const NewPassword = Type.Object({ current: Password, password: Password }, { additionalProperties: false });
const Forgotten = Type.Object(
  { email: Type.String({ minLength: 1, maxLength: 320 }) },
  { additionalProperties: false },
);

export function addAgentAccess(app: App, context: Context): void {
  const { store, relay, sessions, passwords, throttle, now, log, who, authenticate } = context;

  const signOut = async (id: string, except?: string): Promise<void> => {
    const ended = await endSessions(store, { id }, (session) => sessions.end(session), except);
    for (const session of ended) relay.revoke({ session });
  };

  app.post(
    '/agents/:id/reset',
    {
      onRequest: only(context, 'owner'),
      schema: {
        operationId: 'resetPassword',
        summary: 'End the password and everything that is open, and make a link for a new one',
        tags,
        security: [{ session: [] }],
        params: IdParams,
        response: { 200: Link, ...errorAnswers },
      },
    },
    async (request) => {
      context.requireSafeWire();
      refuseProgram(who(request));
      const { agent: by } = who(request);
      const { id } = request.params;
      if (id === by.id)
        throw new HttpError('conflict', { message: 'You are signed in: change your own password instead.' });
      const before = await store.agent(id);
      if (!before) throw new HttpError('not_found');
      if (before.disabled)
        throw new HttpError('conflict', { message: 'This agent is disabled. Enable the agent first.' });
      const changed = await store.changeAgent(id, (row) => ({ ...row, passwordHash: '' }));
      if (!changed) throw new HttpError('not_found');
      await endAccess(store, changed);
      relay.revoke({ agent: id });
      log.info('password reset', { agent: id, by: by.id });
      // Told as what it is: who never had a password is still being invited.
      return sendLink(context, before, by.name);
    },
  );

  app.post(
    '/agents/:id/sign-out',
    {
      onRequest: authenticate,
      // No body is as good as an empty one.
      attachValidation: true,
      schema: {
        operationId: 'signOutEverywhere',
        summary: 'End every session; oneself, or by an owner',
        tags,
        security,
        params: IdParams,
        body: SignOut,
        response: { 204: Done, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { agent: by } = who(request);
      const { id } = request.params;
      const given = request.body as { tokens?: boolean } | undefined;
      if (given && request.validationError) throw new HttpError('invalid_field', { field: 'tokens' });
      if (id !== by.id && by.role !== 'owner') throw new HttpError('forbidden');
      if (!(await store.agent(id))) throw new HttpError('not_found');
      await signOut(id);
      if (given?.tokens) {
        await store.dropSecretsOf(id, 'api');
        relay.revoke({ agent: id });
      }
      if (id === by.id) context.clearCookie(reply);
      log.info('signed out everywhere', { agent: id, by: by.id });
      return reply.code(204).send(null);
    },
  );

  app.put(
    '/password',
    {
      onRequest: authenticate,
      schema: {
        operationId: 'changePassword',
        summary: 'Change the own password; ends every other session',
        tags: ['session'],
        security: [{ session: [] }],
        body: NewPassword,
        response: { 204: Done, ...errorAnswers },
      },
    },
    async (request, reply) => {
      context.requireSafeWire();
      const by = who(request);
      const { agent, session } = by;
      refuseProgram(by);
      const { current, password } = request.body;
      const account = `account ${hashOf(agent.email)}`;
      const address = `address ${addressKey(request.ip)}`;
      const waitMs = throttle.begin([account, address], now());
      if (waitMs > 0) throw new HttpError('rate_limited', { retryAfter: Math.ceil(waitMs / 1_000) });
      if (!(await passwords.matches(agent.passwordHash, current)))
        throw new HttpError('invalid_field', { field: 'current', message: 'That is not your present password.' });
      throttle.succeeded(account, [address]);
      const problem = passwordProblem(password, agent.email);
      if (problem) throw new HttpError('invalid_field', { field: 'password', message: problem });
      const passwordHash = await passwords.hash(password);
      // Whoever was reset or disabled meanwhile stays so.
      const changed = await store.changeAgent(agent.id, (row) =>
        row.passwordHash === agent.passwordHash && !row.disabled ? { ...row, passwordHash } : null,
      );
      if (!changed) throw new HttpError('conflict');
      await signOut(agent.id, session);
      await store.dropSecretsOf(agent.id, 'setup');
      log.info('password changed', { agent: agent.id });
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/reset',
    {
      schema: {
        operationId: 'forgotPassword',
        summary: 'Mail a link for a new password, if this is the address of an agent and mail is set up. Says neither.',
        tags: ['session'],
        body: Forgotten,
        response: { 204: Type.Null({ description: 'Heard' }), ...errorAnswers },
      },
    },
    async (request, reply) => {
      context.requireSafeWire();
      const waitMs = throttle.begin([`reset address ${addressKey(request.ip)}`], now());
      if (waitMs > 0) throw new HttpError('rate_limited', { retryAfter: Math.ceil(waitMs / 1_000) });
      const email = cleanEmail(request.body.email);
      // After the answer, which takes equally long for everybody. The links that an account has been sent stay good.
      const isOften = throttle.begin([`reset account ${hashOf(email ?? '')}`], now()) > 0;
      if (email !== null && !isOften && context.mail.isConfigured)
        reply.raw.once('finish', () => {
          mailLink(email).catch((error: unknown) => log.error('reset failed', describe(error)));
        });
      return reply.code(204).send(null);
    },
  );

  async function mailLink(email: string): Promise<void> {
    const agent = await store.agentByEmail(email);
    if (!agent || agent.disabled) return;
    await sendLink(context, agent, null);
    log.info('reset asked for', { agent: agent.id });
  }
}
