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
import { flags, resolutions, type Sessions } from './sessions.ts';
import { casesAmong, countFlagged, has, isBroken, newest } from './told.ts';
import { countOf, countWithin, type Indexes, roomFor, where, within } from './walks.ts';

const mostLines = 50;
const hourMs = 3_600_000;
const dueHours = 24;

const triggers: readonly Trigger[] = ['low_score', 'not_solved', 'contact_wanted', 'complaint', 'promise_broken'];

export function recovery(s: Sessions, picked: Picked, ask: Ask): ReturnType<Page> {
  const now = recoveryOf(s, picked.rows, ask.now);
  const before = picked.before && recoveryOf(s, picked.before.rows, ask.now);
  const target = ask.targets?.['within_due'];
  const forgotten = unhappyAmong(s, within(within(picked.rows, s.contactedAt, 0, 0), s.caseClosedAt, 0, 0));
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
  const due = dueAmong(s, cases, now);
  const hours: (number | null)[] = [];
  for (let at = 0; at < due.length; at += 1) {
    const i = due[at] ?? 0;
    const contactedAt = s.contactedAt[i] ?? 0;
    hours.push(contactedAt > 0 ? Math.max(0, contactedAt - (s.caseAt[i] ?? 0)) / hourMs : null);
  }
  const rerated = within(due, s.second, 1, 5);
  const recovered = countOf(rerated, (i) => hasRecovered(s.second[i] as Score));
  return { ...rates({ hours, rerated: rerated.length, recovered }, dueHours), notDue: cases.length - due.length };
}

const dueAmong = (s: Sessions, cases: Indexes, now: number): Indexes =>
  within(cases, s.caseAt, 1, now - dueHours * hourMs);

/** Sessions of a kind have the same triggers: a score, what was said of the outcome, and three signs. */
const kindOf = (score: number, resolved: number, wish: number, complaint: number, broken: number): number =>
  (score * resolutions.length + resolved) * 8 + wish + 2 * complaint + 4 * broken;

/** What F20 says, asked once of each kind: there are few kinds, and a million sessions. */
const triggersOfKind: readonly (readonly Trigger[])[] = [null, 1, 2, 3, 4, 5].flatMap((score) =>
  resolutions.flatMap((resolved) =>
    [0, 1, 2, 3, 4, 5, 6, 7].map((signs) =>
      recoveryTriggers({
        score: score as Score | null,
        resolved: resolved === 'none' ? null : resolved,
        contactWanted: (signs & 1) !== 0,
        complaint: (signs & 2) !== 0,
        promiseBroken: (signs & 4) !== 0,
      }),
    ),
  ),
);

function triggersOf(s: Sessions, i: number): readonly Trigger[] {
  const sign = (is: boolean): number => Number(is);
  const [wish, complaint, broken] = [sign(has(s, i, 'wish')), sign(has(s, i, 'complaint')), sign(isBroken(s, i))];
  return triggersOfKind[kindOf(s.score[i] ?? 0, s.resolved[i] ?? 0, wish, complaint, broken)] ?? [];
}

const unhappyKinds: Uint8Array = Uint8Array.from(triggersOfKind, (triggers) =>
  Number(triggers.some((trigger) => trigger !== 'promise_broken')),
);

function unhappyAmong(s: Sessions, of: Indexes): Indexes {
  const { score, resolved, flags: flagsOf } = s;
  const found = roomFor(of.length);
  let size = 0;
  for (let at = 0; at < of.length; at += 1) {
    const i = of[at] ?? 0;
    const set = flagsOf[i] ?? 0;
    const wish = Number((set & flags.wish) !== 0);
    const complaint = Number((set & flags.complaint) !== 0);
    found[size] = i;
    size += unhappyKinds[kindOf(score[i] ?? 0, resolved[i] ?? 0, wish, complaint, 0)] ?? 0;
  }
  return found.slice(0, size);
}

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
