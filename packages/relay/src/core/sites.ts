// The sites as they were read last, to be asked inside a commit, where nothing can be waited for. A change saved elsewhere is here
// with the next look.
import type { SiteRow, Store } from '../store/store.ts';
import type { Log } from './ports.ts';
import { problemsOf } from './queue/hours.ts';
import { defaultSettings, type SiteSettings, settingsOf } from './settings/site-settings.ts';
import { type SiteTheme, siteTheme } from './settings/site-theme.ts';

export interface Sites {
  /** The whole settings; the defaults for a site that is not known. */
  settings(key: string): SiteSettings;
  /** Null: the default colours. */
  theme(key: string): SiteTheme | null;
  /** Nobody would ever come to a team that is gone: then anybody may (Q1). */
  teamOf(conversation: { readonly site: string; readonly team?: string | undefined }): string | undefined;
  get(key: string): SiteRow | undefined;
  all(): Iterable<SiteRow>;
  /** Conversations at once of somebody who serves them all: none of them is to have more of him than it wants. */
  readonly capacity: number;
  /** Takes a row just read. */
  offer(row: SiteRow): void;
  /** Reads one again, or all. */
  refresh(key?: string): Promise<void>;
}

interface Known {
  readonly row: SiteRow;
  /** To tell whether anything has changed. */
  readonly text: string;
  readonly settings: SiteSettings;
  readonly theme: SiteTheme | null;
}

/** `changed` is called when a site is not as it was before. */
export function createSites(store: Store, log: Log, changed: (key: string) => void): Sites {
  const known = new Map<string, Known>();
  let capacity: number | null = null;

  function least(): number {
    const enabled = [...known.values()].filter(({ row }) => !row.disabled);
    return Math.min(
      ...(enabled.length > 0 ? enabled.map(({ settings }) => settings.capacity) : [defaultSettings.capacity]),
    );
  }

  function offer(row: SiteRow): void {
    const { seen: _, ...rest } = row;
    const text = JSON.stringify(rest);
    if (known.get(row.key)?.text === text) return;
    const settings = usable(row);
    known.set(row.key, { row, text, settings, theme: siteTheme(settings) });
    capacity = null;
    changed(row.key);
  }

  /** Hours that nobody can read are none: what was stored before they were checked must not end a commit (B6). */
  function usable(row: SiteRow): SiteSettings {
    const settings = settingsOf(row);
    const isBad = (hours: SiteSettings['hours']): boolean => hours !== null && problemsOf(hours).length > 0;
    if (!isBad(settings.hours) && !settings.teams.some((team) => isBad(team.hours))) return settings;
    log.warn('hours cannot be read', { site: row.key });
    const teams = settings.teams.map((team) => (isBad(team.hours) ? { ...team, hours: null } : team));
    return { ...settings, teams, hours: isBad(settings.hours) ? null : settings.hours };
  }

  const settings = (key: string): SiteSettings => known.get(key)?.settings ?? defaultSettings;

  return {
    theme: (key) => known.get(key)?.theme ?? null,
    settings,
    teamOf: ({ site, team }) => settings(site).teams.find(({ key }) => key === team)?.key,
    get: (key) => known.get(key)?.row,
    *all() {
      for (const { row } of known.values()) yield row;
    },
    get capacity() {
      capacity ??= least();
      return capacity;
    },
    offer,
    refresh: async (key) => {
      if (key === undefined) return (await store.sites()).forEach(offer);
      const row = await store.site(key);
      if (row) offer(row);
    },
  };
}
