// GET /v1/reports/service: how long visitors waited, what became of promises, and through how many hands they went.
import { type TObject, type TProperties, Type } from '@fastify/type-provider-typebox';
import type { Hours } from '../core/queue/hours.ts';
import { occurrences } from '../core/service/facts.ts';
import { serviceReport } from '../core/service/report.ts';
import { settingsOf } from '../core/settings/site-settings.ts';
import type { Store } from '../store/store.ts';
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
      description: 'own: sessions that this agent had at any time',
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
      const { from, to, site } = periodOf(request.query, now());
      if (site !== undefined && !(await store.site(site))) throw new HttpError('not_found');
      const { agent } = who(request);
      const isOwn = agent.role === 'agent';
      const counted = await store.service({
        from,
        to,
        now: now(),
        hours: await hoursOf(store),
        ...(site === undefined ? {} : { site }),
        ...(isOwn ? { agent: agent.id } : {}),
        reader: agent.id,
      });
      return { scope: isOwn ? 'own' : 'all', ...serviceReport(counted) } as never;
    },
  );
}

async function hoursOf(store: Store): Promise<Record<string, Hours>> {
  const sites = await store.sites();
  return Object.fromEntries(
    sites.flatMap((site) => {
      const { hours } = settingsOf(site);
      return hours ? [[site.key, hours]] : [];
    }),
  );
}
