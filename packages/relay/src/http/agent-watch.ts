// Notices within seconds what another process (the CLI) did to an agent, and ends what the agent has open (T7).
import type { Relay } from '../relay.ts';
import type { AgentRow, Store } from '../store/store.ts';

/** Ids whose sockets must go: disabled, removed, or with another password than before. Pure. */
export function revokedBetween(before: ReadonlyMap<string, AgentRow>, after: ReadonlyMap<string, AgentRow>): string[] {
  return [...before.values()]
    .filter((was) => {
      const is = after.get(was.id);
      return !is || (is.disabled && !was.disabled) || (is.passwordHash !== was.passwordHash && was.passwordHash !== '');
    })
    .map(({ id }) => id);
}

/** Looks every `everyMs`. Returns the function that stops it. */
export function watchAgents(store: Pick<Store, 'agents'>, relay: Pick<Relay, 'revoke'>, everyMs = 2_000): () => void {
  let known: ReadonlyMap<string, AgentRow> | null = null;
  let looking = false;
  const look = async (): Promise<void> => {
    const agents = new Map((await store.agents()).map((agent) => [agent.id, agent]));
    if (known) for (const agent of revokedBetween(known, agents)) relay.revoke({ agent });
    known = agents;
  };
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    // A store that cannot be read now will be asked again; its failure shows wherever it matters.
    look()
      .catch(() => undefined)
      .finally(() => {
        looking = false;
      });
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
