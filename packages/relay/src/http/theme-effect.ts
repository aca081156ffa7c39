// What a theme has changed: the share of the dissatisfied who name its reason, before it was decided and since it was done (F4).
import type { Figure, Reason } from '@rapport/protocol';
import type { Counted } from '@rapport/ratings';
import { shareFigure } from '../core/reports/figure.ts';
import type { ThemeRow } from '../store/improve.ts';
import type { Store } from '../store/store.ts';

/** As long before as after, at most. */
const spanMs = 90 * 86_400_000;

/** null: it is about no reason, or not done. */
export async function effectOf(
  store: Pick<Store, 'report'>,
  { code, createdAt, doneAt, site }: ThemeRow,
  now: number,
): Promise<Figure | null> {
  if (code === null || doneAt === null) return null;
  const of = (from: number, to: number): Promise<Counted> => namingOf(store, code, { from, to, site, now });
  const [before, after] = [await of(createdAt - spanMs, createdAt), await of(doneAt, Math.min(now, doneAt + spanMs))];
  return shareFigure(code, 'F18', after, { before });
}

async function namingOf(
  store: Pick<Store, 'report'>,
  reason: Reason,
  {
    site,
    ...period
  }: { readonly from: number; readonly to: number; readonly now: number; readonly site: string | null },
): Promise<Counted> {
  const asked = { ...period, zone: 'UTC', reason, ...(site === null ? {} : { site }) };
  const found = (await store.report('reasons', asked)).figures.find(({ id }) => id === reason);
  return { count: found?.count ?? 0, n: found?.n ?? 0 };
}
