// What the teams of all sites are called, by key. Pure.
import type { SiteInfo } from './api.ts';

/** Teams of the same key on several sites are one team of people; the first name stands. */
export function teamNames(sites: ReadonlyMap<string, SiteInfo>): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { teams } of sites.values()) for (const { key, name } of teams) if (!names.has(key)) names.set(key, name);
  return names;
}
