// A chat whose visitor has left an address, over a way out for mail that does as it is told.
import type { Ev } from '@rapport/protocol';
import { createFakePost, type FakePost } from './fake-post.ts';
import { type Client, chat, createWorld, shopOrigin, type World } from './world.ts';

export const second = 1_000;
export const minute: number = 60 * second;
export const hour: number = 60 * minute;

export interface Scene {
  readonly world: World;
  readonly post: FakePost;
  readonly visitor: Client;
  readonly agent: Client;
}

/** A chat under way with a visitor who has left an address. */
export async function scene(o: { profile?: object; limits?: object; mail?: null } = {}): Promise<Scene> {
  const post = createFakePost();
  const world = await createWorld({ mail: o.mail === undefined ? post : null, limits: o.limits ?? {} });
  const { visitor, agent } = await chat(world);
  await visitor.ask('any', 'profile', {
    name: 'Ann',
    email: 'ann@example.com',
    lang: 'en-GB',
    page: { url: `${shopOrigin}/cart?utm_source=x`, title: 'Cart' },
    ...o.profile,
  });
  return { world, post, visitor, agent };
}

export async function leave({ visitor, world }: Pick<Scene, 'visitor' | 'world'>): Promise<void> {
  visitor.drop();
  visitor.port.closed();
  await world.clock.settle();
}

export const comeBack = ({ world, visitor }: Scene): Promise<Client> =>
  world.visitor({ tok: visitor.welcome.tok as string });
export const mailed = async ({ store }: World, conv = 'conv1'): Promise<unknown[]> =>
  (await store.events(conv, 'notes', 0, 100)).filter((ev: Ev) => ev.k === 'mailed').map((ev) => [ev.a, ev.d]);
export const say = (agent: Client, text: string, conv = 'conv1'): Promise<unknown> =>
  agent.ask(conv, 'message', { text });
