// What lets an agent in, taken back: sessions, tickets, API tokens, links.
import type { AgentRow, SecretRow, Store } from '../../store/store.ts';

/** Everything. Open sockets go when the relay is told (`revoke`), or notices (core/watch.ts). */
export async function endAccess(store: Store, { id }: Pick<AgentRow, 'id'>): Promise<void> {
  const kinds: readonly SecretRow['kind'][] = ['session', 'ticket', 'api', 'setup'];
  for (const kind of kinds) await store.dropSecretsOf(id, kind);
}

/** Every session but `except`, and what they opened; API tokens stay. Gives the hashes of the sessions that were ended. */
export async function endSessions(
  store: Store,
  { id }: Pick<AgentRow, 'id'>,
  end: (session: string) => Promise<void>,
  except?: string,
): Promise<readonly string[]> {
  const ended = (await store.secretsOf(id, 'session')).map(({ hash }) => hash).filter((hash) => hash !== except);
  for (const hash of ended) await end(hash);
  await store.dropSecretsOf(id, 'ticket');
  return ended;
}
