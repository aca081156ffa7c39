// Who would answer now, told to visitors, and who is here with how much to do, told to colleagues: live sockets, never a wish (P4).
// Both are level-triggered, and told when they have changed.
import type { Here, StaffMember } from '@rapport/protocol';
import type { Duty } from './duty.ts';
import type { Hub } from './hub.ts';
import { createPaced } from './paced.ts';
import type { Peer } from './peer.ts';
import type { Clock } from './ports.ts';
import type { Waits } from './queue/waits.ts';
import type { RelayLimits } from './relay-limits.ts';
import type { Roster } from './roster.ts';
import type { Sites } from './sites.ts';

export interface Staff {
  /** For the visitors of one site, as they were told; without one: now. */
  here(site?: string): Here;
  /** To be called after an agent came, went or chose, and when hours or waits are not as they were. */
  changed(): void;
  /** An agent has more or less to do. */
  loadChanged(): void;
  greet(peer: Peer): void;
  stop(): void;
}

export interface StaffPorts {
  readonly hub: Hub;
  readonly clock: Clock;
  readonly limits: Pick<RelayLimits, 'hereEveryMs' | 'staffEveryMs'>;
  readonly sites: Sites;
  readonly roster: Roster;
  readonly duty: Duty;
  readonly waits: Waits;
  readonly load: (agent: string) => number;
  /** A site or a team has opened or closed. */
  readonly hoursPassed: () => void;
}

const namesShown = 3;
/** Colleagues are told of each other: a house of a thousand hears it less often. */
const perColleagueMs = 10;
/** Hours are looked at again after this, at the latest. */
const longestMs = 3_600_000;

export function createStaff(ports: StaffPorts): Staff {
  const { hub, clock, limits, sites, roster, duty, waits } = ports;
  const told = new Map<string, { readonly here: Here; readonly text: string }>();
  let colleagues: string | null = null;
  let cancelHours = (): void => {};

  const toVisitors = createPaced(clock, () => limits.hereEveryMs, tellVisitors);
  const toStaff = createPaced(
    clock,
    () => Math.max(limits.staffEveryMs, perColleagueMs * [...hub.agents()].length),
    tellStaff,
  );

  function present(): Here {
    const available = duty.available();
    return { n: available.length, names: available.slice(0, namesShown).map((agent) => agent.name) };
  }

  function at(site: string, here: Here): Here {
    const { hours, promise } = sites.settings(site);
    const { isOpen, opensAt } = duty.opening(site);
    const isLive = here.n > 0 && isOpen;
    const wait = promise && isLive ? waits.estimate(site, '', clock.now()) : null;
    return {
      ...here,
      ...(hours && { open: isLive ? 1 : 0 }),
      ...(!isOpen && opensAt !== null && { opensAt }),
      ...(wait && { wait }),
    };
  }

  /** What visitors of `site` know from now on. */
  function note(site: string, available = present()): { readonly here: Here; readonly text: string } {
    const here = at(site, available);
    const now = { here, text: JSON.stringify({ t: 'here', ...here }) };
    told.set(site, now);
    return now;
  }

  function tellVisitors(): void {
    const news = new Map<string, string>();
    const available = present();
    for (const [site, before] of told) {
      const { text } = note(site, available);
      if (text !== before.text) news.set(site, text);
    }
    if (news.size > 0)
      for (const { who, wire } of hub.visitorPeers()) {
        const text = who.role === 'v' && news.get(who.site.key);
        if (text) wire.send(text);
      }
    watchHours();
  }

  /** Comes back when the next site or team opens or closes. */
  function watchHours(): void {
    cancelHours();
    const now = clock.now();
    let next = Number.POSITIVE_INFINITY;
    for (const { key } of sites.all()) {
      next = Math.min(next, duty.opening(key).until);
      for (const { key: team } of sites.settings(key).teams) next = Math.min(next, duty.opening(key, team).until);
    }
    if (next === Number.POSITIVE_INFINITY) return;
    cancelHours = clock.setTimer(Math.min(Math.max(next - now, 0), longestMs), () => {
      ports.hoursPassed();
      toVisitors.request();
    });
  }

  const member = ({
    id,
    name,
    presence,
  }: {
    id: string;
    name: string;
    presence: StaffMember['status'];
  }): StaffMember => {
    const { role = 'agent', teams = [], langs = [] } = roster.get(id) ?? {};
    return { id, name, role, status: presence, load: ports.load(id), capacity: duty.capacity(id), teams, langs };
  };

  function tellStaff(): void {
    const text = JSON.stringify({ t: 'staff', e: [...hub.agents()].map(member) });
    if (text === colleagues) return;
    colleagues = text;
    for (const { wire } of hub.agentPeers()) wire.send(text);
  }

  return {
    here: (site) => (site === undefined ? present() : (told.get(site) ?? note(site)).here),
    changed: () => {
      toVisitors.request();
      toStaff.request();
    },
    loadChanged: toStaff.request,
    greet: ({ who, wire }) => {
      if (who.role === 'a' && colleagues !== null) wire.send(colleagues);
    },
    stop: () => {
      toVisitors.stop();
      toStaff.stop();
      cancelHours();
    },
  };
}
