// Who could answer now: agents with a live socket who are available, for a site, a team, a language, in its hours (P4).
import type { ActorId } from '@rapport/protocol';
import type { AgentHere, Hub } from './hub.ts';
import type { Clock } from './ports.ts';
import { type Opening, openingOf } from './queue/opening.ts';
import type { Roster } from './roster.ts';
import type { SiteSettings } from './settings/site-settings.ts';
import type { Sites } from './sites.ts';

export interface Duty {
  /** Available, in the order in which they came. */
  available(): readonly AgentHere[];
  /** Has a live socket, and is not away. */
  isHere(agent: ActorId): boolean;
  /** Whether chat is live there now: it is open, and somebody could take it. */
  canAnswer(site: string, team?: string, lang?: string): boolean;
  /** Of the team, if it keeps hours of its own; else of the site. */
  opening(site: string, team?: string): Opening;
  /** How many conversations this agent takes at once. */
  capacity(agent: ActorId): number;
}

export interface DutyPorts {
  readonly hub: Hub;
  readonly clock: Clock;
  readonly sites: Sites;
  readonly roster: Roster;
}

export function createDuty({ hub, clock, sites, roster }: DutyPorts): Duty {
  const available = (): readonly AgentHere[] => [...hub.agents()].filter(({ presence }) => presence === 'available');

  function serves(agent: ActorId, team: string | undefined, lang: string | undefined, settings: SiteSettings): boolean {
    const { teams = [], langs = [] } = roster.get(agent) ?? {};
    const isOfTeam = !team || teams.includes(team) || (!!settings.overflow && teams.includes(settings.overflow.team));
    return isOfTeam && (!lang || langs.length === 0 || langs.includes(lang));
  }

  function opening(site: string, team?: string): Opening {
    const { hours, teams } = sites.settings(site);
    const own = team ? teams.find(({ key }) => key === team)?.hours : null;
    return openingOf(own ?? hours, clock.now());
  }

  return {
    available,
    opening,
    isHere: (agent) => (hub.agent(agent)?.presence ?? 'away') !== 'away',
    canAnswer: (site, team, lang) => {
      if (!opening(site, team).isOpen) return false;
      const settings = sites.settings(site);
      const wanted = sites.teamOf({ site, team });
      for (const { id, presence } of hub.agents())
        if (presence === 'available' && serves(id, wanted, lang, settings)) return true;
      return false;
    },
    capacity: (agent) => roster.get(agent)?.capacity ?? sites.capacity,
  };
}
