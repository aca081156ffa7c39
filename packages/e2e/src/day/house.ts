// Where the day takes place: a real relay on a clock of its own, with the shop's site and its staff, made over HTTP as an owner does.
import { join } from 'node:path';
import { openSqliteStore, type RelayLimits, type Store } from '@rapport/relay';
import { type Colleague, employ, post } from '../test/colleague.ts';
import { firstOwner } from '../test/owner.ts';
import { startRelay } from '../test/relay.ts';
import { tempDir } from '../test/temp-dir.ts';
import { createDayClock, type DayClock } from './day-clock.ts';
import { createDiary, type Diary } from './diary.ts';
import { type Agent, settings, staff } from './script.ts';

export interface House {
  readonly url: string;
  readonly site: string;
  /** What the log has taken, as it came. */
  readonly diary: Diary;
  readonly clock: DayClock;
  readonly startedAt: number;
  readonly staff: Readonly<Record<Agent, Colleague>>;
  /** Names of teams by their keys. */
  readonly teams: Readonly<Record<string, string>>;
  /** Resolves when the relay has noticed that the socket which `act` ends is gone: on its clock no time passes before. */
  leaving(act: () => unknown): Promise<void>;
  /** A report as the relay gives it to whoever holds `token`. */
  report(path: string, token: string): Promise<unknown>;
  close(): Promise<void>;
}

const site = 'shop';
/** Only as a failure. */
const patienceMs = 30_000;
/** Today, because the clients go by their own clocks: what is open for three days must be open for them, too. */
const startedAt = Date.now();

/** The network is not what is tried here: no heartbeat falls due while hours pass in seconds. */
const patient: Partial<RelayLimits> = { heartbeatMs: 86_400_000, recheckMs: 60_000 };

/** `origin`: of the page that visitors are on, if they are on one. */
export async function openHouse({ origin }: { readonly origin?: string } = {}): Promise<House> {
  const clock = createDayClock(startedAt);
  const dir = tempDir();
  const kept = await openSqliteStore({ path: join(dir.path, 'rapport.db') });
  const diary = createDiary();
  const store: Store = {
    ...kept,
    async commit(units) {
      const outcomes = await kept.commit(units);
      for (const [at, outcome] of outcomes.entries())
        if (outcome.kind === 'committed') diary.write(units[at]?.conv ?? '', outcome.events);
      return outcomes;
    },
  };
  const relay = await startRelay({ clock, store, limits: patient, requestsPerMinute: 100_000, data: dir.path });
  const { url } = relay;

  const { cookie } = await firstOwner(url, relay.setupLink, { name: 'Olga', email: 'olga@shop.example' });
  await post(url, 'sites', cookie, { key: site, name: 'Shop', origins: [origin ?? url], settings });
  return {
    url,
    site,
    diary,
    clock,
    startedAt,
    staff: {
      maria: await employ(url, cookie, staff.maria),
      jon: await employ(url, cookie, staff.jon),
      lena: await employ(url, cookie, staff.lena),
    },
    teams: Object.fromEntries(settings.teams.map(({ key, name }) => [key, name])),
    async leaving(act) {
      const before = relay.relay.stats().sockets;
      const until = performance.now() + patienceMs;
      await act();
      while (relay.relay.stats().sockets >= before) {
        if (performance.now() > until) throw new Error('The relay never noticed.');
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
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
      dir.remove();
    },
  };
}
