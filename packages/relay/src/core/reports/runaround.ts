// Report 7.4: how often people are passed around, back to where they were, or have to come again (F19), and what they say of it.
import type { ReportTable } from '@rapport/protocol';
import { runaround as rates } from '@rapport/ratings';
import { type Occurrence, occurrences } from '../service/facts.ts';
import { shareFigure, timeFigure } from './figure.ts';
import type { Picked, Selection } from './pick.ts';
import type { Ask, Page } from './report.ts';
import type { Sessions } from './sessions.ts';
import { sumsOf } from './sums.ts';
import { countOf, csatOf, groupBy, has, isDissatisfied, names, newest, teamOf } from './told.ts';
import { waitsOf } from './waits.ts';

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
  const answered = [...picked.rows].filter((i) => (s.waitMs[i] ?? -1) >= 0);
  const passed = answered.filter((i) => (s.handoffs[i] ?? 0) >= 2 || has(s, i, 'bounced'));
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
      // Who passed to whom is a matter of routing: whoever reads one person's page is not shown it.
      ...(ask.agent === undefined ? [paths(s, answered)] : []),
      byTeam(s, answered),
      happenings(s, picked.rows),
    ],
    lists: [
      { id: 'passed_around', lines: ask.look(newest(s, passed, mostLines)) },
      { id: 'chains', lines: ask.look(newest(s, chains(s, picked.rows), mostLines)) },
    ],
    findings: [],
  };
}

function ratesOf(s: Sessions, { rows }: Selection, now: number) {
  const { byHandoffs, bounced, settled, oneStop } = sumsOf(s, rows, now);
  const unhappy = [...rows].filter((i) => isDissatisfied(s, i));
  return {
    ...rates({ byHandoffs, bounced, oneStop: 0 }),
    // Only of those that are old enough to know whether the visitor came again.
    oneStop: { count: oneStop, n: settled },
    repeated: { count: countOf(unhappy, (i) => names(s, i, 'runaround')), n: unhappy.length },
  };
}

function byHandoffs(s: Sessions, answered: readonly number[]): ReportTable {
  const groups = groupBy(answered, (i) => Math.min(3, s.handoffs[i] ?? 0));
  return {
    id: 'by_handoffs',
    columns: [
      { id: 'handoffs', kind: 'name' },
      { id: 'sessions', kind: 'count' },
      { id: 'csat', kind: 'figure' },
      { id: 'length', kind: 'figure' },
    ],
    rows: [0, 1, 2, 3].map((handoffs) => {
      const own = groups.get(handoffs) ?? [];
      const lengths = waitsOf(
        Float64Array.from(own, (i) => (s.closedAt[i] ?? 0) - (s.openedAt[i] ?? 0)),
        [...own.keys()],
      );
      const figures = [
        shareFigure('csat', 'F1', csatOf(s, own)),
        timeFigure('length', 'F14', { value: lengths.at(50), n: lengths.n }),
      ];
      return [handoffs === 3 ? '3+' : String(handoffs), own.length, ...figures];
    }),
  };
}

/** One after the other who wrote to the visitor, in sessions that were handed over. Of fewer than ten the number only. */
function paths(s: Sessions, answered: readonly number[]): ReportTable {
  const found = new Map<string, { readonly from: string; readonly to: string; readonly of: number[] }>();
  for (const i of answered) {
    if ((s.handoffs[i] ?? 0) === 0) continue;
    for (let at = (s.speakerFrom[i] ?? 0) + 1; at < (s.speakerFrom[i + 1] ?? 0); at += 1) {
      const [from = '', to = ''] = [at - 1, at].map((one) => s.names.agent[s.speaker[one] ?? 0]);
      const key = `${from} ${to}`;
      const path = found.get(key);
      if (path) path.of.push(i);
      else found.set(key, { from, to, of: [i] });
    }
  }
  return {
    id: 'matrix_moves',
    columns: [
      { id: 'from', kind: 'agent' },
      { id: 'to', kind: 'agent' },
      { id: 'sessions', kind: 'count' },
      { id: 'csat', kind: 'figure' },
    ],
    rows: [...found.values()]
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

function byTeam(s: Sessions, answered: readonly number[]): ReportTable {
  return {
    id: 'teams',
    columns: [
      { id: 'team', kind: 'team' },
      { id: 'runaround', kind: 'figure' },
      { id: 'bounced', kind: 'figure' },
    ],
    rows: [...groupBy(answered, (i) => teamOf(s, i))]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([team, own]) => {
        const twice = { count: countOf(own, (i) => (s.handoffs[i] ?? 0) >= 2), n: own.length };
        const back = { count: countOf(own, (i) => has(s, i, 'bounced')), n: own.length };
        return [team, shareFigure('runaround', 'F19', twice), shareFigure('bounced', 'F19', back)];
      }),
  };
}

function happenings(s: Sessions, rows: Iterable<number>): ReportTable {
  const sums = occurrences.map(() => 0);
  for (const i of rows)
    for (const k of sums.keys()) sums[k] = (sums[k] ?? 0) + (s.happened[i * occurrences.length + k] ?? 0);
  return {
    id: 'happened',
    columns: [
      { id: 'code', kind: 'code' },
      { id: 'times', kind: 'count' },
    ],
    rows: counted.map((code) => [code, sums[occurrences.indexOf(code)] ?? 0]),
  };
}

/** The last session of each chain. */
function chains(s: Sessions, rows: Iterable<number>): number[] {
  const last: number[] = [];
  for (const [visitor, own] of groupBy(rows, (i) => s.visitor[i] ?? 0)) {
    if (visitor === 0 || own.length < chainFrom) continue;
    let [length, before] = [0, -1];
    for (const i of own.sort((a, b) => (s.openedAt[a] ?? 0) - (s.openedAt[b] ?? 0))) {
      const isNear = before >= 0 && (s.openedAt[i] ?? 0) - (s.closedAt[before] ?? 0) <= weekMs;
      if (!isNear && length >= chainFrom) last.push(before);
      length = isNear ? length + 1 : 1;
      before = i;
    }
    if (length >= chainFrom) last.push(before);
  }
  return last;
}
