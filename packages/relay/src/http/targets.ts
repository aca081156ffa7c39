// /v1/targets: what is aimed at. A target has an owner and an end, at the latest after twelve months. Leads and owners set it; the audit knows.
import { Type } from '@fastify/type-provider-typebox';
import type { App, Context } from './context.ts';
import { HttpError } from './errors.ts';
import { Instant, requireOwner, requireSite, SiteKey } from './improve-form.ts';
import { only, security } from './rights.ts';
import { errorAnswers } from './schemas.ts';

const Metric = Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$', description: 'Id of a figure, as csat' });
const Target = Type.Object({
  metric: Metric,
  site: SiteKey,
  value: Type.Number({ description: '0 to 1' }),
  owner: Type.String(),
  validUntil: Instant,
});
const List = Type.Object({ targets: Type.Array(Target) }, { description: 'By figure. Also those that have ended' });
const Wish = Type.Object(
  {
    metric: Metric,
    site: Type.Optional(SiteKey),
    value: Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()], { description: 'null: no target' }),
    owner: Type.Optional(Type.String({ description: 'Oneself if left out' })),
    validUntil: Type.Optional(Instant),
  },
  { additionalProperties: false },
);
const tags = ['reports'];

const dayMs = 86_400_000;
const longestMs = 366 * dayMs;

export function addTargets(app: App, context: Context): void {
  const { store, log, now, who } = context;

  app.get(
    '/targets',
    {
      onRequest: context.authenticate,
      schema: {
        operationId: 'targets',
        summary: 'What is aimed at',
        tags,
        security,
        response: { 200: List, ...errorAnswers },
      },
    },
    async () => ({ targets: [...(await store.targets())] }),
  );

  app.put(
    '/targets',
    {
      onRequest: only(context, 'lead', 'owner'),
      schema: {
        operationId: 'setTarget',
        summary: 'Set a target in place of the one before, or take it away',
        tags,
        security,
        body: Wish,
        response: { 204: Type.Null({ description: 'It is so' }), ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { id } = who(request).agent;
      const at = now();
      const { metric, site = null, value, owner = id, validUntil = at + 365 * dayMs } = request.body;
      await requireSite(store, site);
      if (value === null) {
        if (!(await store.dropTarget({ metric, site }, { actor: id, at }))) throw new HttpError('not_found');
      } else {
        if (validUntil <= at || validUntil > at + longestMs)
          throw new HttpError('invalid_field', { field: 'validUntil' });
        await requireOwner(store, owner);
        await store.putTarget({ metric, site, value, owner, validUntil }, { actor: id, at });
      }
      log.info('target changed', { metric, by: id });
      return reply.code(204).send(null);
    },
  );
}
