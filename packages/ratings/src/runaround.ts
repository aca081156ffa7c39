// How often people are passed around (F19). Pure.
import { assertCount, type Share, shareOf } from './share.ts';

export interface Owner {
  readonly agent: string;
  readonly team: string;
}

export interface Handoffs {
  /** Changes of agent or team after the first reply of a person. */
  readonly handoffs: number;
  /** Whether it came back to an agent or a team that had it before. */
  readonly bounced: boolean;
}

/**
 * F19: the handoffs of one session. A handoff is a change of ownership between people or teams after the first reply of a person; a
 * consult, a lead who listens, and the way from the queue to the first agent are none. A bounce is a return to an earlier owner or team.
 *
 * @param owners who owned the session in order, from whoever replied first; the same one twice in a row is no change
 */
export function handoffsOf(owners: readonly Owner[]): Handoffs {
  const changes = owners.filter(({ agent, team }, at) => {
    const before = owners[at - 1];
    return before && (before.agent !== agent || before.team !== team);
  });
  const returns = (of: (owner: Owner) => string): boolean => {
    const stays = owners.map(of).filter((name, at, all) => name !== all[at - 1]);
    return new Set(stays).size < stays.length;
  };
  return { handoffs: changes.length, bounced: returns(({ agent }) => agent) || returns(({ team }) => team) };
}

export interface Outcome {
  readonly handoffs: number;
  /** What the visitor said; null: nothing. */
  readonly resolved: 'yes' | 'partly' | 'no' | 'unknown' | null;
  /** Whether this visitor began another session within seven days. Not known before they have passed. */
  readonly returnedWithin7Days: boolean;
}

/** F19: whether one session was enough: one owner, not called unsolved, and no new session by that visitor within seven days. */
export function isOneStop({ handoffs, resolved, returnedWithin7Days }: Outcome): boolean {
  return handoffs === 0 && resolved !== 'no' && !returnedWithin7Days;
}

export interface RunaroundCounts {
  /** Sessions by number of handoffs: index 0 none, 1 one; the last may mean "so many or more". */
  readonly byHandoffs: readonly number[];
  readonly bounced: number;
  readonly oneStop: number;
}

export interface Runaround {
  readonly n: number;
  /** At least one handoff. */
  readonly handoffRate: Share;
  /** At least two. */
  readonly runaroundRate: Share;
  readonly bounceRate: Share;
  readonly oneStop: Share;
}

/**
 * F19: #≥1/n, #≥2/n, bounced/n and one-stop/n. A mean of handoffs is not shown. Satisfaction by none, one and more handoffs is
 * `csat` of each group.
 *
 * @throws RangeError when a count is not a whole number, or exceeds the sessions
 */
export function runaround({ byHandoffs, bounced, oneStop }: RunaroundCounts): Runaround {
  for (const [handoffs, count] of byHandoffs.entries()) assertCount(`byHandoffs[${handoffs}]`, count);
  const from = (least: number): number => byHandoffs.slice(least).reduce((sum, count) => sum + count, 0);
  const n = from(0);
  return {
    n,
    handoffRate: shareOf(from(1), n),
    runaroundRate: shareOf(from(2), n),
    bounceRate: shareOf(bounced, n),
    oneStop: shareOf(oneStop, n),
  };
}
