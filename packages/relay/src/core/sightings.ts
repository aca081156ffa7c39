// Where the widget of each site is at work, for the owner who has just put the tag into a page. Nothing waits for it.
import type { Store } from '../store/store.ts';
import type { Log } from './ports.ts';

export interface Sightings {
  /** A visitor has come from this page's origin. */
  saw(site: string, origin: string, now: number): void;
}

/** One write in this time and site, however many come. */
const restMs = 60_000;

export function createSightings(store: Pick<Store, 'seeSite'>, log: Log): Sightings {
  const last = new Map<string, number>();
  return {
    saw: (site, origin, now) => {
      if (Math.abs(now - (last.get(site) ?? -Infinity)) < restMs) return;
      last.set(site, now);
      store.seeSite(site, { origin, at: now }).catch((error: unknown) => {
        last.delete(site);
        log.warn('a sighting was not kept', { site, error: error instanceof Error ? error.name : 'unknown' });
      });
    },
  };
}
