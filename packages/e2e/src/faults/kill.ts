// The relay is killed, again and again, while people write: where a crash is most instructive, and at any instant.
import { strictEqual } from 'node:assert/strict';
import type { Checkpoint } from '@rapport/relay';
import { warmRelay } from '../test/relay.ts';
import { freely, inHouse } from './house.ts';
import type { Verdict } from './verdict.ts';

/** `anywhere`: after a random time of at most a quarter of a second under load. */
const points: readonly (Checkpoint | 'anywhere')[] = [
  'before-commit',
  'anywhere',
  'after-commit',
  'anywhere',
  'after-ack',
  'anywhere',
  'after-hint',
  'anywhere',
];

export interface KillOptions {
  readonly kills: number;
  readonly visitors: number;
  readonly fewestAcks: number;
  readonly random: () => number;
}

export interface Killed extends Verdict {
  readonly at: ReadonlyMap<string, number>;
}

export function killAgainAndAgain({ kills, visitors, fewestAcks, random }: KillOptions): Promise<Killed> {
  return inHouse({ load: { visitors } }, async (house) => {
    const { load } = house;
    const { data, port } = house.relay;
    const at = new Map<string, number>();
    for (let kill = 0; kill < kills; kill += 1) {
      const point = points[kill % points.length] as (typeof points)[number];
      const next = warmRelay();
      try {
        await load.moreAcks(20 + Math.floor(random() * 30));
        if (point !== 'anywhere') house.relay.arm(point, 1 + Math.floor(random() * 4));
        else {
          await new Promise((resolve) => setTimeout(resolve, random() * 250));
          await house.relay.kill();
        }
        strictEqual((await house.relay.gone).signal, 'SIGKILL');
        at.set(point, (at.get(point) ?? 0) + 1);
        house.relay = await next.go({ data, port, limits: freely });
      } catch (error) {
        next.discard();
        throw error;
      }
    }
    if (load.acks.length < fewestAcks) await load.moreAcks(fewestAcks - load.acks.length);
    return { ...(await house.judge()), at };
  });
}

export const describeKills = ({ at, acks, events, conversations }: Killed): string =>
  `${[...at.values()].reduce((sum, n) => sum + n, 0)} kills (${[...at].map(([point, n]) => `${point} ${n}`).join(', ')}), ${acks} acks, ${events} events in ${conversations} conversations`;
