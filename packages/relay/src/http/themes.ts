// /v1/themes: what is to change because visitors keep naming it, who sees to it, and whether they were told. Leads and owners change it.
import { type TUnsafe, Type } from '@fastify/type-provider-typebox';
import type { Figure, Reason } from '@rapport/protocol';
import { reasons } from '@rapport/protocol';
import { nanoid } from 'nanoid';
import type { ThemeRow } from '../store/improve.ts';
import type { App, Context } from './context.ts';
import { HttpError } from './errors.ts';
import { lineOf, MaybeInstant, requireOwner, requireSite, SiteKey, wordsOf } from './improve-form.ts';
import { only, security } from './rights.ts';
import { errorAnswers, IdParams } from './schemas.ts';
import { effectsOf } from './theme-effect.ts';

const Code = Type.Union([...reasons.map((code) => Type.Literal(code)), Type.Null()], {
  description: 'The reason it is about; null: none of them',
}) as unknown as TUnsafe<Reason | null>;
const Theme = Type.Object({
  id: Type.String(),
  code: Code,
  label: Type.String(),
  decision: Type.String({ description: 'What was decided to be done' }),
  owner: Type.String(),
  createdAt: Type.Number(),
  dueAt: MaybeInstant,
  doneAt: MaybeInstant,
  isTold: Type.Boolean({ description: 'The customers were told' }),
  site: SiteKey,
});
const One = Type.Object({ theme: Theme }, { description: 'The theme as it is kept' });
const Effect = Type.Unsafe<Figure | null>({
  type: ['object', 'null'],
  additionalProperties: true,
  description:
    'Of a reason whose theme is done: the dissatisfied who name it since then, beside those before it was decided',
});
const List = Type.Object(
  { themes: Type.Array(Type.Object({ ...Theme.properties, effect: Effect })) },
  { description: 'The newest first' },
);
const Words = Type.String({ maxLength: 8_000 });
const change = {
  label: Type.Optional(Words),
  decision: Type.Optional(Words),
  owner: Type.Optional(Type.String()),
  dueAt: Type.Optional(MaybeInstant),
};
const NewTheme = Type.Object(
  { ...change, label: Words, decision: Words, code: Type.Optional(Code), site: Type.Optional(SiteKey) },
  { additionalProperties: false },
);
const ThemeChange = Type.Object(
  { ...change, isDone: Type.Optional(Type.Boolean()), isTold: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
);
const tags = ['reports'];

export function addThemes(app: App, context: Context): void {
  const { store, log, now, who } = context;
  const onRequest = only(context, 'lead', 'owner');

  app.get(
    '/themes',
    {
      onRequest: context.authenticate,
      schema: {
        operationId: 'themes',
        summary: 'What is to change',
        tags,
        security,
        response: { 200: List, ...errorAnswers },
      },
    },
    async (request) => {
      const themes = await store.themes();
      const effects = await effectsOf(store, themes, { reader: who(request).agent.id, now: now() });
      return { themes: themes.map((row) => ({ ...row, effect: effects.get(row.id) ?? null })) };
    },
  );

  app.post(
    '/themes',
    {
      onRequest,
      schema: {
        operationId: 'addTheme',
        summary: 'Decide to change something',
        tags,
        security,
        body: NewTheme,
        response: { 201: One, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { code = null, site = null, dueAt = null, owner = who(request).agent.id, ...words } = request.body;
      const label = lineOf('label', words.label);
      const decision = wordsOf('decision', words.decision);
      await requireOwner(store, owner);
      await requireSite(store, site);
      const begun = { id: nanoid(), createdAt: now(), doneAt: null, isTold: false };
      const theme: ThemeRow = { ...begun, code, label, decision, owner, dueAt, site };
      await store.addTheme(theme);
      log.info('theme added', { theme: theme.id, by: who(request).agent.id });
      return reply.code(201).send({ theme });
    },
  );

  app.put(
    '/themes/:id',
    {
      onRequest,
      schema: {
        operationId: 'changeTheme',
        summary: 'Change a theme, or say that it is done; that shows on the trend',
        tags,
        security,
        params: IdParams,
        body: ThemeChange,
        response: { 200: One, ...errorAnswers },
      },
    },
    async (request) => {
      const { label, decision, isDone, ...rest } = request.body;
      const words = {
        ...(label === undefined ? {} : { label: lineOf('label', label) }),
        ...(decision === undefined ? {} : { decision: wordsOf('decision', decision) }),
      };
      if (rest.owner !== undefined) await requireOwner(store, rest.owner);
      const at = now();
      const theme = await store.changeTheme(request.params.id, (row) => {
        // Done once: saying it again does not move the day.
        const doneAt = isDone === undefined ? row.doneAt : isDone ? (row.doneAt ?? at) : null;
        return { ...row, ...rest, ...words, doneAt };
      });
      if (!theme) throw new HttpError('not_found');
      log.info('theme changed', { theme: theme.id, by: who(request).agent.id });
      return { theme };
    },
  );
}
