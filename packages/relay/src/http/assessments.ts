// /v1/assessment: what a person of the staff thinks visitors hold against the team, once a quarter (RATINGS 7.2). It is read in the
// report `gap`, counted with those of the others; this answers nobody but the person.
import { Type } from '@fastify/type-provider-typebox';
import { type Assessed, assessed, quarterOf } from '../core/reports/assessment.ts';
import type { App, Context } from './context.ts';
import { HttpError } from './errors.ts';
import { Instant } from './improve-form.ts';
import { refuseProgram, security } from './rights.ts';
import { errorAnswers } from './schemas.ts';

const Code = Type.Unsafe<Assessed>({ type: 'string', enum: [...assessed] });
const Own = Type.Object(
  {
    quarter: Type.String({ description: 'The present one, as 2026-Q4, by the calendar of UTC' }),
    codes: Type.Array(Code, { description: 'Those that can be named' }),
    answeredAt: Type.Union([Instant, Type.Null()], { description: 'null: not yet' }),
  },
  { description: 'Whether one has answered; what, is told nobody' },
);
const Answer = Type.Object(
  { reasons: Type.Array(Code, { maxItems: assessed.length, uniqueItems: true, description: 'None is an answer' }) },
  { additionalProperties: false },
);
const tags = ['reports'];

export function addAssessments(app: App, context: Context): void {
  const { store, log, now, who, authenticate: onRequest } = context;

  app.get(
    '/assessment',
    {
      onRequest,
      schema: {
        operationId: 'selfAssessment',
        summary: 'Whether one has said this quarter what visitors hold against the team',
        tags,
        security,
        response: { 200: Own, ...errorAnswers },
      },
    },
    async (request) => {
      const quarter = quarterOf(now());
      const { id } = who(request).agent;
      const given = await store.assessments({ from: 0, to: now() + 1 });
      const own = given.find((row) => row.agent === id && row.quarter === quarter);
      return { quarter, codes: [...assessed], answeredAt: own?.at ?? null };
    },
  );

  app.post(
    '/assessment',
    {
      onRequest,
      schema: {
        operationId: 'assessSelf',
        summary: 'Say what visitors hold against the team; once a quarter, and it stands',
        tags,
        security,
        body: Answer,
        response: { 204: Type.Null({ description: 'It is kept' }), ...errorAnswers },
      },
    },
    async (request, reply) => {
      const signedIn = who(request);
      // A person's belief is no program's.
      refuseProgram(signedIn);
      const { id: agent } = signedIn.agent;
      const at = now();
      const isNew = await store.addAssessment({ agent, quarter: quarterOf(at), at, reasons: request.body.reasons });
      if (!isNew) throw new HttpError('conflict', { message: 'You have answered for this quarter.' });
      log.info('self-assessment given', { by: agent });
      return reply.code(204).send(null);
    },
  );
}
