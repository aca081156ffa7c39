// GET /v1/reports/service: how long visitors waited, what became of promises, and through how many hands they went.
import { type TObject, type TProperties, Type } from '@fastify/type-provider-typebox';
import { occurrences } from '../core/service/facts.ts';
import type { App, Context } from './context.ts';
import { HttpError } from './errors.ts';
import { Period, periodOf } from './period.ts';
import { security } from './rights.ts';
import { errorAnswers } from './schemas.ts';

const Count = Type.Integer();
const Part = Type.Union([Type.Number(), Type.Null()]);
const Share = Type.Object({
  count: Count,
  n: Count,
  share: Part,
  interval: Type.Union([Type.Tuple([Type.Number(), Type.Number()]), Type.Null()]),
});
const Percentile = Type.Union([Type.Number(), Type.Literal('never'), Type.Null()]);
const Waits = Type.Object({ n: Count, never: Count, p50: Percentile, p90: Percentile });
const counts = <K extends string>(names: readonly K[]): TObject =>
  Type.Object(Object.fromEntries(names.map((name) => [name, Count])) as TProperties);

const Report = Type.Object(
  {
    scope: Type.Union([Type.Literal('all'), Type.Literal('own')], {
      description: 'own: sessions that this agent had at their end, or wrote in',
    }),
    ended: Count,
    spam: Count,
    endedBy: counts(['visitor', 'agent', 'left', 'idle']),
    open: counts(['waiting', 'answered']),
    waits: Type.Object(
      { live: Waits, offline: Waits, offlineInHours: Waits },
      { description: 'Milliseconds to the first message of a person; who was never answered waits for ever' },
    ),
    promises: Type.Object({ n: Count, kept: Share, late: Share, never: Share, keptButFeltSlow: Share }),
    runaround: Type.Object({
      n: Count,
      byHandoffs: Type.Array(Count),
      handoffRate: Share,
      runaroundRate: Share,
      bounceRate: Share,
      oneStop: Share,
      pending: Count,
    }),
    happened: counts(occurrences),
  },
  { description: 'Counts are sessions; ratios from 0 to 1 with their interval, null where there is no data' },
);

export function addServiceReport(app: App, { store, now, who, authenticate: onRequest }: Context): void {
  app.get(
    '/reports/service',
    {
      onRequest,
      schema: {
        operationId: 'service',
        summary:
          'Waiting, promises and handoffs of the sessions that ended in [from, to); the last 30 days if left out',
        tags: ['reports'],
        security,
        querystring: Period,
        response: { 200: Report, ...errorAnswers },
      },
      serializerCompiler: () => JSON.stringify,
    },
    async (request) => {
      const at = now();
      const period = periodOf(request.query, at);
      if (period.site !== undefined && !(await store.site(period.site))) throw new HttpError('not_found');
      const { agent } = who(request);
      const isOwn = agent.role === 'agent';
      const own = isOwn ? { agent: agent.id } : {};
      const report = await store.service({ ...period, ...own, zone: 'UTC', now: at, reader: agent.id });
      return { scope: isOwn ? 'own' : 'all', ...report } as never;
    },
  );
}
