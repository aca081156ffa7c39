// `rapport agent token`: credentials for somebody's programs. A token is printed once and kept as a hash.

import { limits } from '@rapport/protocol';
import { line, Problems } from '../core/settings/problem.ts';
import { makeToken, tokenId } from '../http/tokens.ts';
import type { AgentRow } from '../store/store.ts';
import { type Done, done, failed, type Given, parse, table, Usage } from './command.ts';

const options = { name: { type: 'string' }, revoke: { type: 'string' } } as const;

export interface TokenWords {
  readonly positionals: readonly string[];
  readonly work: (given: Given, agent: AgentRow) => Promise<Done>;
}

export function tokenWords(args: readonly string[]): TokenWords {
  const { values, positionals } = parse(args, options);
  const { name: typed, revoke } = values;
  if (typed !== undefined && revoke !== undefined) throw new Usage('Either --name or --revoke.');
  if (revoke !== undefined) return { positionals, work: (given, agent) => take(given, agent, revoke) };
  if (typed === undefined) return { positionals, work: list };
  const found = new Problems();
  const name = line(limits.name)(typed, 'name', found);
  if (found.all.length > 0) throw new Usage('--name must say what the token is for, at most 80 characters.');
  return { positionals, work: (given, agent) => make(given, agent, name) };
}

async function make({ store, now }: Given, agent: AgentRow, name: string): Promise<Done> {
  if (agent.disabled || agent.passwordHash === '')
    return failed(`${agent.email} has no password yet, or is disabled: a token would not work.`);
  const { id, token } = await makeToken(store, agent, name, now);
  return done(`Token ${id} (${name}) of ${agent.email}. It is shown only now:\n  ${token}`);
}

async function list({ store }: Given, agent: AgentRow): Promise<Done> {
  const rows = await store.secretsOf(agent.id, 'api');
  if (rows.length === 0) return done(`${agent.email} has no tokens.`);
  return done(table(rows.map((row) => [tokenId(row), row.name ?? '', new Date(row.createdAt).toISOString()])));
}

/** Its sockets go when the relay notices (core/watch.ts). */
async function take({ store }: Given, agent: AgentRow, id: string): Promise<Done> {
  const row = (await store.secretsOf(agent.id, 'api')).find((one) => tokenId(one) === id);
  if (!row) return failed(`${agent.email} has no token ${id}.`);
  await store.dropSecret(row.hash);
  return done(`Token ${id} works no more.`);
}
