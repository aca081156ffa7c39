// GET /v1/reports/csat: how satisfied visitors were, with count and interval, and what may be shown of it (F26).
import { Type } from '@fastify/type-provider-typebox';
import { csat, display } from '@rapport/ratings';
import type { App, Context } from './context.ts';
import { HttpError } from './errors.ts';
import { Period, periodOf } from './period.ts';
import { security } from './rights.ts';
import { errorAnswers } from './schemas.ts';

const Share = Type.Union([Type.Number(), Type.Null()]);
const Count = Type.Integer();
const Report = Type.Object(
  {
    n: Count,
    satisfied: Count,
    dissatisfied: Count,
    histogram: Type.Object({ 1: Count, 2: Count, 3: Count, 4: Count, 5: Count }),
    share: Share,
    interval: Type.Union([Type.Tuple([Type.Number(), Type.Number()]), Type.Null()]),
    display: Type.Object({ text: Type.Union([Type.String(), Type.Null()]), percent: Type.Union([Count, Type.Null()]) }),
  },
  { description: 'Scores 4 and 5 of all; ratios from 0 to 1, null where there is no data' },
);

export function addReports(app: App, { store, now, who, authenticate: onRequest }: Context): void {
  app.get(
    '/reports/csat',
    {
      onRequest,
      schema: {
        operationId: 'csat',
        summary: 'Satisfaction of the sessions that ended in [from, to); the last 30 days if left out',
        tags: ['reports'],
        security,
        querystring: Period,
        response: { 200: Report, ...errorAnswers },
      },
    },
    async (request) => {
      const at = now();
      const period = periodOf(request.query, at);
      if (period.site !== undefined && !(await store.site(period.site))) throw new HttpError('not_found');
      const { n, satisfied, dissatisfied, histogram, share, interval } = csat(
        await store.ratingHistogram({ ...period, zone: 'UTC', now: at, reader: who(request).agent.id }),
      );
      const { text, percent } = display(satisfied, n);
      return {
        n,
        satisfied,
        dissatisfied,
        histogram,
        share,
        interval: interval ? ([...interval] as [number, number]) : null,
        display: { text, percent },
      };
    },
  );
}
