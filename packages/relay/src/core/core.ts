// The parts that one relay is made of, as its frame handlers see them.

import type { Store } from '../store/store.ts';
import type { Committer } from './committer.ts';
import type { FrontDesk } from './desk.ts';
import type { Duty } from './duty.ts';
import type { HoldBack } from './hold-back.ts';
import type { Hub } from './hub.ts';
import type { Leases } from './leases.ts';
import type { Origins } from './origins.ts';
import type { Bus, Chance, Clock, Log } from './ports.ts';
import type { Pump } from './pump.ts';
import type { Waits } from './queue/waits.ts';
import type { Quotas } from './quotas.ts';
import type { Recovery } from './recovery/recovery.ts';
import type { RelayLimits } from './relay-limits.ts';
import type { Roster } from './roster.ts';
import type { Rows } from './rows.ts';
import type { Sightings } from './sightings.ts';
import type { Sites } from './sites.ts';
import type { Staff } from './staff.ts';
import type { Sums } from './sums.ts';

export interface Core {
  readonly store: Store;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  readonly limits: RelayLimits;
  /** Ratings' secrets are made from it (R2). It never leaves. */
  readonly secret: string;
  readonly committer: Committer;
  readonly rows: Rows;
  readonly hub: Hub;
  readonly pump: Pump;
  readonly sums: Sums;
  readonly holdBack: HoldBack;
  readonly staff: Staff;
  readonly sites: Sites;
  readonly sightings: Sightings;
  readonly roster: Roster;
  readonly duty: Duty;
  readonly leases: Leases;
  readonly waits: Waits;
  readonly desk: FrontDesk;
  readonly recovery: Recovery;
  /** Sites and agents have been read. Rejects with the store's trouble, and then tries again when asked again. */
  ready(): Promise<void>;
  readonly origins: Origins;
  readonly quotas: Quotas;
  /** There is a mail server. */
  readonly canMail: boolean;
  /** Counts revocations: an authentication that began before one is judged again (T7). */
  revocations: number;
  /** X3: no new work. */
  draining: boolean;
  /** Commands taken in. */
  commands: number;
}
