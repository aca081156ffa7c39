// Many visitors at once, each behind a bad network of its own, and one relay: what their networks do to them, and what is left of it.
import { ok, strictEqual } from 'node:assert/strict';
import { inHouse, mebibytes, metric, peakBytes } from './house.ts';
import { fastClock, hurry, type Load } from './load.ts';
import { type BadNetwork, type Plan, startBadNetwork } from './proxy.ts';
import type { Verdict } from './verdict.ts';

export interface NetworkOptions {
  /** One visitor each, whose connections have this plan until it was carried out `times` times; those after them are good. */
  readonly plans: readonly Plan[];
  /** @default 2 */
  readonly times?: number;
  /** What each visitor says at least. */
  readonly messages: number;
  /** How much faster than people's the clocks of the clients run. @default 1 */
  readonly speed?: number;
  /** Of the relay. @default as people have it */
  readonly heartbeatMs?: number;
}

export interface Network extends Verdict {
  readonly connections: number;
  readonly struck: number;
  readonly frames: number;
  readonly peakBytes: number;
}

export async function liveBehind({
  plans,
  times = 2,
  messages,
  speed = 1,
  heartbeatMs,
}: NetworkOptions): Promise<Network> {
  const networks: BadNetwork[] = [];
  try {
    // The relay's port is known only when it runs, and the networks only then.
    const ports: { relay: number } = { relay: 0 };
    for (const plan of plans)
      networks.push(
        await startBadNetwork(
          () => ports.relay,
          (n, struck) => ((strikes(plan) ? struck : n) < times ? plan : { does: 'nothing' }),
        ),
      );
    const limits = { socketsPerAddress: 1_000, ...(heartbeatMs === undefined ? {} : { heartbeatMs }) };
    const load = {
      visitors: plans.length,
      // About as much to do for the relay, however many they are.
      pauseMs: plans.length,
      platform: { ...hurry, ...fastClock(speed) },
      visitorUrl: (at: number): string => networks[at]?.url ?? '',
    };
    return await inHouse({ limits, load, onRelay: ({ port }) => void (ports.relay = port) }, async (house) => {
      await house.load.eachMore(messages);
      await everyPlanStruck(networks, plans, house.load);
      const verdict = await house.judge();
      strictEqual(verdict.open, 0);
      await noSocketIsLeft(house.relay.url, plans.length + house.load.agents.length);
      const sum = (of: (network: BadNetwork) => number): number =>
        networks.reduce((all, network) => all + of(network), 0);
      return {
        ...verdict,
        connections: sum((network) => network.connections),
        struck: sum((network) => network.struck),
        frames: sum((network) => network.frames),
        peakBytes: peakBytes(house.relay.pid),
      };
    });
  } finally {
    for (const network of networks) await network.close();
  }
}

/** Whether there is an instant at which it is carried out. */
const strikes = ({ does }: Plan): boolean => does !== 'delay' && does !== 'crumble' && does !== 'nothing';

/** A fault that never came proves nothing. */
async function everyPlanStruck(networks: readonly BadNetwork[], plans: readonly Plan[], load: Load): Promise<void> {
  for (const [n, plan] of plans.entries())
    for (let tries = 0; strikes(plan) && networks[n]?.struck === 0; tries += 1) {
      ok(tries < 1_000, `the plan "${JSON.stringify(plan)}" was never carried out`);
      await load.moreAcks(plans.length);
    }
}

/** P1: the relay notices every dead connection by itself. */
async function noSocketIsLeft(url: string, living: number): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const sockets = await metric(url, 'rapport_sockets_all');
    if (sockets === living) return;
    ok(tries < 600, `${sockets} sockets are left of ${living} living ones`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export const describeNetwork = (network: Network): string =>
  `${network.connections} connections, ${network.struck} cut or silenced, ${network.frames} frames, ${network.acks} acks, ${network.events} events, relay at most ${mebibytes(network.peakBytes)}`;
