// A chat that has ended badly, over a relay on a clock that stands still: for the tests of recovery.
import type { Rating, ServerFrame } from '@rapport/protocol';
import type { Actor } from '../core/decide-context.ts';
import type { CaseView } from '../core/recovery/case-view.ts';
import type { CaseAct } from '../core/recovery/decide-case.ts';
import type { CaseAnswer } from '../core/recovery/recovery.ts';
import type { SiteSettings } from '../core/settings/site-settings.ts';
import { type Client, chat, createWorld, type World } from './world.ts';

export const maria: Actor = { id: 'maria', name: 'Maria', role: 'a', agentRole: 'agent' };
export const ben: Actor = { id: 'ben', name: 'Ben', role: 'a', agentRole: 'agent' };
export const lea: Actor = { id: 'lea', name: 'Lea', role: 'a', agentRole: 'lead' };

export interface Unhappy {
  readonly world: World;
  readonly visitor: Client;
  readonly agent: Client;
  rate(rating: Rating, n?: number): Promise<void>;
  /** Open cases as `by` sees them. */
  cases(by?: Actor, state?: 'open' | 'closed'): Promise<readonly CaseView[]>;
  act(act: CaseAct, by?: Actor): Promise<CaseAnswer>;
  events(): Promise<readonly string[]>;
}

/** Nobody's pulse is taken for days: thousands of them would be. */
export const quiet = { heartbeatMs: 365 * 86_400_000, recheckMs: 365 * 86_400_000 } as const;

export async function set(world: World, settings: Partial<SiteSettings>): Promise<void> {
  await world.store.changeSite('shop', (row) => ({ ...row, settings: { ...row.settings, ...settings } }));
  await world.relay.siteChanged('shop');
}

/** Answered and ended, asked for a rating, with nothing drawn by lot. */
export async function ended(
  o: { settings?: Partial<SiteSettings>; world?: Parameters<typeof createWorld>[0] } = {},
): Promise<Unhappy> {
  const world = await createWorld({ limits: quiet, ...o.world });
  await set(world, { guess: 0, extra: { expect: 0, nps: 0, ces: 0 }, ...o.settings });
  const { visitor, agent } = await chat(world);
  await visitor.ask('any', 'profile', { name: 'Ann', email: 'ann@example.com' });
  await agent.ask('conv1', 'message', { text: 'No.' });
  await agent.ask('conv1', 'close', {});
  await world.clock.settle();
  return unhappy(world, visitor, agent);
}

export function unhappy(world: World, visitor: Client, agent: Client): Unhappy {
  const { cases: desk } = world.relay;
  return {
    ...{ world, visitor, agent },
    rate: async (rating, n = 1) => {
      const isOurs = (frame: ServerFrame): boolean => frame.t === 'inv' && frame.n === n;
      const { secret } = await visitor.until('inv', isOurs);
      const answer = await visitor.ask('conv1', 'rate', { n, secret, ...rating });
      if (answer.t !== 'ack') throw new Error(`not rated: ${answer.code}`);
      await world.clock.settle();
    },
    cases: async (by = maria, state = 'open') => (await desk.list({ state, limit: 50 }, by.id)).cases,
    act: async (act, by = maria) => {
      const [row] = [...(await world.store.openCases(1)), ...(await world.store.closedCases(1))];
      const answer = await desk.act(row?.id ?? 'none', act, by);
      await world.clock.settle();
      return answer;
    },
    events: async () => {
      const [row] = [...(await world.store.openCases(1)), ...(await world.store.closedCases(1))];
      return (await world.store.caseEvents(row?.id ?? 'none')).map(({ kind }) => kind);
    },
  };
}
