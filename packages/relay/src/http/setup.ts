// /v1/setup: whom a one-time link is for; and such a link becomes the first owner, or a password for an agent that was added or reset.
import { Type } from '@fastify/type-provider-typebox';
import { nanoid } from 'nanoid';
import type { AgentRow, SecretRow } from '../store/store.ts';
import { hasOwner } from './auth/links.ts';
import { passwordProblem } from './auth/password.ts';
import { hashOf } from './auth/tokens.ts';
import type { App, Context } from './context.ts';
import { HttpError } from './errors.ts';
import { cleanEmail, cleanName } from './person.ts';
import { AgentAnswer, agentView, Email, errorAnswers, Name, Password, Token } from './schemas.ts';

const Setup = Type.Object(
  {
    token: Token,
    name: Type.Optional(Name),
    email: Type.Optional(Email),
    password: Password,
  },
  { additionalProperties: false },
);

const Link = Type.Object({ token: Token }, { additionalProperties: false });
const LinkOwner = Type.Union(
  [
    Type.Object({ kind: Type.Literal('first') }),
    Type.Object({
      kind: Type.Union([Type.Literal('invited'), Type.Literal('reset')], {
        description: 'invited: chooses a name, too; reset: has one, and a password that is still good',
      }),
      name: Type.String(),
      email: Type.String(),
    }),
  ],
  { description: 'Whom the link is for' },
);

/** `id` null: the first owner. `name` null: the one he has. */
interface Chosen {
  readonly id: AgentRow['id'] | null;
  readonly email: string;
  readonly name: string | null;
  /** The hash of the password that stood when the link was looked at. */
  readonly before: string;
}

interface Given {
  readonly name?: string;
  readonly email?: string;
}

export function addSetup(app: App, context: Context): void {
  const { store, sessions, passwords, relay, now, log } = context;

  const valid = (row: SecretRow | null): row is SecretRow => row?.kind === 'setup' && row.expiresAt > now();
  const refused = (): HttpError =>
    new HttpError('unauthenticated', { message: 'This link has been used or has expired. Ask for a new one.' });

  /** What of the person the link lets him choose, judged before the link is used up. */
  const personOf = async (row: SecretRow, given: Given): Promise<Chosen> => {
    const name = given.name === undefined ? null : cleanName(given.name);
    if (given.name !== undefined && name === null) throw new HttpError('invalid_field', { field: 'name' });
    const email = given.email === undefined ? null : cleanEmail(given.email);
    if (given.email !== undefined && email === null) throw new HttpError('invalid_field', { field: 'email' });
    if (row.agent === null) {
      if (await hasOwner(store)) throw refused();
      if (name === null) throw new HttpError('invalid_field', { field: 'name' });
      if (email === null) throw new HttpError('invalid_field', { field: 'email' });
      if (await store.agentByEmail(email))
        throw new HttpError('conflict', { field: 'email', message: 'Somebody has this e-mail address already.' });
      return { id: null, email, name, before: '' };
    }
    const agent = await store.agent(row.agent);
    if (!agent || agent.disabled) throw refused();
    if (email !== null && email !== agent.email)
      throw new HttpError('invalid_field', {
        field: 'email',
        message: 'This link was made for another e-mail address.',
      });
    return { id: agent.id, email: agent.email, name, before: agent.passwordHash };
  };

  /** Only what the link lets him choose: what an owner changes of him meanwhile stands. */
  const keep = async ({ id, email, name, before }: Chosen, passwordHash: string): Promise<AgentRow | null> => {
    if (id !== null)
      // Whoever was reset meanwhile has another link.
      return store.changeAgent(id, (row) =>
        row.disabled || row.passwordHash !== before ? null : { ...row, passwordHash, name: name ?? row.name },
      );
    const first: AgentRow = {
      id: nanoid(),
      email,
      name: name ?? email,
      role: 'owner',
      passwordHash,
      presence: 'available',
      disabled: false,
    };
    await store.putAgent(first);
    return first;
  };

  app.post(
    '/setup/link',
    {
      schema: {
        operationId: 'setupLink',
        summary: 'Whom a one-time link is for; it stays good',
        tags: ['session'],
        body: Link,
        response: { 200: LinkOwner, ...errorAnswers },
      },
    },
    async (request) => {
      context.requireSafeWire();
      const row = await store.secret(hashOf(request.body.token));
      if (!valid(row)) throw refused();
      if (row.agent === null) {
        if (await hasOwner(store)) throw refused();
        return { kind: 'first' } as const;
      }
      const agent = await store.agent(row.agent);
      if (!agent || agent.disabled) throw refused();
      const kind = agent.passwordHash === '' ? 'invited' : 'reset';
      return { kind, name: agent.name, email: agent.email } as const;
    },
  );

  app.post(
    '/setup',
    {
      schema: {
        operationId: 'setup',
        summary: 'Redeem a one-time link: set a password and sign in',
        tags: ['session'],
        body: Setup,
        response: { 201: AgentAnswer, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { token, password, name, email } = request.body;
      context.requireSafeWire();
      const hash = hashOf(token);
      const row = await store.secret(hash);
      if (!valid(row)) throw refused();
      const person = await personOf(row, {
        ...(name === undefined ? {} : { name }),
        ...(email === undefined ? {} : { email }),
      });
      const problem = passwordProblem(password, person.email);
      if (problem) throw new HttpError('invalid_field', { field: 'password', message: problem });
      const passwordHash = await passwords.hash(password);

      // Of two that redeem it at once, one gets it.
      const taken = await store.takeSecret(hash);
      if (!taken) throw refused();
      let agent: AgentRow | null;
      try {
        agent = await keep(person, passwordHash);
      } catch (error) {
        await store.putSecret(taken);
        throw error;
      }
      if (!agent) throw refused();
      for (const kind of ['session', 'ticket', 'setup'] as const) await store.dropSecretsOf(agent.id, kind);
      relay.revoke({ agent: agent.id });
      await relay.agentChanged(agent.id);
      context.setCookie(reply, await sessions.begin(agent.id));
      log.info('link redeemed', { agent: agent.id, role: agent.role });
      return reply.code(201).send({ agent: agentView(agent) });
    },
  );
}
