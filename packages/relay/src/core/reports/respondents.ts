// Whether those who answered are like those who did not (F10b), and whether those who answered at once are like those who had to be
// reminded (F10c), for a late answer is the nearest that there is to a silent one. Shown, and never used to weight anything.
import type { ReportTable } from '@rapport/protocol';
import { respondentTable } from '@rapport/ratings';
import { shareFigure } from './figure.ts';
import { invitations, modes, promises, type Sessions } from './sessions.ts';
import { countFlagged, flagged, ratedAmong, unflagged } from './told.ts';
import { countApart, countWithin, type Indexes, within } from './walks.ts';

/** Who was not asked has this code, or the one before. */
const suppressed = invitations.indexOf('suppressed');
const longWaitMs = 5 * 60_000;
const longMs = 30 * 60_000;

/** How many of them are so. */
type Count = (of: Indexes) => number;

/** F10b: what is known of everybody who was asked. */
export function respondents(s: Sessions, rows: Indexes): ReportTable {
  const late = promises.indexOf('late');
  const offline = modes.indexOf('offline');
  const traits: Readonly<Record<string, Count>> = {
    long_wait: (of) => of.length - countWithin(of, s.waitMs, Number.NEGATIVE_INFINITY, longWaitMs),
    late: (of) => countWithin(of, s.promise, late, late),
    handoffs: (of) => countWithin(of, s.handoffs, 2, 255),
    long_session: (of) => countApart(of, s.openedAt, s.closedAt, longMs),
    returning: (of) => countFlagged(s, of, 'returning'),
    offline: (of) => countWithin(of, s.mode, offline, offline),
  };
  const asked = within(rows, s.invitation, suppressed + 1, invitations.length);
  const rated = ratedAmong(s, asked);
  // Who was rated and is void was not silent.
  const silent = unflagged(s, within(asked, s.score, 0, 0), 'void');
  return besideEachOther('respondents', ['respondents', rated], ['silent', silent], traits);
}

/** F10c. */
export function earlyAndLate(s: Sessions, rated: Indexes): ReportTable {
  const traits: Readonly<Record<string, Count>> = {
    csat: (of) => countWithin(of, s.score, 4, 5),
    dissatisfied: (of) => countWithin(of, s.score, 1, 2),
    comment: (of) => countFlagged(s, of, 'comment'),
  };
  const [early, reminded] = [unflagged(s, rated, 'reminded'), flagged(s, rated, 'reminded')];
  return besideEachOther('early_late', ['early', early], ['reminded', reminded], traits);
}

type Group = readonly [id: string, rows: Indexes];

function besideEachOther(id: string, one: Group, other: Group, traits: Readonly<Record<string, Count>>): ReportTable {
  const found = respondentTable(
    Object.entries(traits).map(([trait, count]) => ({
      trait,
      respondents: { count: count(one[1]), n: one[1].length },
      silent: { count: count(other[1]), n: other[1].length },
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
