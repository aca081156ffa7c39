// Recovery cases of the memory store.
import type { ConvId } from '@rapport/protocol';
import type { CaseDraft, CaseEvent, CaseRow, Cases } from './cases.ts';

/** `eraseCases`: the conversation is forgotten, and what people wrote about it. */
export function createMemoryCases(later: <T>(work: () => T) => Promise<T>): {
  readonly cases: Cases;
  eraseCases(conv: ConvId): void;
  caseOf(conv: ConvId, n: number): CaseRow | undefined;
} {
  const rows = new Map<string, CaseRow>();
  const events = new Map<string, CaseEvent[]>();

  function add(id: string, event: CaseDraft): void {
    const known = events.get(id) ?? [];
    events.set(id, [...known, { seq: known.length + 1, ...event }]);
  }

  const which = (is: (row: CaseRow) => boolean): CaseRow[] => [...rows.values()].filter(is);
  const byId = (a: CaseRow, b: CaseRow): number => (a.id < b.id ? -1 : 1);
  const ofSite = (row: CaseRow, site: string | undefined): boolean => site === undefined || row.site === site;

  const cases: Cases = {
    openCase: (row, event) =>
      later(() => {
        if (which(({ id, conv, n }) => id === row.id || (conv === row.conv && n === row.n)).length > 0) return false;
        rows.set(row.id, row);
        add(row.id, event);
        return true;
      }),
    recoveryCase: (id) => later(() => rows.get(id) ?? null),
    casesOf: (conv) => later(() => which((row) => row.conv === conv).sort((a, b) => a.n - b.n)),
    openCases: (limit, site) =>
      later(() =>
        which((row) => row.state !== 'closed' && ofSite(row, site))
          .sort((a, b) => a.dueAt - b.dueAt || byId(a, b))
          .slice(0, limit),
      ),
    closedCases: (limit, { site, since = 0 } = {}) =>
      later(() =>
        which((row) => row.state === 'closed' && (row.closedAt ?? 0) >= since && ofSite(row, site))
          .sort((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0) || byId(a, b))
          .slice(0, limit),
      ),
    changeCase: (id, change) =>
      later(() => {
        const row = rows.get(id);
        const changed = row && change(row);
        if (!changed) return null;
        const { conv, n, site, openedAt } = row;
        const next = { ...changed.row, id, conv, n, site, openedAt };
        rows.set(id, next);
        add(id, changed.event);
        return next;
      }),
    caseEvents: (id) => later(() => events.get(id) ?? []),
  };

  return {
    cases,
    caseOf: (conv, n) => which((row) => row.conv === conv && row.n === n)[0],
    eraseCases(conv) {
      for (const row of which((one) => one.conv === conv)) {
        rows.set(row.id, { ...row, conv: null });
        const kept = (events.get(row.id) ?? []).map(({ data: { text: _, ...data }, ...event }) => ({ ...event, data }));
        events.set(row.id, kept);
      }
    },
  };
}
