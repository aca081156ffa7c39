// /v1/annotations: what happened when, beside the trend; and /v1/audit: who changed what the figures are made of. Both are only added to.
import { Type } from '@fastify/type-provider-typebox';
import { nanoid } from 'nanoid';
import type { AnnotationRow } from '../store/improve.ts';
import type { App, Context } from './context.ts';
import { HttpError } from './errors.ts';
import { Instant, lineOf, requireSite, SiteKey } from './improve-form.ts';
import { Period, periodOf } from './period.ts';
import { only, security } from './rights.ts';
import { errorAnswers } from './schemas.ts';

const kinds = ['staffing', 'promise', 'survey', 'product', 'other'] as const;
const Kind = Type.Union(kinds.map((kind) => Type.Literal(kind)));
const Annotation = Type.Object({
  id: Type.String(),
  at: Instant,
  site: SiteKey,
  kind: Type.String({ description: `${kinds.join(', ')}; or theme: one that was done` }),
  text: Type.String(),
  actor: Type.String(),
});
const List = Type.Object({ annotations: Type.Array(Annotation) }, { description: 'The oldest first' });
const One = Type.Object({ annotation: Annotation }, { description: 'The annotation as it is kept' });
const New = Type.Object(
  {
    at: Type.Optional(Instant),
    site: Type.Optional(SiteKey),
    kind: Kind,
    text: Type.String({ maxLength: 8_000 }),
  },
  { additionalProperties: false },
);
const Entry = Type.Object({
  at: Instant,
  actor: Type.String(),
  kind: Type.String(),
  data: Type.Unsafe<object>({ type: 'object', additionalProperties: true, description: 'By kind' }),
});
const Audit = Type.Object(
  { entries: Type.Array(Entry), isMore: Type.Boolean({ description: 'There are older ones' }) },
  { description: 'The newest first' },
);
const auditPage = 200;
const tags = ['reports'];

export function addAnnotations(app: App, context: Context): void {
  const { store, log, now, who } = context;
  const onRequest = only(context, 'lead', 'owner');

  app.get(
    '/annotations',
    {
      onRequest: context.authenticate,
      schema: {
        operationId: 'annotations',
        summary: 'What happened in [from, to); the last 30 days if left out',
        tags,
        security,
        querystring: Period,
        response: { 200: List, ...errorAnswers },
      },
    },
    async (request) => ({ annotations: [...(await store.annotations(periodOf(request.query, now())))] }),
  );

  app.post(
    '/annotations',
    {
      onRequest,
      schema: {
        operationId: 'annotate',
        summary: 'Note what happened, so that the trend is not a riddle',
        tags,
        security,
        body: New,
        response: { 201: One, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { at = now(), site = null, kind } = request.body;
      const text = lineOf('text', request.body.text);
      if (at > now()) throw new HttpError('invalid_field', { field: 'at' });
      await requireSite(store, site);
      const annotation: AnnotationRow = { id: nanoid(), at, site, kind, text, actor: who(request).agent.id };
      await store.addAnnotation(annotation);
      log.info('annotation added', { annotation: annotation.id, by: annotation.actor });
      return reply.code(201).send({ annotation });
    },
  );

  app.get(
    '/audit',
    {
      onRequest,
      schema: {
        operationId: 'audit',
        summary: 'Who changed what the figures are made of',
        tags,
        security,
        querystring: Type.Object({ before: Type.Optional(Instant) }, { additionalProperties: false }),
        response: { 200: Audit, ...errorAnswers },
      },
    },
    async (request) => {
      const rows = await store.audit(auditPage + 1, request.query.before);
      const entries = rows.slice(0, auditPage).map(({ data, ...row }) => ({ ...row, data: data as object }));
      return { entries, isMore: rows.length > auditPage };
    },
  );
}
