// Where the day takes place: a real relay on a clock of its own, with the shop's site and its staff, made over HTTP as an owner does.
import type { RelayLimits, Store } from '@rapport/relay';
import { type Colleague, employ, post } from '../test/colleague.ts';
import { firstOwner } from '../test/owner.ts';
import { startRelay } from '../test/relay.ts';
import { createDayClock, type DayClock } from './day-clock.ts';
import { type Agent, settings, staff } from './script.ts';

export interface House {
  readonly url: string;
  readonly site: string;
  readonly store: Store;
  readonly clock: DayClock;
  readonly startedAt: number;
  readonly staff: Readonly<Record<Agent, Colleague>>;
  /** A report as the relay gives it to whoever holds `token`. */
  report(path: string, token: string): Promise<unknown>;
  close(): Promise<void>;
}

const site = 'shop';
/** Today, because the clients go by their own clocks: what is open for three days must be open for them, too. */
const startedAt = Date.now();

/** The network is not what is tried here: no heartbeat falls due while hours pass in seconds. */
const patient: Partial<RelayLimits> = { heartbeatMs: 86_400_000, recheckMs: 60_000 };

export async function openHouse(): Promise<House> {
  const clock = createDayClock(startedAt);
  const relay = await startRelay({ clock, limits: patient, requestsPerMinute: 100_000 });
  const { url } = relay;

  const { cookie } = await firstOwner(url, relay.setupLink, { name: 'Olga', email: 'olga@shop.example' });
  await post(url, 'sites', cookie, { key: site, name: 'Shop', origins: [url], settings });
  return {
    url,
    site,
    store: relay.store,
    clock,
    startedAt,
    staff: {
      maria: await employ(url, cookie, staff.maria),
      jon: await employ(url, cookie, staff.jon),
      lena: await employ(url, cookie, staff.lena),
    },
    async report(path, token) {
      const response = await fetch(`${url}/v1/reports/${path}`, { headers: { authorization: `Bearer ${token}` } });
      if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
      return await response.json();
    },
    async close() {
      // Whatever waits for the clock would wait for ever.
      const stopped = relay.stop();
      await clock.pass(60_000);
      await stopped;
    },
  };
}
