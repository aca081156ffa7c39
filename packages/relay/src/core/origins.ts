// Which origins may open a socket at all (H3), and which may use which site (H4). Exact text, never a prefix or a suffix.
import type { SiteRow, Store } from '../store/store.ts';
import type { Clock } from './ports.ts';

export interface Origins {
  /** H3: an absent origin is judged after `hello`, when the site is known. */
  mayOpen(origin: string | null): Promise<boolean>;
  /** H4 */
  maySite(origin: string | null, site: SiteRow): boolean;
  /** The staff's sockets come from the console, or from a program that has no origin. */
  mayStaff(origin: string | null): boolean;
}

/** H4, pure: also asked for what a page fetches. */
export function maySite(origin: string | null, site: Pick<SiteRow, 'origins' | 'native'>, ownOrigin: string): boolean {
  if (origin === null) return site.native;
  return site.origins.length === 0 ? origin === ownOrigin : site.origins.includes(origin);
}

export function createOrigins(store: Store, clock: Clock, ownOrigin: string, refreshMs: number): Origins {
  let known: ReadonlySet<string> = new Set();
  let readAt = -Infinity;
  let reading: Promise<void> | null = null;

  async function read(): Promise<void> {
    const sites = await store.sites();
    known = new Set(sites.filter((site) => !site.disabled).flatMap((site) => site.origins));
    readAt = clock.now();
  }

  function refresh(): Promise<void> {
    reading ??= read().finally(() => {
      reading = null;
    });
    return reading;
  }

  return {
    mayOpen: async (origin) => {
      if (origin === null || origin === ownOrigin) return true;
      const isFresh = Math.abs(clock.now() - readAt) < refreshMs;
      if (isFresh && known.has(origin)) return true;
      await refresh(); // also on a miss: a site saved a moment ago counts
      return known.has(origin);
    },
    maySite: (origin, site) => maySite(origin, site, ownOrigin),
    mayStaff: (origin) => origin === null || origin === ownOrigin,
  };
}
