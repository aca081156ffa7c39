// Recovery cases, as rows of the store: one for a session, and everything that was done about it, which is only ever added to.
import type { ActorId, ConvId } from '@rapport/protocol';
import type { Trigger } from '@rapport/ratings';
import type { CaseAction, CaseCause, CaseOutcome, CaseState } from '../core/recovery/case-words.ts';

export interface CaseRow {
  readonly id: string;
  /** null: erased. */
  readonly conv: ConvId | null;
  readonly n: number;
  readonly site: string;
  readonly triggers: readonly Trigger[];
  readonly state: CaseState;
  readonly owner: ActorId | null;
  readonly openedAt: number;
  /** Until when somebody is to get in touch. */
  readonly dueAt: number;
  /** Percent of the time to it at which somebody was told that nobody had. */
  readonly escalated: 0 | 50 | 100;
  /** The first time that somebody got in touch. */
  readonly contactedAt: number | null;
  readonly closedAt: number | null;
  readonly outcome: CaseOutcome | null;
  readonly actions: readonly CaseAction[];
  readonly cause: CaseCause | null;
}

export type CaseEventKind =
  | 'opened'
  | 'triggered'
  | 'owned'
  | 'contacted'
  | 'waiting'
  | 'answered'
  | 'noted'
  | 'escalated'
  | 'closed'
  | 'reopened';

/** What happens to a case. `text` in `data` is somebody's words, and goes when the conversation is erased. */
export interface CaseDraft {
  readonly at: number;
  readonly actor: ActorId;
  readonly kind: CaseEventKind;
  readonly data: Readonly<Record<string, unknown>>;
}

/** `seq`: 1, 2, 3, … of its case. */
export interface CaseEvent extends CaseDraft {
  readonly seq: number;
}

export interface CaseChange {
  readonly row: CaseRow;
  readonly event: CaseDraft;
}

/** The part of the store that keeps recovery cases. None is ever deleted. */
export interface Cases {
  /** False, and nothing is changed: the session has one. */
  openCase(row: CaseRow, event: CaseDraft): Promise<boolean>;
  recoveryCase(id: string): Promise<CaseRow | null>;
  /** By session. */
  casesOf(conv: ConvId): Promise<readonly CaseRow[]>;
  /** What is due first first. */
  openCases(limit: number, site?: string): Promise<readonly CaseRow[]>;
  /** What was closed last first; at `since` or later. */
  closedCases(limit: number, o?: { readonly site?: string; readonly since?: number }): Promise<readonly CaseRow[]>;
  /** Reads, judges and writes in one step. `change` is pure; null: leave it. Gives what is written, or null. Conversation, session, site and time of opening stay. */
  changeCase(id: string, change: (row: CaseRow) => CaseChange | null): Promise<CaseRow | null>;
  /** Oldest first. */
  caseEvents(id: string): Promise<readonly CaseEvent[]>;
}
