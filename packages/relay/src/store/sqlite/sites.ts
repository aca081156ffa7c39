// The sites, what their owners set for them, and where they were last seen.
import type { IdentityKey } from '../../core/identity/keys.ts';
import type { SiteSettings } from '../../core/settings/site-settings.ts';
import type { SiteRow, Store } from '../store.ts';
import type { Database } from './database.ts';
import type { Transactions } from './transaction.ts';

type Sites = Pick<Store, 'sites' | 'site' | 'putSite' | 'addSite' | 'changeSite' | 'seeSite'>;

export function createSites(db: Database, { write }: Transactions): Sites {
  const all = db.prepare('SELECT * FROM site ORDER BY key');
  const byKey = db.prepare('SELECT * FROM site WHERE key = ?');
  const put = db.prepare(
    `INSERT INTO site (key, name, origins, native, disabled, settings, keys) VALUES (?1,?2,?3,?4,?5,?6,?7)
     ON CONFLICT (key) DO UPDATE SET name = ?2, origins = ?3, native = ?4, disabled = ?5, settings = ?6, keys = ?7`,
  );
  const see = db.prepare('UPDATE site SET seen_origin = ?, seen_at = ? WHERE key = ?');

  const putNow = ({ key, name, origins, native, disabled, settings, keys }: SiteRow): void =>
    void put.run(
      key,
      name,
      JSON.stringify(origins),
      Number(native),
      Number(disabled),
      settings ? JSON.stringify(settings) : null,
      keys?.length ? JSON.stringify(keys) : null,
    );

  return {
    sites: async () =>
      all
        .all()
        .map(siteOf)
        .filter((row) => row !== null),
    site: async (key) => siteOf(byKey.get(key)),
    putSite: (row) => write(() => putNow(row)),
    addSite: (row) =>
      write(() => {
        const isNew = !byKey.get(row.key);
        if (isNew) putNow(row);
        return isNew;
      }),
    changeSite: (key, change) =>
      write(() => {
        const row = siteOf(byKey.get(key));
        const changed = row && change(row);
        if (changed) putNow({ ...changed, key });
        return changed && siteOf(byKey.get(key));
      }),
    seeSite: (key, { origin, at }) => write(() => void see.run(origin, at, key)),
  };
}

function siteOf(row: Record<string, unknown> | undefined): SiteRow | null {
  if (!row) return null;
  const { key, name, origins, native, disabled, settings, keys, seen_origin, seen_at } = row as {
    key: string;
    name: string;
    origins: string;
    native: number;
    disabled: number;
    settings: string | null;
    keys: string | null;
    seen_origin: string | null;
    seen_at: number | null;
  };
  return {
    key,
    name,
    origins: JSON.parse(origins) as string[],
    native: native === 1,
    disabled: disabled === 1,
    ...(settings === null ? {} : { settings: JSON.parse(settings) as Partial<SiteSettings> }),
    ...(keys === null ? {} : { keys: JSON.parse(keys) as IdentityKey[] }),
    ...(seen_origin === null || seen_at === null ? {} : { seen: { origin: seen_origin, at: seen_at } }),
  };
}
