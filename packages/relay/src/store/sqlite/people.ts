// Visitors, sites, agents and secrets: small rows, read and written one at a time. Nothing of them is cached, so that the CLI may write while the relay runs.
import type { Store } from '../store.ts';
import { createAgents } from './agents.ts';
import type { Database } from './database.ts';
import { createPersons } from './persons.ts';
import { createSecrets } from './secrets.ts';
import { createSites } from './sites.ts';
import type { Transactions } from './transaction.ts';
import { createVisitors } from './visitors.ts';

type Parts =
  | ReturnType<typeof createVisitors>
  | ReturnType<typeof createPersons>
  | ReturnType<typeof createSites>
  | ReturnType<typeof createAgents>
  | ReturnType<typeof createSecrets>;
type NameOf<P> = P extends unknown ? keyof P : never;

export function createPeople(db: Database, transactions: Transactions): Pick<Store, NameOf<Parts>> {
  return {
    ...createVisitors(db, transactions),
    ...createPersons(db, transactions),
    ...createSites(db, transactions),
    ...createAgents(db, transactions),
    ...createSecrets(db, transactions),
  };
}
