// The parts of a core, put together. Some of them tell each other of changes: those are bound here, and nowhere else.
import type { Store } from '../store/store.ts';
import { createCommitter } from './committer.ts';
import type { Core } from './core.ts';
import { createCryptoChance } from './crypto-chance.ts';
import { createDesk } from './desk.ts';
import { createDuty } from './duty.ts';
import { createHoldBack, withholdingOf } from './hold-back.ts';
import { createHub } from './hub.ts';
import { createLeases } from './leases.ts';
import type { MailTransport } from './mail/mailer.ts';
import { createMemoryBus } from './memory-bus.ts';
import { release } from './moves.ts';
import { createOffers } from './offers.ts';
import { createOrigins } from './origins.ts';
import type { Bus, Chance, Checkpoint, Clock, Log } from './ports.ts';
import { missed } from './presence-command.ts';
import { createPump } from './pump.ts';
import { createWaits } from './queue/waits.ts';
import { createQuotas } from './quotas.ts';
import { createRecovery } from './recovery/recovery.ts';
import { defaultLimits, type RelayLimits } from './relay-limits.ts';
import { createRoster } from './roster.ts';
import { createRows } from './rows.ts';
import { createSightings } from './sightings.ts';
import { createSites } from './sites.ts';
import { createStaff } from './staff.ts';
import { createSums } from './sums.ts';
import { createAct } from './system-acts.ts';
import { createSystemClock } from './system-clock.ts';

export interface CoreOptions {
  readonly store: Store;
  /** At least 32 bytes. Ratings' secrets are made from it. */
  readonly secret: string;
  /** For example `http://127.0.0.1:7420`. */
  readonly ownOrigin: string;
  /** @default a bus in memory: this relay runs alone */
  readonly bus?: Bus;
  readonly clock?: Clock;
  readonly chance?: Chance;
  /** @default silent */
  readonly log?: Log;
  readonly limits?: Partial<RelayLimits>;
  /** The way out for mail. Null: there is none, and the staff is told so where a mail would have gone. @default as if nobody had left an address */
  readonly mail?: MailTransport | null;
  /** Tests only. */
  readonly checkpoint?: (at: Checkpoint) => void;
}

const quiet: Log = { info: () => {}, warn: () => {}, error: () => {} };

export function assemble(o: CoreOptions): Core {
  const {
    store,
    secret,
    log = quiet,
    clock = createSystemClock(),
    chance = createCryptoChance(),
    bus = createMemoryBus(),
  } = o;
  const limits = { ...defaultLimits, ...o.limits };
  const hub = createHub();
  const rows = createRows(store);
  const committer = createCommitter({ store, bus, clock, log, checkpoint: o.checkpoint ?? (() => {}) });
  const changed = (): void => {
    core.staff.changed();
    core.desk.changed();
  };
  const sites = createSites(store, log, changed);
  const roster = createRoster(store, changed);
  const duty = createDuty({ hub, clock, sites, roster });
  const waits = createWaits();
  const leases = createLeases(clock, limits, (agent) => core.desk.absent(agent));
  const ready = once(async () => {
    await Promise.all([sites.refresh(), roster.refresh()]);
  });
  const desk = createDesk({
    ...{ store, hub, rows, clock, limits, log, sites, roster, duty, leases, waits, ready },
    offers: createOffers(hub),
    act: createAct({ committer, sites, clock, chance, limits, secret }),
    loadChanged: () => core.staff.loadChanged(),
    waitsChanged: () => core.staff.changed(),
    missed: (agent) => {
      missed(core, agent).catch((error: unknown) =>
        log.warn('a presence was not kept', { error: error instanceof Error ? error.name : 'unknown' }),
      );
    },
  });
  const holdBack = createHoldBack(clock, (conv, agent) => {
    release(core, conv, agent).catch((error: unknown) =>
      log.warn('a rating was not told', { error: error instanceof Error ? error.name : 'unknown' }),
    );
  });
  const staff = createStaff({
    ...{ hub, clock, limits, sites, roster, duty, waits },
    load: desk.load,
    hoursPassed: desk.changed,
  });
  const rest: Omit<Core, 'recovery'> = {
    ...{ store, bus, clock, chance, log, limits, secret, hub, rows, committer },
    ...{ sites, roster, duty, waits, leases, desk, staff, ready },
    sightings: createSightings(store, log),
    holdBack,
    pump: createPump(store, limits, log, withholdingOf(holdBack, rows)),
    sums: createSums({ hub, rows, clock, limits, log, holdBack }),
    origins: createOrigins(store, clock, o.ownOrigin, limits.recheckMs),
    quotas: createQuotas(limits),
    canMail: Boolean(o.mail),
    revocations: 0,
    draining: false,
    commands: 0,
  };
  const core: Core = { ...rest, recovery: createRecovery(rest) };
  return core;
}

/** `load` until it has succeeded, once. */
function once(load: () => Promise<void>): () => Promise<void> {
  let loading: Promise<void> | null = null;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
}
