// Report 7.5: what became of those who were unhappy (F20, F14). The work itself is in the queue of cases; this is how well it goes.
import type { Figure, ReportTable } from '@rapport/protocol';
import {
  hasRecovered,
  type Recovery,
  recovery as rates,
  recoveryTriggers,
  type Score,
  type Trigger,
} from '@rapport/ratings';
import { cameAgain, caseEnds, secondScores } from './case-ends.ts';
import { complaintFigures } from './complaints.ts';
import { plainFigure, shareFigure, timeFigure } from './figure.ts';
import type { Picked, Selection } from './pick.ts';
import type { Ask, Page } from './report.ts';
import { resolutions, type Sessions } from './sessions.ts';
import {
  casesAmong,
  countFlagged,
  countOf,
  countWithin,
  has,
  type Indexes,
  isBroken,
  newest,
  resolvedOf,
  where,
  within,
} from './told.ts';

const mostLines = 50;
const hourMs = 3_600_000;
const dueHours = 24;

const triggers: readonly Trigger[] = ['low_score', 'not_solved', 'contact_wanted', 'complaint', 'promise_broken'];

export function recovery(s: Sessions, picked: Picked, ask: Ask): ReturnType<Page> {
  const now = recoveryOf(s, picked.rows, ask.now);
  const before = picked.before && recoveryOf(s, picked.before.rows, ask.now);
  const target = ask.targets?.['within_due'];
  const forgotten = where(picked.rows, (i) => s.contactedAt[i] === 0 && s.caseClosedAt[i] === 0 && isUnhappy(s, i));
  const time = (value: number | 'never' | null): number | 'never' | null =>
    typeof value === 'number' ? value * hourMs : value;
  const contact = (id: string, of: 'p50Hours' | 'p90Hours'): Figure => {
    const figure = (found: typeof now) => ({ value: time(found[of]), n: found.cases });
    return timeFigure(id, 'F14', figure(now), before ? figure(before) : undefined);
  };
  const notDue = (of: typeof now) => ({ value: of.notDue, n: of.cases + of.notDue });
  const raised = ({ rows }: Selection) => ({
    value: countFlagged(s, rows, 'raised'),
    n: countWithin(rows, s.score, 1, 5),
  });
  const ended = caseEnds(s, picked.rows, ask.ends);
  return {
    figures: [
      shareFigure('contacted', 'F20', now.contacted, { before: before?.contacted }),
      shareFigure('within_due', 'F20', now.withinDue, { before: before?.withinDue, target }),
      contact('contact_p50', 'p50Hours'),
      contact('contact_p90', 'p90Hours'),
      shareFigure('recovered', 'F20', now.recoveredOfAll, { before: before?.recoveredOfAll }),
      shareFigure('recovered_of_rerated', 'F20', now.recoveredOfRerated, { before: before?.recoveredOfRerated }),
      plainFigure('not_due', 'F20', 'count', notDue(now), before ? notDue(before) : undefined),
      plainFigure('raised', 'F20', 'count', raised(picked), picked.before ? raised(picked.before) : undefined),
      ...ended.figures,
      ...complaintFigures(s, picked.rows, picked.before?.rows),
    ],
    tables: [
      byTrigger(s, picked.rows, ask.now),
      ...ended.tables,
      secondScores(s, picked.rows),
      cameAgain(s, picked.rows, ask.now),
    ],
    lists: [ask.list('unhappy', forgotten, newest(s, mostLines))],
    findings: [],
  };
}

/** Of cases whose time is over, whatever was done by then: of those of an hour ago only the quick ones would count. */
export function recoveryOf(s: Sessions, rows: Indexes, now: number): Recovery & { readonly notDue: number } {
  const cases = casesAmong(s, rows);
  const isContacted = (i: number): boolean => (s.contactedAt[i] ?? 0) > 0;
  const due = dueAmong(s, cases, now);
  const hours = Array.from(due, (i) =>
    isContacted(i) ? Math.max(0, (s.contactedAt[i] ?? 0) - (s.caseAt[i] ?? 0)) / hourMs : null,
  );
  const rerated = within(due, s.second, 1, 5);
  const recovered = countOf(rerated, (i) => hasRecovered(s.second[i] as Score));
  return { ...rates({ hours, rerated: rerated.length, recovered }, dueHours), notDue: cases.length - due.length };
}

const dueAmong = (s: Sessions, cases: Indexes, now: number): Indexes =>
  within(cases, s.caseAt, 1, now - dueHours * hourMs);

/** What F20 says of sessions like it, asked once of each kind: there are few kinds, and a million sessions. */
const triggersOfKind: (readonly Trigger[])[] = [];

function triggersOf(s: Sessions, i: number): readonly Trigger[] {
  const score = s.score[i] ?? 0;
  const [contactWanted, complaint] = [has(s, i, 'wish'), has(s, i, 'complaint')];
  const promiseBroken = isBroken(s, i);
  const signs = Number(contactWanted) + 2 * Number(complaint) + 4 * Number(promiseBroken);
  const kind = (score * resolutions.length + (s.resolved[i] ?? 0)) * 8 + signs;
  const known = triggersOfKind[kind];
  if (known) return known;
  const resolved = resolvedOf(s, i);
  const found = recoveryTriggers({
    score: score === 0 ? null : (score as Score),
    resolved: resolved === 'none' ? null : resolved,
    ...{ contactWanted, complaint, promiseBroken },
  });
  triggersOfKind[kind] = found;
  return found;
}

const isUnhappy = (s: Sessions, i: number): boolean => triggersOf(s, i).some((trigger) => trigger !== 'promise_broken');

/** Why the cases that are due were opened, and in how many somebody got in touch. A case may have several reasons. */
function byTrigger(s: Sessions, rows: Indexes, now: number): ReportTable {
  const cases = dueAmong(s, casesAmong(s, rows), now);
  return {
    id: 'triggers',
    columns: [
      { id: 'why', kind: 'code' },
      { id: 'cases', kind: 'count' },
      { id: 'contacted', kind: 'figure' },
    ],
    rows: triggers.map((trigger) => {
      const own = where(cases, (i) => triggersOf(s, i).includes(trigger));
      const contacted = countOf(own, (i) => (s.contactedAt[i] ?? 0) > 0);
      return [trigger, own.length, shareFigure('contacted', 'F20', { count: contacted, n: own.length })];
    }),
  };
}
