// GET /v1/silent: who may have gone away unhappy without a word (RATINGS R18).
import { Type } from '@fastify/type-provider-typebox';
import { silentSigns } from '../core/recovery/silent.ts';
import type { App, Context } from './context.ts';
import { HttpError } from './errors.ts';
import { Period, periodOf } from './period.ts';
import { security } from './rights.ts';
import { errorAnswers } from './schemas.ts';

const orNull = { string: Type.Union([Type.String(), Type.Null()]), score: Type.Union([Type.Integer(), Type.Null()]) };
const Strings = Type.Array(Type.String());
const Line = Type.Object({
  conv: orNull.string,
  n: Type.Integer(),
  endedAt: Type.Number({ description: 'Milliseconds since 1970' }),
  visitor: orNull.string,
  name: orNull.string,
  score: orNull.score,
  resolved: orNull.string,
  reasons: Strings,
  comment: orNull.string,
  agents: Strings,
  team: Type.String(),
  page: Type.String(),
  marks: Type.Array(Type.String(), { description: `Its signs: ${silentSigns.join(', ')}` }),
});
const List = Type.Object(
  { sessions: Type.Array(Line), isMore: Type.Boolean({ description: 'There are further ones' }) },
  { description: 'Sessions that nobody has rated, with bad signs; the last that ended first' },
);

const most = 200;

export function addSilent(app: App, { store, now, who, authenticate: onRequest }: Context): void {
  app.get(
    '/silent',
    {
      onRequest,
      schema: {
        operationId: 'silent',
        summary: 'Unrated sessions with bad signs that ended in [from, to); the last 30 days if left out',
        tags: ['cases'],
        security,
        querystring: Period,
        response: { 200: List, ...errorAnswers },
      },
    },
    async (request) => {
      const asked = periodOf(request.query, now());
      if (asked.site !== undefined && !(await store.site(asked.site))) throw new HttpError('not_found');
      const lines = await store.silent({ ...asked, by: who(request).agent.id, now: now() }, most + 1);
      const sessions = lines.slice(0, most).map((line) => ({
        ...line,
        reasons: [...line.reasons],
        agents: [...line.agents],
        marks: [...line.marks],
      }));
      return { sessions, isMore: lines.length > most };
    },
  );
}
