// One-time links with which a person sets a first or new password: `…/console/#setup=TOKEN`. The token stands in the
// fragment, which no server, proxy or log ever sees (T2).
import type { Store } from '../../store/store.ts';
import { hashOf, newToken } from './tokens.ts';

export const linkLifetimeMs = 86_400_000;

/** Makes the only valid link of `agent` (null: the first owner); earlier ones stop working. `url` is the relay's origin. */
export async function newSetupLink(
  store: Store,
  o: { url: string; agent: string | null; now: number },
): Promise<string> {
  const token = newToken();
  await store.dropSecretsOf(o.agent, 'setup');
  await store.putSecret({
    hash: hashOf(token),
    kind: 'setup',
    agent: o.agent,
    parent: null,
    createdAt: o.now,
    expiresAt: o.now + linkLifetimeMs,
  });
  return `${o.url}/console/#setup=${token}`;
}

/** Whether somebody can administer this relay: an enabled owner. One without a password has a link of his own. */
export async function hasOwner(store: Store): Promise<boolean> {
  return (await store.agents()).some((agent) => agent.role === 'owner' && !agent.disabled);
}
