// The outer loop of the memory store.
import type { ActorId, ConvId } from '@rapport/protocol';
import type { AnnotationRow, AssessmentRow, AuditRow, Improve, TargetRow, ThemeRow } from './improve.ts';

export interface ImproveSources {
  /** What the log says of voided ratings. */
  readonly voids: () => readonly AuditRow[];
  readonly isAgent: (id: ActorId) => boolean;
}

export function createMemoryImprove(
  later: <T>(work: () => T) => Promise<T>,
  { voids, isAgent }: ImproveSources,
): { readonly improve: Improve; eraseReads(conv: ConvId): void; readAt(conv: ConvId, n: number): number | null } {
  const themes = new Map<string, ThemeRow>();
  const targets = new Map<string, TargetRow>();
  const annotations: AnnotationRow[] = [];
  const audit: AuditRow[] = [];
  const assessments: AssessmentRow[] = [];
  const reads = new Map<ConvId, { readonly n: number; readonly agent: ActorId; readonly at: number }[]>();
  const briefed = new Map<ActorId, number>();
  const keyOf = ({ metric, site }: Pick<TargetRow, 'metric' | 'site'>): string => JSON.stringify([metric, site ?? '']);
  const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

  const done = ({ id, doneAt, site, label, owner }: ThemeRow): AnnotationRow[] =>
    doneAt === null ? [] : [{ id, at: doneAt, site, kind: 'theme', text: label, actor: owner }];

  function readAt(conv: ConvId, n: number): number | null {
    const at = (reads.get(conv) ?? []).filter((one) => one.n === n).map((one) => one.at);
    return at.length === 0 ? null : Math.min(...at);
  }

  const improve: Improve = {
    themes: () => later(() => [...themes.values()].sort((a, b) => b.createdAt - a.createdAt || byId(a, b))),
    addTheme: (row) => later(() => !themes.has(row.id) && !!themes.set(row.id, row)),
    changeTheme: (id, change) =>
      later(() => {
        const row = themes.get(id);
        const changed = row && change(row);
        if (!changed) return null;
        const kept = { ...changed, id, createdAt: row.createdAt };
        themes.set(id, kept);
        return kept;
      }),

    targets: () =>
      later(() =>
        [...targets.values()].sort((a, b) =>
          a.metric === b.metric ? ((a.site ?? '') < (b.site ?? '') ? -1 : 1) : a.metric < b.metric ? -1 : 1,
        ),
      ),
    putTarget: (row, by) =>
      later(() => {
        targets.set(keyOf(row), row);
        audit.push({ ...by, kind: 'target', data: { ...row } });
      }),
    dropTarget: ({ metric, site }, by) =>
      later(() => {
        if (!targets.delete(keyOf({ metric, site }))) return false;
        audit.push({ ...by, kind: 'target', data: { metric, site, value: null } });
        return true;
      }),

    annotations: ({ from, to, site }) =>
      later(() =>
        [...annotations, ...[...themes.values()].flatMap(done)]
          .filter((row) => row.at >= from && row.at < to)
          .filter((row) => site === undefined || row.site === null || row.site === site)
          .sort((a, b) => a.at - b.at || byId(a, b)),
      ),
    addAnnotation: (row) => later(() => void annotations.push(row)),

    audit: (limit, before = Number.MAX_SAFE_INTEGER) =>
      later(() =>
        [...audit.toReversed(), ...voids().toReversed()]
          .filter(({ at }) => at < before)
          .sort((a, b) => b.at - a.at)
          .slice(0, limit),
      ),
    addAudit: (row) => later(() => void audit.push(row)),

    addAssessment: (row) =>
      later(() => {
        if (assessments.some(({ agent, quarter }) => agent === row.agent && quarter === row.quarter)) return false;
        assessments.push(row);
        audit.push({ at: row.at, actor: row.agent, kind: 'self_assessment', data: { quarter: row.quarter } });
        return true;
      }),
    assessments: ({ from, to }) =>
      later(() =>
        assessments
          .filter(({ at }) => at >= from && at < to)
          .sort((a, b) => a.at - b.at || (a.agent < b.agent ? -1 : 1)),
      ),

    readRating: ({ conv, n, agent, at }) =>
      later(() => {
        const seen = reads.get(conv) ?? [];
        if (seen.some((one) => one.n === n && one.agent === agent)) return false;
        reads.set(conv, [...seen, { n, agent, at }]);
        return true;
      }),
    ratingRead: (conv, n) => later(() => readAt(conv, n)),

    briefedAt: (agent) => later(() => briefed.get(agent) ?? null),
    brief: (agent, upTo) =>
      later(() => {
        if (!isAgent(agent)) return null;
        const at = Math.max(briefed.get(agent) ?? 0, upTo);
        briefed.set(agent, at);
        return at;
      }),
  };
  return { improve, eraseReads: (conv) => void reads.delete(conv), readAt };
}
