// The outer loop, as rows of the store: what is to change, what is aimed at, what happened when, who did what, and who has read what.
import type { ActorId, ConvId, Reason } from '@rapport/protocol';
import type { Assessment } from '../core/reports/assessment.ts';

/** One thing that is to change, because visitors keep naming it. */
export interface ThemeRow {
  readonly id: string;
  /** Its share before and after is measured; null: it is none of the reasons. */
  readonly code: Reason | null;
  readonly label: string;
  readonly decision: string;
  readonly owner: ActorId;
  readonly createdAt: number;
  readonly dueAt: number | null;
  readonly doneAt: number | null;
  /** Whether the customers were told. */
  readonly isTold: boolean;
  /** null: all sites. */
  readonly site: string | null;
}

/** What is aimed at. It ends by itself, so that nobody is judged by what nobody remembers. */
export interface TargetRow {
  /** Id of a figure. */
  readonly metric: string;
  /** null: all sites. */
  readonly site: string | null;
  /** 0 to 1. */
  readonly value: number;
  readonly owner: ActorId;
  readonly validUntil: number;
}

/** Something that happened, to be seen on the trend. */
export interface AnnotationRow {
  readonly id: string;
  readonly at: number;
  /** null: all sites. */
  readonly site: string | null;
  readonly kind: string;
  readonly text: string;
  readonly actor: ActorId;
}

export interface AuditRow {
  readonly at: number;
  readonly actor: ActorId;
  readonly kind: string;
  readonly data: unknown;
}

/** What one person thinks visitors hold against the team, in one quarter (`2026-Q4`). */
export interface AssessmentRow extends Assessment {
  readonly quarter: string;
}

/** The part of the store that keeps it. */
export interface Improve {
  /** Newest first. */
  themes(): Promise<readonly ThemeRow[]>;
  /** False, and nothing is changed: its id is known already. */
  addTheme(row: ThemeRow): Promise<boolean>;
  /** Reads, judges and writes in one step; gives what is written, or null. `id` and `createdAt` stay as they are. */
  changeTheme(id: string, change: (row: ThemeRow) => ThemeRow | null): Promise<ThemeRow | null>;

  /** By metric, then site, all sites first. Also those that have ended. */
  targets(): Promise<readonly TargetRow[]>;
  /** In place of the one before of this metric and site. In the same step it goes into the audit, kind `target`. */
  putTarget(row: TargetRow, by: { readonly actor: ActorId; readonly at: number }): Promise<void>;
  /** The same. False: there was none. */
  dropTarget(
    of: Pick<TargetRow, 'metric' | 'site'>,
    by: { readonly actor: ActorId; readonly at: number },
  ): Promise<boolean>;

  /** In [from, to), oldest first, of all sites, or those of one and of none. A theme that was done is among them, kind `theme`. */
  annotations(q: {
    readonly from: number;
    readonly to: number;
    readonly site?: string;
  }): Promise<readonly AnnotationRow[]>;
  addAnnotation(row: AnnotationRow): Promise<void>;

  /** Newest first, before `before`. What the log says of voided ratings is among it, as `{conv, n, reason?}`. */
  audit(limit: number, before?: number): Promise<readonly AuditRow[]>;
  /** Only ever added to. */
  addAudit(row: AuditRow): Promise<void>;

  /** Notes that an agent has seen a rating. False: he had before, and the first time stands. */
  readRating(row: {
    readonly conv: ConvId;
    readonly n: number;
    readonly agent: ActorId;
    readonly at: number;
  }): Promise<boolean>;
  /** In the same step it goes into the audit, kind `self_assessment`, without what was answered. False: this person has answered it, and that stands. */
  addAssessment(row: AssessmentRow): Promise<boolean>;
  /** Given in [from, to), oldest first. */
  assessments(q: { readonly from: number; readonly to: number }): Promise<readonly AssessmentRow[]>;
  /** When somebody saw it first; null: nobody has. */
  ratingRead(conv: ConvId, n: number): Promise<number | null>;

  /** Up to when he has read his brief; null: never. */
  briefedAt(agent: ActorId): Promise<number | null>;
  /** Forward only; gives it as it is then. null: no such agent. */
  brief(agent: ActorId, upTo: number): Promise<number | null>;
}

/** Kinds of the log that are audited. */
export const auditedKinds = ['voiding', 'voided', 'unvoided'] as const;
