// /v1/agents: who answers, what of, and how much. An owner invites and changes them; everybody may change his own name.
import { Type } from '@fastify/type-provider-typebox';
import { limits } from '@rapport/protocol';
import { nanoid } from 'nanoid';
import { type AgentField, checkAgent, fieldsIn, isLastOwner } from '../core/settings/check-agent.ts';
import { type Problem, Problems } from '../core/settings/problem.ts';
import { settingsOf } from '../core/settings/site-settings.ts';
import type { AgentRow, Store } from '../store/store.ts';
import { endAccess } from './auth/access.ts';
import type { App, Context } from './context.ts';
import { HttpError, invalid } from './errors.ts';
import { formOf } from './form.ts';
import { cleanEmail } from './person.ts';
import { only, refuseProgram, security } from './rights.ts';
import { errorAnswers, IdParams } from './schemas.ts';
import { sendLink } from './send-link.ts';

const Role = Type.Union([Type.Literal('agent'), Type.Literal('lead'), Type.Literal('owner')]);
const Words = Type.Array(Type.String());
const Colleague = Type.Object({
  id: Type.String(),
  email: Type.String(),
  name: Type.String(),
  role: Role,
  teams: Words,
  langs: Words,
  capacity: Type.Union([Type.Integer(), Type.Null()], { description: 'Conversations at once; null: the site’s' }),
  disabled: Type.Boolean(),
  presence: Type.Union([Type.Literal('available'), Type.Literal('finishing'), Type.Literal('away')], {
    description: 'Away without a live socket, whatever was chosen',
  }),
  isPending: Type.Boolean({ description: 'Has no password yet' }),
});
const OneColleague = Type.Object({ agent: Colleague }, { description: 'The agent as he is kept' });
const Colleagues = Type.Object({ agents: Type.Array(Colleague) }, { description: 'By name' });
const Invited = Type.Object(
  {
    agent: Colleague,
    link: Type.String({ description: 'Works once; told only now' }),
    isMailed: Type.Boolean({ description: 'A mail with it is on its way' }),
  },
  { description: 'The agent, and the link that lets him in' },
);

const change = {
  name: Type.Optional(Type.String()),
  role: Type.Optional(Role),
  teams: Type.Optional(Words),
  langs: Type.Optional(Words),
  capacity: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
};
const Invitation = Type.Object({ ...change, email: Type.String() }, { additionalProperties: false });
const AgentChange = Type.Object(
  { ...change, disabled: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
);
const tags = ['agents'];

const ownFields: readonly (AgentField | '')[] = ['name', 'langs'];

export function addAgents(app: App, context: Context): void {
  const { store, relay, log, who, authenticate } = context;

  const view = (row: AgentRow) => ({
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    teams: [...(row.teams ?? [])],
    langs: [...(row.langs ?? [])],
    capacity: row.capacity ?? null,
    disabled: row.disabled,
    presence: relay.presenceOf(row.id),
    isPending: row.passwordHash === '',
  });

  app.get(
    '/agents',
    {
      onRequest: authenticate,
      schema: {
        operationId: 'agents',
        summary: 'Who answers',
        tags,
        security,
        response: { 200: Colleagues, ...errorAnswers },
      },
    },
    async () => ({ agents: (await store.agents()).map(view) }),
  );

  app.post(
    '/agents',
    {
      onRequest: only(context, 'owner'),
      // What is wrong with the form is told by core/settings, all of it.
      attachValidation: true,
      schema: {
        operationId: 'invite',
        summary: 'Invite somebody who answers',
        tags,
        security: [{ session: [] }],
        body: Invitation,
        response: { 201: Invited, ...errorAnswers },
      },
    },
    async (request, reply) => {
      context.requireSafeWire();
      refuseProgram(who(request));
      const { email: typed, ...given } = formOf(request.body);
      const found = new Problems();
      const email = mailbox(typed, found);
      const name = email.split('@')[0]?.slice(0, limits.name) ?? '';
      const blank: AgentRow = {
        id: nanoid(),
        email,
        name,
        role: 'agent',
        passwordHash: '',
        presence: 'available',
        disabled: false,
      };
      const checked = checkAgent(given, blank, await teamsOf(store));
      if (!checked.ok || found.all.length > 0) throw invalid([...found.all, ...(checked.ok ? [] : checked.problems)]);
      if (await store.agentByEmail(email))
        throw invalid([{ field: 'email', code: 'taken' }], 'conflict', 'Somebody has this e-mail address already.');
      await store.putAgent(checked.row);
      await relay.agentChanged(checked.row.id);
      const by = who(request).agent;
      log.info('agent invited', { agent: checked.row.id, by: by.id });
      return reply.code(201).send({ agent: view(checked.row), ...(await sendLink(context, checked.row, by.name)) });
    },
  );

  app.put(
    '/agents/:id',
    {
      onRequest: authenticate,
      attachValidation: true,
      schema: {
        operationId: 'changeAgent',
        summary: 'Change somebody who answers; oneself: name and languages',
        tags,
        security,
        params: IdParams,
        body: AgentChange,
        response: { 200: OneColleague, ...errorAnswers },
      },
    },
    async (request) => {
      const { agent: by } = who(request);
      const { id } = request.params;
      const given = formOf(request.body);
      if (by.role !== 'owner' && (by.id !== id || fieldsIn(given).some((field) => !ownFields.includes(field))))
        throw new HttpError('forbidden');
      const teams = await teamsOf(store);
      let problems: readonly Problem[] = [];
      let isLast = false;
      const changed = await store.changeAgent(id, (row, all) => {
        const checked = checkAgent(given, row, teams);
        problems = checked.ok ? [] : checked.problems;
        isLast = checked.ok && isLastOwner(checked.row, all);
        return checked.ok && !isLast ? checked.row : null;
      });
      if (problems.length > 0) throw invalid(problems);
      if (isLast)
        throw invalid(
          [{ field: given['disabled'] === true ? 'disabled' : 'role', code: 'last_owner' }],
          'conflict',
          'This is the last owner. Make somebody else an owner first.',
        );
      if (!changed) throw new HttpError('not_found');
      if (changed.disabled) {
        await endAccess(store, changed);
        relay.revoke({ agent: id });
      }
      await relay.agentChanged(id);
      log.info('agent changed', { agent: id, by: by.id });
      return { agent: view(changed) };
    },
  );
}

/** A line break in it is told by its own name: nobody types one by mistake. */
function mailbox(typed: unknown, found: Problems): string {
  if (typeof typed !== 'string') return found.add('email', typed === undefined ? 'empty' : 'type', '');
  if (/\p{Cc}|\p{Zl}|\p{Zp}/u.test(typed)) return found.add('email', 'line', '');
  return cleanEmail(typed) ?? found.add('email', 'email', '');
}

/** Keys of every team of every site. */
export async function teamsOf(store: Store): Promise<ReadonlySet<string>> {
  return new Set((await store.sites()).flatMap((site) => settingsOf(site).teams.map(({ key }) => key)));
}
