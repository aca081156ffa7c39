// /v1/tokens: credentials for an agent's own programs. A token is shown once; kept is only its hash (T1). It works over HTTP
// (`Authorization: Bearer`) and in a hello, until it is taken back.
import { Type } from '@fastify/type-provider-typebox';
import { limits } from '@rapport/protocol';
import { line, Problems } from '../core/settings/problem.ts';
import { type AgentRow, never, type SecretRow, type Store } from '../store/store.ts';
import { hashOf, newToken } from './auth/tokens.ts';
import type { App, Context } from './context.ts';
import { HttpError, invalid } from './errors.ts';
import { formOf } from './form.ts';
import { refuseProgram, security } from './rights.ts';
import { errorAnswers, IdParams } from './schemas.ts';

const Kept = Type.Object({
  id: Type.String(),
  name: Type.String(),
  createdAt: Type.Number({ description: 'Milliseconds since 1970' }),
});
const Tokens = Type.Object({ tokens: Type.Array(Kept) }, { description: 'Oldest first; never the tokens themselves' });
const Made = Type.Object(
  { id: Type.String(), name: Type.String(), token: Type.String() },
  { description: 'The token: told only now' },
);
const NewToken = Type.Object({ name: Type.String() }, { additionalProperties: false });

const most = 20;
const tags = ['session'];

/** Enough of a hash to name a token among its owner's. It is no secret. */
export const tokenId = ({ hash }: SecretRow): string => hash.slice(0, 16);

export async function makeToken(
  store: Store,
  agent: Pick<AgentRow, 'id'>,
  name: string,
  now: number,
): Promise<{ id: string; name: string; token: string }> {
  const token = newToken();
  const row: SecretRow = {
    hash: hashOf(token),
    kind: 'api',
    agent: agent.id,
    parent: null,
    createdAt: now,
    expiresAt: never,
    name,
  };
  await store.putSecret(row);
  return { id: tokenId(row), name, token };
}

export function addTokens(app: App, context: Context): void {
  const { store, relay, now, log, who, authenticate: onRequest } = context;

  app.get(
    '/tokens',
    {
      onRequest,
      schema: {
        operationId: 'tokens',
        summary: 'Own API tokens',
        tags,
        security,
        response: { 200: Tokens, ...errorAnswers },
      },
    },
    async (request) => {
      const rows = await store.secretsOf(who(request).agent.id, 'api');
      return { tokens: rows.map((row) => ({ id: tokenId(row), name: row.name ?? '', createdAt: row.createdAt })) };
    },
  );

  app.post(
    '/tokens',
    {
      onRequest,
      attachValidation: true,
      schema: {
        operationId: 'addToken',
        summary: 'Make an API token',
        tags,
        security: [{ session: [] }],
        body: NewToken,
        response: { 201: Made, ...errorAnswers },
      },
    },
    async (request, reply) => {
      context.requireSafeWire();
      const by = who(request);
      const { agent } = by;
      // What a token has opened must end with it.
      refuseProgram(by);
      const found = new Problems();
      const name = line(limits.name)(formOf(request.body)['name'], 'name', found);
      if (found.all.length > 0) throw invalid(found.all);
      if ((await store.secretsOf(agent.id, 'api')).length >= most)
        throw invalid([{ field: 'name', code: 'too_many' }], 'conflict', `There are ${most} tokens. Remove one first.`);
      const made = await makeToken(store, agent, name, now());
      log.info('token made', { agent: agent.id, token: made.id });
      return reply.code(201).send(made);
    },
  );

  app.delete(
    '/tokens/:id',
    {
      onRequest,
      schema: {
        operationId: 'dropToken',
        summary: 'Take an API token back; closes the sockets it opened',
        tags,
        security,
        params: IdParams,
        response: { 204: Type.Null({ description: 'It works no more' }), ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { agent } = who(request);
      const row = (await store.secretsOf(agent.id, 'api')).find((one) => tokenId(one) === request.params.id);
      if (!row) throw new HttpError('not_found');
      await store.dropSecret(row.hash);
      relay.revoke({ session: row.hash });
      log.info('token taken back', { agent: agent.id, token: tokenId(row) });
      return reply.code(204).send(null);
    },
  );
}
