// A world whose shop has settings, for the tests of the desk: and short ways to say what they say often.
import type { SiteSettings } from '../core/settings/site-settings.ts';
import type { AgentRow } from '../store/store.ts';
import { agentRow, type Client, createWorld, site, type World } from './world.ts';

export async function createShop(
  settings: Partial<SiteSettings> = {},
  o: Parameters<typeof createWorld>[0] = {},
): Promise<World> {
  const world = await createWorld(o);
  await world.store.putSite({ ...site, settings });
  await world.relay.siteChanged(site.key);
  return world;
}

export async function hire(world: World, id: string, more: Partial<AgentRow> = {}): Promise<void> {
  await world.store.putAgent({ ...agentRow(id, id), ...more });
  await world.relay.agentChanged(id);
}

/** A visitor who has begun conversation `c`. */
export async function caller(world: World, c: string, asked: { team?: string; lang?: string } = {}): Promise<Client> {
  const visitor = await world.visitor();
  await visitor.ask(c, 'open', { text: `I am ${c}`, ...asked });
  await world.clock.settle();
  return visitor;
}

/** What stands offered, in the order in which it was. */
export function offers(client: Client): string[] {
  const standing = new Set<string>();
  for (const { c, until } of client.all('offer')) {
    standing.delete(c);
    if (until > 0) standing.add(c);
  }
  return [...standing];
}

/** Kinds of the events of a stream, in order. */
export async function kinds(
  world: World,
  conv: string,
  audience: 'main' | 'notes' | 'rating' = 'main',
): Promise<string[]> {
  return (await world.store.events(conv, audience, 0, 999)).map(({ k }) => k);
}

/** A minute, in milliseconds. */
export const minute = 60_000;
