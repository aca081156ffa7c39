// The agents as they were read last, here or not: who they are, their teams, languages and how much they take at once. To be asked
// inside a commit, where nothing can be waited for.
import type { ActorId } from '@rapport/protocol';
import type { AgentRow, Store } from '../store/store.ts';

/** Without credentials, and without who is here: that is the hub's matter. */
export type Entry = Omit<AgentRow, 'passwordHash' | 'email' | 'presence'>;

export interface Roster {
  get(id: ActorId): Entry | undefined;
  /** Takes a row just read. */
  offer(row: AgentRow): void;
  refresh(id?: ActorId): Promise<void>;
}

/** `changed` is called when an agent is not as he was before. */
export function createRoster(store: Store, changed: () => void): Roster {
  const known = new Map<ActorId, { readonly row: Entry; readonly text: string }>();

  function offer({ passwordHash: _, email: __, presence: ___, ...row }: AgentRow): void {
    const text = JSON.stringify(row);
    const isNew = known.get(row.id)?.text !== text;
    known.set(row.id, { row, text });
    if (isNew) changed();
  }

  return {
    get: (id) => known.get(id)?.row,
    offer,
    refresh: async (id) => {
      if (id === undefined) return (await store.agents()).forEach(offer);
      const row = await store.agent(id);
      if (row) offer(row);
    },
  };
}
