// What the people in a report are called: nobody should have to know who an id is, least of all of somebody who has left.
import type { ActorId, Report } from '@rapport/protocol';
import type { Store } from '../store/store.ts';

/** Of everybody who ever answered: nobody is ever taken out of the store. */
export async function namesOf(store: Pick<Store, 'agents'>): Promise<ReadonlyMap<ActorId, string>> {
  return new Map((await store.agents()).map(({ id, name }) => [id, name]));
}

export function peopleIn(
  { tables, lists }: Pick<Report, 'tables' | 'lists'>,
  names: ReadonlyMap<ActorId, string>,
): Readonly<Record<ActorId, string>> {
  const ids = new Set<ActorId>();
  for (const { columns, rows } of tables)
    for (const [at, { kind }] of columns.entries()) {
      if (kind !== 'agent') continue;
      for (const { [at]: id } of rows) if (typeof id === 'string') ids.add(id);
    }
  for (const { lines } of lists) for (const { agents } of lines) for (const id of agents) ids.add(id);
  return Object.fromEntries(
    [...ids].flatMap((id) => {
      const name = names.get(id);
      return name === undefined ? [] : [[id, name]];
    }),
  );
}
