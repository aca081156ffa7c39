// What the relay does by itself goes the way of every command: judged inside the commit, on the state as it is then (L5). So what
// another node has done already, or what was overtaken, is refused and does no harm.
import type { CmdId, ConvId } from '@rapport/protocol';
import type { Unit } from '../store/store.ts';
import type { Committer, Settled } from './committer.ts';
import { system } from './decide-context.ts';
import { decideSystem, type SystemAct } from './decide-system.ts';
import type { Chance, Clock } from './ports.ts';
import type { RelayLimits } from './relay-limits.ts';
import { ratingSecret } from './secret.ts';
import type { Sites } from './sites.ts';

/** `cmd`: of what must stand in the log once, however often it is done. @default another one each time */
export type Act = (conv: ConvId, act: SystemAct, settled: (outcome: Settled) => void, cmd?: CmdId) => void;

export interface ActPorts {
  readonly committer: Committer;
  readonly sites: Sites;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly limits: RelayLimits;
  /** Ratings' secrets are made from it (R2). */
  readonly secret: string;
}

export function createAct({ committer, sites, clock, chance, limits, secret }: ActPorts): Act {
  return (conv, act, settled, cmd = chance.id()) => {
    const now = clock.now();
    const context = {
      cmd,
      now,
      limits,
      settings: sites.settings,
      ratingSecret: (n: number) => ratingSecret(secret, conv, n),
    };
    const decide: Unit['decide'] = (state, others) => decideSystem(state, act, { ...context, others });
    committer.submit({ conv, actor: system, cmd, hash: act.k, now, decide }, settled);
  };
}
