// /v1/visitors/blocked: who may not write, why and since when; and letting somebody in again. For leads and owners.
import { Type } from '@fastify/type-provider-typebox';
import type { App, Context } from './context.ts';
import { HttpError } from './errors.ts';
import { only, security } from './rights.ts';
import { errorAnswers, IdParams } from './schemas.ts';

const Blocked = Type.Object({
  id: Type.String(),
  site: Type.String(),
  name: Type.Union([Type.String(), Type.Null()]),
  email: Type.Union([Type.String(), Type.Null()]),
  reason: Type.String(),
  by: Type.Object({ id: Type.String(), name: Type.Union([Type.String(), Type.Null()]) }),
  at: Type.Number({ description: 'Milliseconds since 1970' }),
});
const List = Type.Object(
  { visitors: Type.Array(Blocked), isMore: Type.Boolean({ description: 'There are older ones' }) },
  { description: 'The last block first' },
);

const most = 200;
const tags = ['visitors'];

export function addVisitors(app: App, context: Context): void {
  const { store, relay, log, who } = context;
  const onRequest = only(context, 'lead', 'owner');

  app.get(
    '/visitors/blocked',
    {
      onRequest,
      schema: {
        operationId: 'blockedVisitors',
        summary: 'Visitors who may not write',
        tags,
        security,
        response: { 200: List, ...errorAnswers },
      },
    },
    async () => {
      const rows = await store.blockedVisitors(most + 1);
      const names = new Map((await store.agents()).map(({ id, name }) => [id, name]));
      const visitors = rows.slice(0, most).flatMap(({ id, site, info, block }) => {
        if (!block) return [];
        const by = { id: block.by, name: names.get(block.by) ?? null };
        return [
          { id, site, name: info.name ?? null, email: info.email ?? null, reason: block.reason, by, at: block.at },
        ];
      });
      return { visitors, isMore: rows.length > most };
    },
  );

  app.post(
    '/visitors/:id/unblock',
    {
      onRequest,
      schema: {
        operationId: 'unblockVisitor',
        summary: 'Let a visitor write again; said in his conversations',
        tags,
        security,
        params: IdParams,
        response: { 204: Type.Null({ description: 'May write again' }), ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { id, name, role } = who(request).agent;
      const visitor = request.params.id;
      if (!(await relay.unblock(visitor, { id, name, role: 'a', agentRole: role }))) throw new HttpError('not_found');
      log.info('visitor unblocked', { visitor, agent: id });
      return reply.code(204).send(null);
    },
  );
}
