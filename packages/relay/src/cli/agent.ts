// `rapport agent`: who answers. A password is never typed here: a link that works once lets the person choose it.
import { nanoid } from 'nanoid';
import { checkAgent, isLastOwner } from '../core/settings/check-agent.ts';
import { teamsOf } from '../http/agents.ts';
import { endAccess } from '../http/auth/access.ts';
import { newSetupLink } from '../http/auth/links.ts';
import { cleanEmail, cleanName } from '../http/person.ts';
import { ownUrl } from '../settings.ts';
import type { AgentRow } from '../store/store.ts';
import { tokenWords } from './agent-token.ts';
import { type Done, done, failed, type Given, none, only, parse, type Run, table, Usage } from './command.ts';

const roles: readonly AgentRow['role'][] = ['owner', 'lead', 'agent'];

export function agentCommand(args: readonly string[]): Run {
  const [verb, ...rest] = args;
  if (verb === 'add') return add(rest);
  if (verb === 'list') return list(rest);
  if (verb === 'disable') return disable(rest);
  if (verb === 'reset') return reset(rest);
  if (verb === 'set') return set(rest);
  if (verb === 'token') return token(rest);
  throw new Usage('Say what to do with agents: add, list, set, token, disable or reset.');
}

function mailbox(positionals: readonly string[]): string {
  const email = cleanEmail(only(positionals, 'EMAIL'));
  if (email === null) throw new Usage('EMAIL must be an e-mail address.');
  return email;
}

function add(args: readonly string[]): Run {
  const { values, positionals } = parse(args, { name: { type: 'string' }, role: { type: 'string', default: 'agent' } });
  const email = mailbox(positionals);
  const name = values.name === undefined ? null : cleanName(values.name);
  if (name === null) throw new Usage('--name must say what visitors see, at most 80 characters.');
  const role = roles.find((one) => one === values.role);
  if (!role) throw new Usage(`--role must be one of ${roles.join(', ')}.`);
  return async (given) => {
    if (await given.store.agentByEmail(email))
      return failed(`There is an agent ${email} already. For a new link: rapport agent reset ${email}`);
    const agent: AgentRow = {
      id: nanoid(),
      email,
      name,
      role,
      passwordHash: '',
      presence: 'available',
      disabled: false,
    };
    await given.store.putAgent(agent);
    return withLink(given, agent, `${name} can answer as ${role}.`);
  };
}

function list(args: readonly string[]): Run {
  none(parse(args, {}).positionals);
  return async ({ store }) => {
    const agents = await store.agents();
    if (agents.length === 0)
      return done('No agents yet. The first owner signs in with the link that "rapport serve" prints.');
    return done(
      table(
        agents.map(({ email, name, role, disabled, passwordHash }) => [
          email,
          name,
          role,
          disabled ? 'disabled' : passwordHash === '' ? 'invited' : '',
        ]),
      ),
    );
  };
}

function disable(args: readonly string[]): Run {
  const email = mailbox(parse(args, {}).positionals);
  return onAgent(email, async ({ store }, { id }) => {
    const changed = await store.changeAgent(id, (row, all) =>
      isLastOwner({ ...row, disabled: true }, all) ? null : { ...row, disabled: true },
    );
    if (!changed) return failed(lastOwner(email));
    await endAccess(store, { id });
    return done(`${email} is disabled. To let them in again: rapport agent reset ${email}`);
  });
}

function reset(args: readonly string[]): Run {
  const email = mailbox(parse(args, {}).positionals);
  return onAgent(email, async (given, { id }) => {
    await given.store.changeAgent(id, (row) => ({ ...row, passwordHash: '', disabled: false }));
    await endAccess(given.store, { id });
    return withLink(given, { id }, `The old password of ${email} no longer works.`);
  });
}

function set(args: readonly string[]): Run {
  const { values, positionals } = parse(args, {
    name: { type: 'string' },
    role: { type: 'string' },
    team: { type: 'string', multiple: true },
    lang: { type: 'string', multiple: true },
    capacity: { type: 'string' },
  });
  const email = mailbox(positionals);
  const { name, role, team, lang, capacity } = values;
  const given: Record<string, unknown> = {
    ...(name === undefined ? {} : { name }),
    ...(role === undefined ? {} : { role }),
    // `--team ''`: none.
    ...(team === undefined ? {} : { teams: team.filter((key) => key !== '') }),
    ...(lang === undefined ? {} : { langs: lang.filter((one) => one !== '') }),
    ...(capacity === undefined ? {} : { capacity: capacity === 'site' ? null : Number(capacity) }),
  };
  if (Object.keys(given).length === 0)
    throw new Usage('Say what to set: --name, --role, --team, --lang or --capacity.');
  return onAgent(email, async ({ store }, { id }) => {
    const teams = await teamsOf(store);
    let why = '';
    const changed = await store.changeAgent(id, (row, all) => {
      const checked = checkAgent(given, row, teams);
      if (!checked.ok) why = checked.problems.map(({ field, code }) => `${field}: ${code}`).join('\n  ');
      else if (isLastOwner(checked.row, all)) why = lastOwner(email);
      return checked.ok && why === '' ? checked.row : null;
    });
    return changed ? done(`${email} is changed.`) : failed(`Nothing was changed:\n  ${why}`);
  });
}

function token(args: readonly string[]): Run {
  const { positionals, work } = tokenWords(args);
  return onAgent(mailbox(positionals), work);
}

const lastOwner = (email: string): string => `${email} is the last owner. Make somebody else an owner first.`;

function onAgent(email: string, work: (given: Given, agent: AgentRow) => Promise<Done>): Run {
  return async (given) => {
    const agent = await given.store.agentByEmail(email);
    return agent ? work(given, agent) : failed(`There is no agent ${email}.`);
  };
}

async function withLink({ store, settings, now }: Given, { id }: Pick<AgentRow, 'id'>, text: string): Promise<Done> {
  const link = await newSetupLink(store, { url: ownUrl(settings), agent: id, now });
  return done(`${text}\nThis link sets the password. It works once, within 24 hours:\n  ${link}`);
}
