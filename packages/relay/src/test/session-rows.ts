// A row of the session table for tests: a plain session of a minute, nobody asked, but for what the test is about.
import type { SessionRow } from '../core/reports/columns.ts';

export const someRow = (given: Partial<SessionRow> = {}): SessionRow => ({
  ...{ id: 1, conv: `conv${given.id ?? 1}`, n: 1, visitor: `vi${given.id ?? 1}`, visitorNo: given.id ?? 1 },
  ...{ site: 'shop', team: '', page: '', locale: '', owner: '', speakers: [] },
  ...{ openedAt: 1_000, closedAt: 61_000, repliedAt: 2_000, waitOpenMs: null, nextAt: null },
  ...{ mode: 'live', endedBy: 'agent', promise: 'none', invitation: 'offered', excuse: 'none' },
  ...{ score: null, resolved: 'none', outcome: 'none', extra: 'none', nps: null, ces: null, expect: null, reasons: [] },
  ...{ guess: null, guesser: '', guessUntil: null, firstRatedAt: null, ratedAt: null, revisions: 0 },
  ...{ readAt: null, actedAt: null, caseAt: null, contactedAt: null, caseClosedAt: null, second: null },
  ...{ handoffs: 0, visitorMessages: 1, flags: [], happened: [] },
  ...given,
});
