// Report 7.4: how often people are passed around, back to where they were, or have to come again (F19), and what they say of it.
import type { ReportTable } from '@rapport/protocol';
import { runaround as rates } from '@rapport/ratings';
import type { Occurrence } from '../service/facts.ts';
import { shareFigure, timeFigure } from './figure.ts';
import type { Picked, Selection } from './pick.ts';
import type { Ask, Page } from './report.ts';
import { flags, reasonBit, type Sessions } from './sessions.ts';
import { happenedIn, passedOf } from './sums.ts';
import { answeredAmong, byTeam, countFlagged, csatOf, dissatisfiedAmong, newest } from './told.ts';
import { waitsBetween } from './waits.ts';
import { countBits, countWithin, type Indexes, mostOf, parted, roomFor, within } from './walks.ts';

const mostLines = 50;
const mostPaths = 20;
/** A session that is one of so many of one visitor, each within a week of the one before, is part of a chain. */
const chainFrom = 3;
const weekMs = 7 * 86_400_000;

const counted: readonly Occurrence[] = [
  ...(['handed', 'handAccepted', 'handDeclined', 'handTimedOut', 'handWithdrawn', 'handGone'] as const),
  ...(['givenToTeam', 'takeovers', 'requeued', 'consulted', 'escalatedByVisitor', 'escalatedByAgent'] as const),
];

export function runaround(s: Sessions, picked: Picked, ask: Ask): ReturnType<Page> {
  const now = ratesOf(s, picked, ask.now);
  const before = picked.before && ratesOf(s, picked.before, ask.now);
  const answered = answeredAmong(s, picked.rows);
  const passed = passedAmong(s, answered);
  return {
    figures: [
      shareFigure('handoffs', 'F19', now.handoffRate, { before: before?.handoffRate }),
      shareFigure('runaround', 'F19', now.runaroundRate, {
        before: before?.runaroundRate,
        target: ask.targets?.['runaround'],
      }),
      shareFigure('bounced', 'F19', now.bounceRate, { before: before?.bounceRate }),
      shareFigure('one_stop', 'F19', now.oneStop, { before: before?.oneStop, target: ask.targets?.['one_stop'] }),
      shareFigure('had_to_repeat', 'F18', now.repeated, { before: before?.repeated }),
    ],
    tables: [
      byHandoffs(s, answered),
      // Who passed to whom is a matter of routing: whoever reads one person's page, or is none who leads, is not shown it.
      ...(ask.agent === undefined && ask.isOwnOnly !== true ? [paths(s, answered)] : []),
      teams(s, answered),
      happenings(s, picked.rows),
    ],
    lists: [
      ask.list('passed_around', passed, newest(s, mostLines)),
      ask.list('chains', chains(s, picked.rows), newest(s, mostLines)),
    ],
    findings: [],
  };
}

/** Handed over twice or more, or back to where they were. */
function passedAmong(s: Sessions, of: Indexes): Indexes {
  const { handoffs, flags: flagsOf } = s;
  const found = roomFor(of.length);
  let size = 0;
  for (let at = 0; at < of.length; at += 1) {
    const i = of[at] ?? 0;
    found[size] = i;
    size += Number((handoffs[i] ?? 0) >= 2) | Number(((flagsOf[i] ?? 0) & flags.bounced) !== 0);
  }
  return found.slice(0, size);
}

function ratesOf(s: Sessions, { rows }: Selection, now: number) {
  const { byHandoffs, bounced, settled, oneStop } = passedOf(s, rows, now);
  const unhappy = dissatisfiedAmong(s, rows);
  return {
    ...rates({ byHandoffs, bounced, oneStop: 0 }),
    // Only of those that are old enough to know whether the visitor came again.
    oneStop: { count: oneStop, n: settled },
    repeated: { count: countBits(unhappy, s.reasons, reasonBit('runaround')), n: unhappy.length },
  };
}

function byHandoffs(s: Sessions, answered: Indexes): ReportTable {
  // Most were never handed over: the others are looked for among those who were.
  const handed = within(answered, s.handoffs, 1, 255);
  const among = (least: number, most: number): Indexes => within(handed, s.handoffs, least, most);
  const groups = [within(answered, s.handoffs, 0, 0), among(1, 1), among(2, 2), among(3, 255)];
  return {
    id: 'by_handoffs',
    columns: [
      { id: 'handoffs', kind: 'name' },
      { id: 'sessions', kind: 'count' },
      { id: 'csat', kind: 'figure' },
      { id: 'length', kind: 'figure' },
    ],
    rows: groups.map((own, handoffs) => {
      const lengths = waitsBetween(own, s.openedAt, s.closedAt);
      const figures = [
        shareFigure('csat', 'F1', csatOf(s, own)),
        timeFigure('length', 'F14', { value: lengths.at(50), n: lengths.n }),
      ];
      return [handoffs === 3 ? '3+' : String(handoffs), own.length, ...figures];
    }),
  };
}

/** One after the other who wrote to the visitor, in sessions that were handed over. Of fewer than ten the number only. */
function paths(s: Sessions, answered: Indexes): ReportTable {
  const found = new Map<number, number[]>();
  const agents = s.names.agent.length;
  for (const i of within(answered, s.handoffs, 1, 255))
    for (let at = (s.speakerFrom[i] ?? 0) + 1; at < (s.speakerFrom[i + 1] ?? 0); at += 1) {
      const key = (s.speaker[at - 1] ?? 0) * agents + (s.speaker[at] ?? 0);
      const path = found.get(key);
      if (path) path.push(i);
      else found.set(key, [i]);
    }
  const named = [...found].map(([key, of]) => ({
    from: s.names.agent[Math.floor(key / agents)] ?? '',
    to: s.names.agent[key % agents] ?? '',
    of: Uint32Array.from(of),
  }));
  return {
    id: 'matrix_moves',
    columns: [
      { id: 'from', kind: 'agent' },
      { id: 'to', kind: 'agent' },
      { id: 'sessions', kind: 'count' },
      { id: 'csat', kind: 'figure' },
    ],
    rows: named
      .sort((a, b) => b.of.length - a.of.length || (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1))
      .slice(0, mostPaths)
      .map(({ from, to, of }) => [
        from,
        to,
        of.length,
        of.length < 10 ? null : shareFigure('csat', 'F1', csatOf(s, of)),
      ]),
  };
}

function teams(s: Sessions, answered: Indexes): ReportTable {
  return {
    id: 'teams',
    columns: [
      { id: 'team', kind: 'team' },
      { id: 'runaround', kind: 'figure' },
      { id: 'bounced', kind: 'figure' },
    ],
    rows: byTeam(s, answered).map(([team, own]) => {
      const twice = { count: countWithin(own, s.handoffs, 2, 255), n: own.length };
      const back = { count: countFlagged(s, own, 'bounced'), n: own.length };
      return [team, shareFigure('runaround', 'F19', twice), shareFigure('bounced', 'F19', back)];
    }),
  };
}

function happenings(s: Sessions, rows: Indexes): ReportTable {
  const times = happenedIn(s, rows);
  return {
    id: 'happened',
    columns: [
      { id: 'code', kind: 'code' },
      { id: 'times', kind: 'count' },
    ],
    rows: counted.map((code) => [code, times[code]]),
  };
}

/** The last session of each chain. */
function chains(s: Sessions, rows: Indexes): Indexes {
  const { openedAt, closedAt } = s;
  const { of, ends } = parted(rows, s.visitor, mostOf(rows, s.visitor) + 1);
  const last: number[] = [];
  // From the first visitor who is still known.
  for (let visitor = 1; visitor < ends.length; visitor += 1) {
    const from = ends[visitor - 1] ?? 0;
    const to = ends[visitor] ?? 0;
    if (to - from < chainFrom) continue;
    inOrder(s, of, from, to);
    let before = of[from] ?? 0;
    let length = 1;
    for (let at = from + 1; at < to; at += 1) {
      const i = of[at] ?? 0;
      const isNear = (openedAt[i] ?? 0) - (closedAt[before] ?? 0) <= weekMs;
      if (!isNear && length >= chainFrom) last.push(before);
      length = isNear ? length + 1 : 1;
      before = i;
    }
    if (length >= chainFrom) last.push(before);
  }
  return Uint32Array.from(last);
}

/** Sorts a part by when they began: they nearly always came in that order. */
function inOrder(s: Sessions, of: Indexes, from: number, to: number): void {
  for (let at = from + 1; at < to; at += 1)
    if ((s.openedAt[of[at] ?? 0] ?? 0) < (s.openedAt[of[at - 1] ?? 0] ?? 0)) {
      of.subarray(from, to).sort((a, b) => (s.openedAt[a] ?? 0) - (s.openedAt[b] ?? 0));
      return;
    }
}
