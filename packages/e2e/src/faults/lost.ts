// How many acknowledgements a database does not keep, once the power is back.
import { openSqliteStore } from '@rapport/relay';

export interface Acknowledged {
  readonly stream: string;
  readonly cmd: string;
  readonly seq: number;
}

export async function lostIn(database: string, acked: readonly Acknowledged[]): Promise<number> {
  // Without a sync not even the tables need be whole: what cannot be opened has nothing.
  const store = await openSqliteStore({ path: database }).catch(() => null);
  if (!store) return acked.length;
  try {
    let lost = 0;
    for (const { stream, cmd, seq } of acked)
      if ((await store.events(stream, 'main', seq - 1, 1))[0]?.m !== cmd) lost += 1;
    return lost;
  } finally {
    await store.close();
  }
}
