// /v1/cases: whom we owe something, and what is done about it. Everybody who answers sees them; whose case it is decides who acts.
import { type TSchema, type TUnsafe, Type } from '@fastify/type-provider-typebox';
import { limits } from '@rapport/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CaseView } from '../core/recovery/case-view.ts';
import { caseActions, caseCauses, caseOutcomes, caseStates, contactWays } from '../core/recovery/case-words.ts';
import type { CaseAct } from '../core/recovery/decide-case.ts';
import { cleanBody } from '../core/text.ts';
import type { App, Context } from './context.ts';
import { HttpError } from './errors.ts';
import { security } from './rights.ts';
import { errorAnswers, IdParams } from './schemas.ts';

const oneOf = <T extends string>(words: readonly T[]): TUnsafe<T> =>
  Type.Unsafe<T>(Type.Union(words.map((word) => Type.Literal(word))));
const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

const Instant = Type.Number({ description: 'Milliseconds since 1970' });
const Score = Type.Integer({ minimum: 1, maximum: 5 });
const Case = Type.Object({
  id: Type.String(),
  conv: orNull(Type.String()),
  n: Type.Integer({ description: 'Session of the conversation' }),
  site: Type.String(),
  ownerName: orNull(Type.String()),
  visitor: orNull(Type.String({ description: 'Null: erased, and with him everything he said' })),
  visitorName: orNull(Type.String()),
  triggers: Type.Array(Type.String(), {
    description: 'Why it was opened: low_score, not_solved, contact_wanted, complaint, promise_broken',
  }),
  state: oneOf(caseStates),
  owner: orNull(Type.String()),
  openedAt: Instant,
  dueAt: Instant,
  escalated: Type.Integer({ description: 'Percent of its time that passed while nobody was in touch: 0, 50 or 100' }),
  contactedAt: orNull(Instant),
  closedAt: orNull(Instant),
  outcome: orNull(oneOf(caseOutcomes)),
  actions: Type.Array(oneOf(caseActions)),
  cause: orNull(oneOf(caseCauses)),
  second: orNull(Score),
  isVoid: Type.Boolean({ description: 'Two people have left the rating out of every figure' }),
  score: orNull(Score),
  resolved: orNull(Type.String()),
  reasons: Type.Array(Type.String()),
  comment: orNull(Type.String()),
  wish: Type.Boolean({ description: 'Wants to be contacted' }),
  contactTo: orNull(Type.String({ description: 'Where he can be reached' })),
  lastWords: orNull(Type.String({ description: 'Of the visitor, if he spoke last' })),
});
const OneCase = Type.Object({ case: Case }, { description: 'The case as it is now' });
const WholeCase = Type.Object(
  {
    case: Case,
    events: Type.Array(
      Type.Object({
        seq: Type.Integer(),
        at: Instant,
        actor: Type.String(),
        kind: Type.String(),
        data: Type.Record(Type.String(), Type.Unknown()),
      }),
      { description: 'Everything that was done about it, oldest first; nothing is ever taken out' },
    ),
    people: Type.Array(
      Type.Object({
        id: Type.String(),
        name: Type.String(),
        isGone: Type.Boolean({ description: 'Takes nothing any more' }),
      }),
      { description: 'To whom it can be given, and who has done something about it' },
    ),
  },
  { description: 'A case and its history' },
);
const List = Type.Object(
  { cases: Type.Array(Case), isMore: Type.Boolean({ description: 'There are further ones' }) },
  { description: 'Open: what is due first first. Closed: what was closed last first.' },
);

const Text = Type.String({ maxLength: 2 * limits.textAgent });
const Wanted = Type.Object(
  {
    state: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('closed')])),
    site: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Site key; all sites if left out' })),
  },
  { additionalProperties: false },
);
const Own = Type.Object(
  {
    to: Type.Optional(Type.String({ minLength: 1, maxLength: limits.id, description: 'Oneself, if left out' })),
  },
  { additionalProperties: false },
);
const Contact = Type.Object({ how: oneOf(contactWays), text: Type.Optional(Text) }, { additionalProperties: false });
const Nothing = Type.Object({}, { additionalProperties: false });
const Note = Type.Object({ text: Text }, { additionalProperties: false });
const Close = Type.Object(
  {
    outcome: oneOf(caseOutcomes),
    actions: Type.Optional(Type.Array(oneOf(caseActions), { maxItems: caseActions.length, uniqueItems: true })),
    cause: Type.Optional(orNull(oneOf(caseCauses))),
    note: Type.Optional(Text),
  },
  { additionalProperties: false },
);

const most = 200;
const tags = ['cases'];

export function addCases(app: App, context: Context): void {
  const { store, relay, log, who, authenticate: onRequest } = context;
  const answers = { 200: OneCase, ...errorAnswers };

  app.get(
    '/cases',
    {
      onRequest,
      schema: {
        operationId: 'cases',
        summary: 'Recovery cases, open ones if nothing else is asked for',
        tags,
        security,
        querystring: Wanted,
        response: { 200: List, ...errorAnswers },
      },
    },
    async (request) => {
      const { state = 'open', site } = request.query;
      if (site !== undefined && !(await store.site(site))) throw new HttpError('not_found');
      const q = { state, limit: most, ...(site === undefined ? {} : { site }) };
      const { cases, isMore } = await relay.cases.list(q, who(request).agent.id);
      return { cases: cases.map(shown), isMore };
    },
  );

  app.get(
    '/cases/:id',
    {
      onRequest,
      schema: {
        operationId: 'case',
        summary: 'One case, with everything that was done about it',
        tags,
        security,
        params: IdParams,
        response: { 200: WholeCase, ...errorAnswers },
      },
    },
    async (request) => {
      const found = await relay.cases.get(request.params.id, who(request).agent.id);
      if (!found) throw new HttpError('not_found');
      const { view, events, people } = found;
      return {
        case: shown(view),
        events: events.map((event) => ({ ...event, data: { ...event.data } })),
        people: [...people],
      };
    },
  );

  async function perform(request: FastifyRequest<{ Params: { id: string } }>, reply: FastifyReply, act: CaseAct) {
    const { id, name, role } = who(request).agent;
    const done = await relay.cases.act(request.params.id, act, { id, name, role: 'a', agentRole: role });
    if (!done.ok) {
      const { code, why: message, field } = done;
      throw new HttpError(code, { ...(message ? { message } : {}), ...(field ? { field } : {}) });
    }
    log.info('case acted on', { case: done.view.id, what: act.k, by: id });
    return reply.send({ case: shown(done.view) });
  }

  const route = (operationId: string, summary: string) => ({ operationId, summary, tags, security, params: IdParams });

  app.post(
    '/cases/:id/own',
    { onRequest, schema: { ...route('ownCase', 'Take a case, or give it to somebody'), body: Own, response: answers } },
    async (request, reply) => {
      const { to } = request.body;
      return perform(request, reply, { k: 'own', ...(to === undefined ? {} : { to }) });
    },
  );

  app.post(
    '/cases/:id/contact',
    {
      onRequest,
      schema: {
        ...route('contactCase', 'Get in touch; from then on the rating stands as it is'),
        description:
          'With `text`, `chat` writes it into the conversation, which begins again if it has ended, and `mail` sends it to where the visitor asked for it. Without, and by telephone, it is only noted that it was done.',
        body: Contact,
        response: answers,
      },
    },
    async (request, reply) => {
      const { how, text } = request.body;
      return perform(request, reply, {
        k: 'contact',
        how,
        ...(text === undefined ? {} : { text: wordsOf('text', text) }),
      });
    },
  );

  app.post(
    '/cases/:id/wait',
    {
      onRequest,
      schema: { ...route('waitForVisitor', 'It is the visitor’s turn now'), body: Nothing, response: answers },
    },
    async (request, reply) => perform(request, reply, { k: 'wait' }),
  );

  app.post(
    '/cases/:id/note',
    { onRequest, schema: { ...route('noteCase', 'Write something down about it'), body: Note, response: answers } },
    async (request, reply) => perform(request, reply, { k: 'note', text: wordsOf('text', request.body.text) }),
  );

  app.post(
    '/cases/:id/close',
    {
      onRequest,
      schema: {
        ...route('closeCase', 'Close a case with what came of it; the visitor is asked how it was handled'),
        body: Close,
        response: answers,
      },
    },
    async (request, reply) => {
      const { outcome, actions = [], cause = null, note } = request.body;
      const text = note === undefined ? {} : { text: wordsOf('note', note) };
      return perform(request, reply, { k: 'close', outcome, actions, cause, ...text });
    },
  );
}

function wordsOf(field: string, typed: string): string {
  const cleaned = cleanBody(typed, limits.textAgent);
  if (!cleaned.ok) throw new HttpError('invalid_field', { field });
  return cleaned.text;
}

const shown = (view: CaseView) => ({
  ...view,
  triggers: [...view.triggers],
  actions: [...view.actions],
  reasons: [...view.reasons],
});
