// The outer loop: few rows, read and written one at a time. Of voided ratings the log itself is the audit.
import type { ConvId } from '@rapport/protocol';
import {
  type AnnotationRow,
  type AssessmentRow,
  type AuditRow,
  auditedKinds,
  type Improve,
  type TargetRow,
  type ThemeRow,
} from '../improve.ts';
import type { Database } from './database.ts';
import type { Transactions } from './transaction.ts';

export function createImprove(db: Database, { write }: Transactions): Improve {
  const themes = db.prepare('SELECT * FROM theme ORDER BY created_at DESC, id');
  const theme = db.prepare('SELECT * FROM theme WHERE id = ?');
  const addTheme = db.prepare('INSERT INTO theme VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING');
  const changeTheme = db.prepare(
    'UPDATE theme SET code = ?, label = ?, decision = ?, owner = ?, due_at = ?, done_at = ?, told = ?, site = ? WHERE id = ?',
  );
  const targets = db.prepare('SELECT * FROM target ORDER BY metric, site');
  const putTarget = db.prepare(
    'INSERT OR REPLACE INTO target (metric, site, value, owner, valid_until) VALUES (?,?,?,?,?)',
  );
  const dropTarget = db.prepare('DELETE FROM target WHERE metric = ? AND site = ?');
  const annotations = db.prepare(
    `SELECT id, at, site, kind, text, actor FROM annotation WHERE at >= ?1 AND at < ?2 AND (?3 IS NULL OR site IS NULL OR site = ?3)
     UNION ALL
     SELECT id, done_at, site, 'theme', label, owner FROM theme WHERE done_at >= ?1 AND done_at < ?2 AND (?3 IS NULL OR site IS NULL OR site = ?3)
     ORDER BY at, id`,
  );
  const addAnnotation = db.prepare('INSERT INTO annotation (id, at, site, kind, text, actor) VALUES (?,?,?,?,?,?)');
  const audit = db.prepare('SELECT at, actor, kind, data FROM audit WHERE at < ? ORDER BY at DESC, id DESC LIMIT ?');
  const voids = db.prepare(
    `SELECT e.at, e.actor, e.kind, e.data, c.id AS conv FROM event e JOIN conversation c ON c.cid = e.cid
     WHERE e.kind IN (${auditedKinds.map((kind) => `'${kind}'`).join(', ')}) AND e.at < ? ORDER BY e.at DESC, e.id DESC LIMIT ?`,
  );
  const addAudit = db.prepare('INSERT INTO audit (at, actor, kind, data) VALUES (?,?,?,?)');
  const addAssessment = db.prepare(
    'INSERT INTO self_assessment (agent, quarter, at, reasons) VALUES (?,?,?,?) ON CONFLICT DO NOTHING',
  );
  const assessments = db.prepare('SELECT * FROM self_assessment WHERE at >= ? AND at < ? ORDER BY at, agent');
  const read = db.prepare('INSERT INTO rating_read (conv, n, agent, at) VALUES (?,?,?,?) ON CONFLICT DO NOTHING');
  const firstRead = db.prepare('SELECT min(at) AS at FROM rating_read WHERE conv = ? AND n = ?');
  const briefed = db.prepare('SELECT briefed_at AS at FROM agent WHERE id = ?');
  const brief = db.prepare(
    'UPDATE agent SET briefed_at = max(coalesce(briefed_at, 0), ?) WHERE id = ? RETURNING briefed_at AS at',
  );

  const note = ({ at, actor, kind, data }: AuditRow): void => void addAudit.run(at, actor, kind, JSON.stringify(data));

  return {
    themes: async () => themes.all().map(themeOf),
    addTheme: (row) => write(() => addTheme.run(...valuesOf(row)).changes === 1),
    changeTheme: (id, change) =>
      write(() => {
        const row = theme.get(id);
        const changed = row ? change(themeOf(row)) : null;
        if (!changed) return null;
        const [, code, label, decision, owner, , ...rest] = valuesOf(changed);
        changeTheme.run(code, label, decision, owner, ...rest, id);
        return themeOf(theme.get(id));
      }),

    targets: async () => targets.all().map(targetOf),
    putTarget: ({ metric, site, value, owner, validUntil }, { actor, at }) =>
      write(() => {
        putTarget.run(metric, site ?? '', value, owner, validUntil);
        note({ at, actor, kind: 'target', data: { metric, site, value, owner, validUntil } });
      }),
    dropTarget: ({ metric, site }, { actor, at }) =>
      write(() => {
        if (dropTarget.run(metric, site ?? '').changes === 0) return false;
        note({ at, actor, kind: 'target', data: { metric, site, value: null } });
        return true;
      }),

    annotations: async ({ from, to, site = null }) => annotations.all(from, to, site) as unknown as AnnotationRow[],
    addAnnotation: ({ id, at, site, kind, text, actor }) =>
      write(() => void addAnnotation.run(id, at, site, kind, text, actor)),

    audit: async (limit, before = Number.MAX_SAFE_INTEGER) =>
      [...audit.all(before, limit), ...voids.all(before, limit)]
        .map(auditOf)
        .sort((a, b) => b.at - a.at)
        .slice(0, limit),
    addAudit: (row) => write(() => note(row)),

    addAssessment: ({ agent, quarter, at, reasons }) =>
      write(() => {
        if (addAssessment.run(agent, quarter, at, JSON.stringify(reasons)).changes === 0) return false;
        note({ at, actor: agent, kind: 'self_assessment', data: { quarter } });
        return true;
      }),
    assessments: async ({ from, to }) => assessments.all(from, to).map(assessmentOf),

    readRating: ({ conv, n, agent, at }) => write(() => read.run(conv, n, agent, at).changes === 1),
    ratingRead: async (conv, n) => (firstRead.get(conv, n) as { at: number | null }).at,

    briefedAt: async (agent) => (briefed.get(agent) as { at: number | null } | undefined)?.at ?? null,
    brief: (agent, upTo) => write(() => (brief.get(upTo, agent) as { at: number } | undefined)?.at ?? null),
  };
}

type ThemeValues = [
  id: string,
  code: string,
  label: string,
  decision: string,
  owner: string,
  createdAt: number,
  dueAt: number | null,
  doneAt: number | null,
  told: number,
  site: string | null,
];

const valuesOf = (row: ThemeRow): ThemeValues => [
  row.id,
  row.code ?? '',
  row.label,
  row.decision,
  row.owner,
  row.createdAt,
  row.dueAt,
  row.doneAt,
  Number(row.isTold),
  row.site,
];

function themeOf(row: unknown): ThemeRow {
  const { code, created_at, due_at, done_at, told, ...rest } = row as Pick<
    ThemeRow,
    'id' | 'label' | 'decision' | 'owner' | 'site'
  > & { code: string; created_at: number; due_at: number | null; done_at: number | null; told: number };
  return {
    ...rest,
    code: code === '' ? null : (code as ThemeRow['code']),
    createdAt: created_at,
    dueAt: due_at,
    doneAt: done_at,
    isTold: told === 1,
  };
}

function targetOf(row: unknown): TargetRow {
  const { site, valid_until, ...rest } = row as Pick<TargetRow, 'metric' | 'value' | 'owner'> & {
    site: string;
    valid_until: number;
  };
  return { ...rest, site: site === '' ? null : site, validUntil: valid_until };
}

function assessmentOf(row: unknown): AssessmentRow {
  const { reasons, ...rest } = row as Omit<AssessmentRow, 'reasons'> & { reasons: string };
  return { ...rest, reasons: JSON.parse(reasons) as AssessmentRow['reasons'] };
}

/** Those of the log carry their conversation. */
function auditOf(row: unknown): AuditRow {
  const { at, actor, kind, data, conv } = row as Omit<AuditRow, 'data'> & { data: string; conv?: ConvId };
  const said = JSON.parse(data) as object;
  return { at, actor, kind, data: conv === undefined ? said : { conv, ...said } };
}
