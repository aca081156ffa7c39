// That a rating, or one's brief, has been read: POST /v1/ratings/read and PUT /v1/brief. From it follows how long a rating goes unread.
import { Type } from '@fastify/type-provider-typebox';
import { limits } from '@rapport/protocol';
import type { App, Context } from './context.ts';
import { HttpError } from './errors.ts';
import { Instant } from './improve-form.ts';
import { security } from './rights.ts';
import { errorAnswers } from './schemas.ts';

const Seen = Type.Object(
  { conv: Type.String({ minLength: 1, maxLength: limits.id }), n: Type.Integer({ minimum: 1 }) },
  { additionalProperties: false },
);
const UpTo = Type.Object({ upTo: Instant }, { additionalProperties: false });
const Briefed = Type.Object({ briefedAt: Instant }, { description: 'Up to when it has been read now' });
const tags = ['reports'];

export function addReading(app: App, { store, now, who, authenticate: onRequest }: Context): void {
  app.post(
    '/ratings/read',
    {
      onRequest,
      schema: {
        operationId: 'readRating',
        summary: 'Note that one has seen the rating of session n; the first time stands',
        tags,
        security,
        body: Seen,
        response: { 204: Type.Null({ description: 'Noted' }), ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { conv, n } = request.body;
      const { id } = who(request).agent;
      const at = now();
      const row = await store.conversation(conv);
      const guess = row?.state.guess;
      // Whose guess stands out learns nothing of the rating, not even that there is one (R7).
      const isHeldBack = guess?.of === id && at < guess.until;
      if (isHeldBack || !row?.state.rate[n]?.rating) throw new HttpError('not_found');
      await store.readRating({ conv, n, agent: id, at });
      return reply.code(204).send(null);
    },
  );

  app.put(
    '/brief',
    {
      onRequest,
      schema: {
        operationId: 'readBrief',
        summary: 'Note up to when one has read one’s brief; forward only',
        tags,
        security,
        body: UpTo,
        response: { 200: Briefed, ...errorAnswers },
      },
    },
    async (request) => {
      const { upTo } = request.body;
      if (upTo > now()) throw new HttpError('invalid_field', { field: 'upTo' });
      const briefedAt = await store.brief(who(request).agent.id, upTo);
      if (briefedAt === null) throw new HttpError('not_found');
      return { briefedAt };
    },
  );
}
