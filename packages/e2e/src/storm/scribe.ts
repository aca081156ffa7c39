// A process that writes one line into each of many conversations, as another node would while a relay is down, and ends.
import { openSqliteStore, type Unit } from '@rapport/relay';

export interface Order {
  /** Of the database. */
  readonly path: string;
  readonly text: string;
  readonly convs: readonly string[];
}

const perCommit = 500;

process.once('message', async ({ path, text, convs }: Order) => {
  const line = (conv: string): Unit => ({
    conv,
    actor: 'house',
    cmd: 'restart',
    hash: '',
    now: Date.now(),
    decide: () => ({ ok: true, events: [{ audience: 'main', k: 'message', a: 'house', d: { text }, m: 'restart' }] }),
  });
  const store = await openSqliteStore({ path });
  for (let from = 0; from < convs.length; from += perCommit)
    await store.commit(convs.slice(from, from + perCommit).map(line));
  await store.close();
  process.exit(0);
});
