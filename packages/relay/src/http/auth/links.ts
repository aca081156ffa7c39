// One-time links with which a person sets a first or new password: `…/console/#setup=TOKEN`. The token stands in the
// fragment, which no server, proxy or log ever sees (T2).
import type { AgentRow, Store } from '../../store/store.ts';
import { hashOf, newToken } from './tokens.ts';

const hourMs = 3_600_000;

export const linkLifetimeMs: { readonly setup: number; readonly invite: number; readonly asked: number } = {
  /** Printed or shown to somebody who passes it on now. */
  setup: 24 * hourMs,
  invite: 72 * hourMs,
  /** Mailed to whoever said that he had forgotten his password. */
  asked: hourMs,
};

export interface NewLink {
  /** Own origin of the relay. */
  readonly url: string;
  /** null: the first owner. */
  readonly agent: AgentRow['id'] | null;
  readonly now: number;
  /** @default linkLifetimeMs.setup */
  readonly lifetimeMs?: number;
}

/** Makes the only valid link of an agent: earlier ones stop working. */
export async function newSetupLink(store: Store, o: NewLink): Promise<string> {
  await store.dropSecretsOf(o.agent, 'setup');
  return addSetupLink(store, o);
}

/** One more link: what strangers can ask for must not end the link that an owner gave. All end when one is used. */
export async function addSetupLink(store: Store, o: NewLink): Promise<string> {
  const token = newToken();
  await store.putSecret({
    hash: hashOf(token),
    kind: 'setup',
    agent: o.agent,
    parent: null,
    createdAt: o.now,
    expiresAt: o.now + (o.lifetimeMs ?? linkLifetimeMs.setup),
  });
  return `${o.url}/console/#setup=${token}`;
}

/** Whether somebody can administer this relay: an enabled owner. One without a password has a link of his own. */
export async function hasOwner(store: Store): Promise<boolean> {
  return (await store.agents()).some((agent) => agent.role === 'owner' && !agent.disabled);
}
