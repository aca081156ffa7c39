// What themes have changed: the share of the dissatisfied who name their reason, before each was decided and since it was done (F4).
import type { ActorId, Figure } from '@rapport/protocol';
import { shareFigure } from '../core/reports/figure.ts';
import type { Naming } from '../core/reports/naming.ts';
import type { ThemeRow } from '../store/improve.ts';
import type { Store } from '../store/store.ts';

/** As long before as after, at most. */
const spanMs = 90 * 86_400_000;

/** By the ids of those that are about a reason, and done. All are counted in one walk, however many there are. */
export async function effectsOf(
  store: Pick<Store, 'naming'>,
  themes: readonly ThemeRow[],
  { reader, now }: { readonly reader: ActorId; readonly now: number },
): Promise<ReadonlyMap<string, Figure>> {
  const done = themes.flatMap(({ id, code, createdAt, doneAt, site }) => {
    if (code === null || doneAt === null) return [];
    const of = (from: number, to: number): Naming => ({ reason: code, from, to, site });
    return [{ id, code, of: [of(createdAt - spanMs, createdAt), of(doneAt, Math.min(now, doneAt + spanMs))] }];
  });
  if (done.length === 0) return new Map();
  const counts = await store.naming({ of: done.flatMap(({ of }) => of), reader, now });
  const none = { count: 0, n: 0 };
  return new Map(
    done.map(({ id, code }, at) => {
      const [before = none, after = none] = counts.slice(2 * at, 2 * at + 2);
      return [id, shareFigure(code, 'F18', after, { before })];
    }),
  );
}
