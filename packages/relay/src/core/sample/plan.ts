// What is true of a drawn year: the chances by which its sessions go. `planted` has six facts that the reports must find, `nothing` is
// the same house with none of them. No chance here, only its shares.
import type { Reason } from '@rapport/protocol';

export interface Plan {
  /** Chance that a rating is 4 or 5, before and from `shiftWeek` (counted from 0). */
  readonly satisfied: (who: { readonly team: string; readonly agent: string; readonly week: number }) => number;
  /** How much of a team's work an agent takes, beside the others. */
  readonly share: (team: string, agent: string) => number;
  /** Chance that a promise is kept, and else that it was late rather than never. */
  readonly kept: (weekday: number) => number;
  /** Chance that a chat of this agent ends as spam, and that the question is in its visitor's view. */
  readonly spam: (agent: string) => number;
  readonly shown: (agent: string) => number;
  /** Chance that the reason of a dissatisfied rating is this one; what is left goes to the others alike. */
  readonly reasons: Readonly<Partial<Record<Reason, number>>>;
  /** How often the one visitor rates who never stops. */
  readonly heavyRatings: number;
}

/** In both teams of the shop; those of the partners' site are apart. */
export const shopAgents: readonly string[] = [
  'agent-a',
  'agent-b',
  'agent-c',
  'agent-d',
  'agent-e',
  'agent-f',
  'agent-g',
  'agent-h',
];
export const partnerAgents: readonly string[] = ['agent-p', 'agent-q'];
export const teams: readonly string[] = ['billing', 'general'];

/** Better than B in both teams, worse in all: the hard team is most of A's work, the easy one most of B's. */
export const better = 'agent-a';
export const worse = 'agent-b';
/** Calls chats spam, and ends them when the visitor has gone. */
export const avoider = 'agent-h';
/** The first week of the lower satisfaction, from 0: week 31. */
export const shiftWeek = 30;
export const shift = 0.1;
export const mainReasons = ['lost_time', 'bad_info'] as const;
export const monday = 0;

const hard: Readonly<Record<string, number>> = { [better]: 0.68, [worse]: 0.52 };
const easy: Readonly<Record<string, number>> = { [better]: 0.96, [worse]: 0.84 };

export const planted: Plan = {
  satisfied: ({ team, agent, week }) => {
    const before = team === 'billing' ? (hard[agent] ?? 0.6) : team === 'general' ? (easy[agent] ?? 0.9) : 0.8;
    return week >= shiftWeek ? before - shift : before;
  },
  share: (team, agent) =>
    agent === better ? (team === 'billing' ? 0.85 : 0.15) : agent === worse ? (team === 'billing' ? 0.15 : 0.85) : 0.5,
  kept: (weekday) => (weekday === monday ? 0.65 : 0.93),
  spam: (agent) => (agent === avoider ? 0.08 : 0.005),
  shown: (agent) => (agent === avoider ? 0.45 : 0.85),
  reasons: { lost_time: 0.42, bad_info: 0.29 },
  heavyRatings: 40,
};

export const nothing: Plan = {
  satisfied: () => 0.8,
  share: () => 0.5,
  kept: () => 0.93,
  spam: () => 0.005,
  shown: () => 0.85,
  reasons: {},
  heavyRatings: 0,
};
