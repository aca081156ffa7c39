// Whether those who answered are like those who did not (F10b), and whether those who answered at once are like those who had to be
// reminded (F10c), for a late answer is the nearest that there is to a silent one. Shown, and never used to weight anything.
import type { ReportTable } from '@rapport/protocol';
import { type Counted, respondentTable } from '@rapport/ratings';
import { shareFigure } from './figure.ts';
import { invitations, modes, promises, type Sessions } from './sessions.ts';
import { countOf, has, type Indexes, isDissatisfied, isSatisfied, ratedAmong, where, within } from './told.ts';

const longWaitMs = 5 * 60_000;
const longMs = 30 * 60_000;

type Is = (i: number) => boolean;

/** F10b: what is known of everybody who was asked. */
export function respondents(s: Sessions, rows: Indexes): ReportTable {
  const [ineligible, suppressed] = [invitations.indexOf('ineligible'), invitations.indexOf('suppressed')];
  const late = promises.indexOf('late');
  const offline = modes.indexOf('offline');
  const traits: Readonly<Record<string, Is>> = {
    long_wait: (i) => (s.waitMs[i] ?? 0) > longWaitMs,
    late: (i) => s.promise[i] === late,
    handoffs: (i) => (s.handoffs[i] ?? 0) >= 2,
    long_session: (i) => (s.closedAt[i] ?? 0) - (s.openedAt[i] ?? 0) > longMs,
    returning: (i) => has(s, i, 'returning'),
    offline: (i) => s.mode[i] === offline,
  };
  const asked = where(rows, (i) => s.invitation[i] !== ineligible && s.invitation[i] !== suppressed);
  const rated = ratedAmong(s, asked);
  // Who was rated and is void was not silent.
  const silent = where(within(asked, s.score, 0, 0), (i) => !has(s, i, 'void'));
  return besideEachOther('respondents', ['respondents', rated], ['silent', silent], traits);
}

/** F10c. */
export function earlyAndLate(s: Sessions, rows: Indexes): ReportTable {
  const isReminded: Is = (i) => has(s, i, 'reminded');
  const rated = ratedAmong(s, rows);
  const traits: Readonly<Record<string, Is>> = {
    csat: (i) => isSatisfied(s, i),
    dissatisfied: (i) => isDissatisfied(s, i),
    comment: (i) => has(s, i, 'comment'),
  };
  const early = where(rated, (i) => !isReminded(i));
  return besideEachOther('early_late', ['early', early], ['reminded', where(rated, isReminded)], traits);
}

type Group = readonly [id: string, rows: Indexes];

function besideEachOther(id: string, one: Group, other: Group, traits: Readonly<Record<string, Is>>): ReportTable {
  const found = respondentTable(
    Object.entries(traits).map(([trait, is]) => ({
      trait,
      respondents: counted(one[1], is),
      silent: counted(other[1], is),
    })),
  );
  return {
    id,
    columns: [
      { id: 'trait', kind: 'code' },
      { id: one[0], kind: 'figure' },
      { id: other[0], kind: 'figure' },
    ],
    rows: found.map(({ trait, first, second }) => [
      trait,
      shareFigure(trait, 'F10', first, { before: second }),
      shareFigure(trait, 'F10', second),
    ]),
  };
}

const counted = (rows: Indexes, is: Is): Counted => ({ count: countOf(rows, is), n: rows.length });
