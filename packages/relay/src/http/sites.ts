// /v1/sites: the sites that embed the widget, what is set for them, and the tag for their pages.
import { Type } from '@fastify/type-provider-typebox';
import { nanoid } from 'nanoid';
import { checkKey, checkSite, keyOf } from '../core/settings/check-site.ts';
import { type Problem, Problems } from '../core/settings/problem.ts';
import { settingsOf } from '../core/settings/site-settings.ts';
import type { SiteRow, Store } from '../store/store.ts';
import type { App, Context } from './context.ts';
import { HttpError, invalid } from './errors.ts';
import { formOf } from './form.ts';
import { only, security } from './rights.ts';
import { errorAnswers } from './schemas.ts';
import { noteSettings } from './site-audit.ts';
import { Settings, SettingsChange } from './site-schemas.ts';
import { tagOf } from './tag.ts';

const Site = Type.Object(
  {
    key: Type.String(),
    name: Type.String(),
    settings: Settings,
    // Leads and owners only:
    origins: Type.Array(Type.String()),
    native: Type.Boolean(),
    disabled: Type.Boolean(),
    tag: Type.String({ description: 'HTML to put into its pages' }),
    seen: Type.Union([Type.Object({ origin: Type.String(), at: Type.Number() }), Type.Null()], {
      description: 'Where the widget was used last, and when',
    }),
  },
  { description: 'A site' },
);
const OneSite = Type.Object({ site: Site }, { description: 'The site as it is kept' });
const Part = Type.Object(
  {
    key: Type.String(),
    name: Type.String(),
    settings: Type.Object({ teams: Type.Array(Type.Object({ key: Type.String(), name: Type.String() })) }),
  },
  { description: 'What agents see of it' },
);
const Sites = Type.Object(
  {
    sites: Type.Array(Type.Union([Site, Part]), { description: 'Agents see those in use' }),
    mail: Type.Boolean({ description: 'Whether what is answered can go out by mail' }),
  },
  { description: 'The sites' },
);

const changes = {
  name: Type.Optional(Type.String()),
  origins: Type.Optional(Type.Array(Type.String(), { description: 'Exact origins; none: only the relay’s own pages' })),
  native: Type.Optional(Type.Boolean({ description: 'Also apps, which have no origin' })),
  settings: Type.Optional(SettingsChange),
};
const NewSite = Type.Object(
  { ...changes, name: Type.String(), key: Type.Optional(Type.String()) },
  { additionalProperties: false },
);
const SiteChange = Type.Object(
  { ...changes, disabled: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
);
const Key = Type.Object({ key: Type.String({ minLength: 1, maxLength: 40 }) }, { additionalProperties: false });
const tags = ['sites'];

export function addSites(app: App, context: Context): void {
  const { store, relay, url, log, now, who, authenticate, mail } = context;

  const whole = (row: SiteRow) => ({
    key: row.key,
    name: row.name,
    origins: [...row.origins],
    native: row.native,
    disabled: row.disabled,
    settings: settingsOf(row),
    tag: tagOf(row, url),
    seen: row.seen ?? null,
  });
  const part = (row: SiteRow) => {
    const teams = settingsOf(row).teams.map(({ key, name }) => ({ key, name }));
    return { key: row.key, name: row.name, settings: { teams } };
  };

  app.get(
    '/sites',
    {
      onRequest: authenticate,
      schema: {
        operationId: 'sites',
        summary: 'The sites that embed the widget',
        tags,
        security,
        response: { 200: Sites, ...errorAnswers },
      },
      serializerCompiler: () => JSON.stringify,
    },
    async (request) => {
      const rows = await store.sites();
      if (who(request).agent.role !== 'agent') return { sites: rows.map(whole), mail: mail.isConfigured };
      return { sites: rows.filter((row) => !row.disabled).map(part), mail: mail.isConfigured };
    },
  );

  app.post(
    '/sites',
    {
      onRequest: only(context, 'owner'),
      // What is wrong with the form is told by core/settings, all of it.
      attachValidation: true,
      schema: {
        operationId: 'addSite',
        summary: 'Let a site embed the widget',
        tags,
        security,
        body: NewSite,
        response: { 201: OneSite, ...errorAnswers },
      },
      serializerCompiler: () => JSON.stringify,
    },
    async (request, reply) => {
      const { key: asked, ...given } = formOf(request.body);
      const found = new Problems();
      const name = typeof given['name'] === 'string' ? given['name'] : '';
      const key = asked === undefined ? await freeKey(store, name) : checkKey(asked, found);
      const checked = checkSite(given, { key, name: '', origins: [], native: false, disabled: false });
      const problems = [...found.all, ...(checked.ok ? [] : checked.problems)];
      if (problems.length > 0 || !checked.ok) throw invalid(problems);
      if (!(await store.addSite(checked.row)))
        throw invalid([{ field: 'key', code: 'taken' }], 'conflict', 'There is a site with this key already.');
      await relay.siteChanged(key);
      log.info('site added', { site: key, agent: who(request).agent.id });
      return reply.code(201).send({ site: whole((await store.site(key)) ?? checked.row) } as never);
    },
  );

  app.put(
    '/sites/:key',
    {
      onRequest: only(context, 'owner'),
      attachValidation: true,
      schema: {
        operationId: 'changeSite',
        summary: 'Change a site and its settings',
        tags,
        security,
        params: Key,
        body: SiteChange,
        response: { 200: OneSite, ...errorAnswers },
      },
      serializerCompiler: () => JSON.stringify,
    },
    async (request, reply) => {
      const { key } = request.params;
      const given = formOf(request.body);
      const row = await store.site(key);
      if (!row) throw new HttpError('not_found');
      const checked = checkSite(given, row);
      const problems = checked.ok ? await inUse(store, row, checked.row) : checked.problems;
      if (problems.length > 0) throw invalid(problems);
      // Judged again on what is there at the moment of writing: another owner may have been faster.
      let before = row;
      const changed = await store.changeSite(key, (current) => {
        before = current;
        const again = checkSite(given, current);
        return again.ok ? again.row : null;
      });
      if (!changed) throw new HttpError('conflict', { message: 'Somebody has changed this site meanwhile.' });
      await noteSettings(store, before, changed, { actor: who(request).agent.id, at: now() });
      await relay.siteChanged(key);
      log.info('site changed', { site: key, agent: who(request).agent.id });
      return reply.send({ site: whole(changed) } as never);
    },
  );
}

async function freeKey(store: Store, name: string): Promise<string> {
  const key = keyOf(name, nanoid(10));
  return (await store.site(key)) ? `${key}-${nanoid(6)}` : key;
}

/** Conversations in one look. */
const atOnce = 200;

/** Teams that go while conversations wait for them: those would wait for nobody. */
export async function inUse(store: Store, before: SiteRow, after: SiteRow): Promise<readonly Problem[]> {
  const kept = settingsOf(after).teams.map(({ key }) => key);
  const going = new Set(settingsOf(before).teams.flatMap(({ key }) => (kept.includes(key) ? [] : [key])));
  if (going.size === 0) return [];
  const waitedFor = new Set<string>();
  for (let last: string | undefined; ; ) {
    const page = await store.openConversations(atOnce, last);
    for (const { state } of page)
      if (state.site === before.key && state.st === 'queued' && state.team && going.has(state.team))
        waitedFor.add(state.team);
    last = page.at(-1)?.conv;
    if (last === undefined) break;
    // Nobody waits for all of them.
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return [...waitedFor].map((team) => ({ field: 'settings.teams', code: 'in_use', team }));
}
