// GET /v1/reports/:name, and the sessions behind it as CSV.
import { Readable } from 'node:stream';
import { Type } from '@fastify/type-provider-typebox';
import type { Asked } from '../core/reports/report.ts';
import type { App, Context } from './context.ts';
import { HttpError } from './errors.ts';
import { csvHeader, csvLines, csvName, type Wording } from './report-csv.ts';
import { namesOf, peopleIn } from './report-people.ts';
import { askedOf, Query, reportNames } from './report-query.ts';
import { security } from './rights.ts';
import { errorAnswers } from './schemas.ts';

const Params = Type.Object(
  { name: Type.String({ description: `One of ${reportNames.join(', ')}` }) },
  { additionalProperties: false },
);

const Answer = Type.Unsafe<object>({
  type: 'object',
  description:
    'Figures with their counts, intervals and what may be shown of them; tables, lists of sessions, findings as codes. Ratios from 0 to 1, times in milliseconds; null is no data.',
  properties: {
    ...{ name: { type: 'string' }, asked: { type: 'object' }, sessions: { type: 'integer' } },
    ...{ voided: { type: 'integer' }, spam: { type: 'integer' }, openFrom: { type: 'integer' } },
    ...{ figures: { type: 'array' }, tables: { type: 'array' }, lists: { type: 'array' }, findings: { type: 'array' } },
    counted: {
      type: 'number',
      description: 'Share of the log that is counted so far, after an upgrade; absent: all of it',
    },
    hasSample: { type: 'boolean', description: 'There is sample data, told to who asks with `sample`' },
    people: { type: 'object', description: 'Names of the agents in it, by id; also of those who are gone' },
  },
});

/** Rows that are read in one go. */
const slice = 2_000;

export function addReport(app: App, context: Context): void {
  const { store, now, demo, who, authenticate: onRequest } = context;
  const shared = { tags: ['reports'], security, params: Params, querystring: Query };

  app.get(
    '/reports/:name',
    {
      onRequest,
      schema: {
        ...shared,
        operationId: 'report',
        summary: 'A report on the sessions that ended in [from, to); an agent may ask it of himself alone',
        response: { 200: Answer, ...errorAnswers },
      },
      serializerCompiler: () => JSON.stringify,
    },
    async (request) => {
      const { name, asked, isTeamKnown } = await askedOf(
        request.params.name,
        request.query,
        who(request).agent,
        context,
      );
      const report = await store.report(name, asked);
      // A team that was taken away is known as long as there are sessions of it.
      if (!isTeamKnown && report.sessions === 0) throw new HttpError('not_found');
      return { ...report, people: peopleIn(report, await namesOf(store)), ...(demo ? { hasSample: true } : {}) };
    },
  );

  app.get(
    '/reports/:name.csv',
    {
      onRequest,
      schema: {
        ...shared,
        operationId: 'reportCsv',
        summary: 'The sessions that a report is about, one a line, with times of its zone; an agent gets his own',
        response: { 200: { content: { 'text/csv': { schema: Type.String() } }, description: 'CSV' }, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { agent } = who(request);
      // One by one, sessions tell how others are rated: an agent gets his own.
      const own = agent.role === 'agent' && request.query.agent === undefined ? { agent: agent.id } : {};
      const { name, asked, isTeamKnown } = await askedOf(
        request.params.name,
        { ...request.query, ...own },
        agent,
        context,
      );
      const first = await store.reportRows(asked, null, slice);
      // A file is kept and passed on: it has all rows, or there is none.
      if (first.counted !== undefined) throw new HttpError('unavailable', { retryAfter: 30 });
      if (!isTeamKnown && first.rows.length === 0 && first.after === null) throw new HttpError('not_found');
      const { from, to, zone, site, team, page, lang, visitors, agent: of, sample } = asked;
      const data = { report: name, from, to, zone, site, team, page, lang, visitors, agent: of, sample };
      await store.addAudit({ at: now(), actor: agent.id, kind: 'export', data });
      const names = await namesOf(store);
      const wording: Wording = { zone, nameOf: (id) => names.get(id) ?? id };
      reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${csvName(name, asked)}"`);
      return reply.send(Readable.from(linesOf(store, asked, first, wording)) as never);
    },
  );
}

async function* linesOf(
  store: Context['store'],
  asked: Asked,
  first: Awaited<ReturnType<Context['store']['reportRows']>>,
  wording: Wording,
): AsyncGenerator<string> {
  yield csvHeader;
  for (let part = first; ; part = await store.reportRows(asked, part.after, slice)) {
    if (part.rows.length > 0) yield csvLines(part.rows, wording);
    if (part.after === null) return;
  }
}
