// Whether everybody was asked who could be (F9): by team, by who ended the session, and by who had it at its end. Of people it tells how
// many of their visitors were asked, never what those said.
import type { Cell, Figure, ReportTable } from '@rapport/protocol';
import { controlLimits, ratingsPerPoint, shareOf } from '@rapport/ratings';
import { shareFigure } from './figure.ts';
import type { Selection } from './pick.ts';
import { enders, invitations, type Sessions } from './sessions.ts';
import { type Indexes, partition } from './walks.ts';

/** By the index of each part. */
interface Reached {
  readonly ended: Uint32Array;
  readonly eligible: Uint32Array;
  readonly offered: Uint32Array;
  readonly rated: Uint32Array;
}

const [ineligible, suppressed] = [invitations.indexOf('ineligible'), invitations.indexOf('suppressed')];

interface ReachedIn {
  readonly teams: Reached;
  readonly endedBy: Reached;
  /** By who had it at its end. */
  readonly agents: Reached;
}

/** What became of the question, and whether there is a rating: so many cells for each part. */
const cells = 16;

export function reachedIn(s: Sessions, { rows, spam }: Selection): ReachedIn {
  const { invitation, score, team, endedBy, owner } = s;
  const count = (parts: readonly string[]): Uint32Array => new Uint32Array(parts.length * cells);
  const [teams, ends, agents] = [count(s.names.team), count(enders), count(s.names.agent)];
  for (let at = 0; at < rows.length; at += 1) {
    const i = rows[at] ?? 0;
    const cell = (invitation[i] ?? 0) * 2 + Number((score[i] ?? 0) > 0);
    const inTeam = (team[i] ?? 0) * cells + cell;
    const inEnds = (endedBy[i] ?? 0) * cells + cell;
    const inAgents = (owner[i] ?? 0) * cells + cell;
    teams[inTeam] = (teams[inTeam] ?? 0) + 1;
    ends[inEnds] = (ends[inEnds] ?? 0) + 1;
    agents[inAgents] = (agents[inAgents] ?? 0) + 1;
  }
  return {
    teams: reachedOf(teams, partition(spam, team, s.names.team.length)),
    endedBy: reachedOf(ends, partition(spam, endedBy, enders.length)),
    agents: reachedOf(agents, partition(spam, owner, s.names.agent.length)),
  };
}

/** Spam could have been asked and was not: who ends a session as such leaves it out. */
function reachedOf(counts: Uint32Array, spam: readonly Indexes[]): Reached {
  const inSpam = Uint32Array.from(spam, (own) => own.length);
  const sum = (is: (invitation: number, isRated: boolean) => boolean, more: Uint32Array | null): Uint32Array =>
    inSpam.map((_, part) =>
      counts
        .subarray(part * cells, (part + 1) * cells)
        .reduce((all, n, cell) => (is(cell >> 1, cell % 2 === 1) ? all + n : all), more?.[part] ?? 0),
    );
  return {
    ended: sum(() => true, inSpam),
    eligible: sum((asked) => asked !== ineligible, inSpam),
    offered: sum((asked) => asked !== ineligible && asked !== suppressed, null),
    rated: sum((asked, isRated) => isRated && asked !== ineligible && asked !== suppressed, null),
  };
}

export function coverageBy(
  id: 'teams' | 'ended_by',
  kind: 'team' | 'code',
  names: readonly string[],
  { ended, eligible, offered, rated }: Reached,
): ReportTable {
  return {
    id,
    columns: [
      { id, kind },
      { id: 'ended', kind: 'count' },
      { id: 'offered', kind: 'count' },
      { id: 'rated', kind: 'count' },
      { id: 'coverage', kind: 'figure' },
      { id: 'response_rate', kind: 'figure' },
    ],
    rows: names.flatMap((name, at): Cell[][] => {
      const [all = 0, could = 0, asked = 0, told = 0] = [ended[at], eligible[at], offered[at], rated[at]];
      if (all === 0) return [];
      const response = shareFigure('response_rate', 'F9', { count: told, n: asked });
      return [[name, all, asked, told, coverageOf(asked, could), response]];
    }),
  };
}

const coverageOf = (count: number, n: number): Figure => shareFigure('coverage', 'F9', { count, n });

/**
 * F13 across people instead of weeks: each one's coverage within the limits that chance alone gives around that of all. In the order of
 * their ids. `only`: one who is told nothing of others.
 */
export function coverageByAgent(
  names: readonly string[],
  { ended, eligible, offered }: Reached,
  only?: string,
): ReportTable {
  // 0 is nobody.
  const sum = (counts: Uint32Array): number => counts.subarray(1).reduce((all, one) => all + one, 0);
  const centre = shareOf(sum(offered), sum(eligible)).share;
  const rows = names.flatMap((agent, at): Cell[][] => {
    const [all = 0, could = 0, asked = 0] = [ended[at], eligible[at], offered[at]];
    if (at === 0 || all === 0 || (only !== undefined && only !== agent)) return [];
    const limits = centre === null || could < ratingsPerPoint ? null : controlLimits(centre, could);
    const place = limits && placeOf(asked / could, limits);
    return [[agent, all, asked, coverageOf(asked, could), limits?.[0] ?? null, limits?.[1] ?? null, place]];
  });
  return {
    id: 'coverage_by_agent',
    columns: [
      { id: 'agent', kind: 'agent' },
      { id: 'ended', kind: 'count' },
      { id: 'offered', kind: 'count' },
      { id: 'coverage', kind: 'figure' },
      { id: 'lower', kind: 'share' },
      { id: 'upper', kind: 'share' },
      { id: 'limits', kind: 'code' },
    ],
    rows: rows.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  };
}

const placeOf = (share: number, [lower, upper]: readonly [number, number]): string =>
  share < lower ? 'below_limits' : share > upper ? 'above_limits' : 'within_limits';
