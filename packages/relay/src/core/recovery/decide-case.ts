// What becomes of a recovery case when something is found, done or passes (RATINGS §3): the row as it is then and the event that says
// so, or why not. Pure.
import type { ActorId, ConvId } from '@rapport/protocol';
import type { Trigger } from '@rapport/ratings';
import type { CaseChange, CaseDraft, CaseRow } from '../../store/cases.ts';
import { type Actor, system } from '../decide-context.ts';
import {
  type CaseAction,
  type CaseCause,
  type CaseOutcome,
  type ContactWay,
  dueMs,
  reopenWithinMs,
} from './case-words.ts';

export type CaseAct =
  /** Without `to`: the actor himself. */
  | { readonly k: 'own'; readonly to?: ActorId }
  | { readonly k: 'contact'; readonly how: ContactWay; readonly text?: string }
  | { readonly k: 'wait' }
  | { readonly k: 'note'; readonly text: string }
  | {
      readonly k: 'close';
      readonly outcome: CaseOutcome;
      readonly actions: readonly CaseAction[];
      readonly cause: CaseCause | null;
      readonly text?: string;
    };

export type CaseDecision =
  | { readonly ok: true; readonly change: CaseChange }
  /** Nothing is to be done: it is as asked for already. */
  | { readonly ok: true; readonly change: null }
  | { readonly ok: false; readonly code: 'forbidden' | 'conflict'; readonly why: string };

export function decideCase(row: CaseRow, act: CaseAct, by: Actor, now: number): CaseDecision {
  const leads = by.agentRole === 'lead' || by.agentRole === 'owner';
  const isOwn = row.owner === null || row.owner === by.id;
  const done = (
    next: Partial<CaseRow>,
    kind: CaseDraft['kind'],
    data: CaseDraft['data'] = {},
  ): CaseDecision & { ok: true } => ({
    ok: true,
    change: { row: { ...row, ...next }, event: { at: now, actor: by.id, kind, data } },
  });
  if (row.state === 'closed' && act.k !== 'note') return { ok: false, code: 'conflict', why: 'This case is closed.' };
  if (!isOwn && !leads && act.k !== 'note') {
    const isTaking = act.k === 'own' && (act.to ?? by.id) === by.id;
    return { ok: false, code: isTaking ? 'conflict' : 'forbidden', why: 'Somebody else has this case.' };
  }
  // Whoever does something about a case that nobody has, has it.
  const owner = row.owner ?? by.id;
  switch (act.k) {
    case 'own': {
      const to = act.to ?? by.id;
      if (to === row.owner) return { ok: true, change: null };
      if (to !== by.id && row.owner === null && !leads)
        return { ok: false, code: 'forbidden', why: 'Only who has it, or a lead, gives a case to somebody else.' };
      return done({ owner: to, state: row.state === 'open' ? 'owned' : row.state }, 'owned', { to });
    }
    case 'contact': {
      const { how, text } = act;
      return done({ owner, state: 'contacted', contactedAt: row.contactedAt ?? now }, 'contacted', {
        how,
        ...(text !== undefined && { text }),
      });
    }
    case 'note':
      return done({}, 'noted', { text: act.text });
    case 'wait':
      if (row.state === 'waiting') return { ok: true, change: null };
      return row.state === 'contacted'
        ? done({ state: 'waiting' }, 'waiting')
        : { ok: false, code: 'conflict', why: 'Nobody has been in touch yet.' };
    case 'close': {
      const { outcome, actions, cause, text } = act;
      const data = { outcome, actions, cause, ...(text !== undefined && { text }) };
      return done({ owner, state: 'closed', closedAt: now, outcome, actions, cause }, 'closed', data);
    }
  }
}

export interface Opening {
  readonly id: string;
  readonly conv: ConvId;
  readonly n: number;
  readonly site: string;
  readonly triggers: readonly Trigger[];
  readonly now: number;
}

/** F20 */
export function openingOf({ now, ...given }: Opening): CaseChange {
  const row: CaseRow = {
    ...given,
    state: 'open',
    owner: null,
    openedAt: now,
    dueAt: now + dueMs,
    escalated: 0,
    contactedAt: null,
    closedAt: null,
    outcome: null,
    actions: [],
    cause: null,
  };
  return { row, event: ofSystem(now, 'opened', { triggers: given.triggers }) };
}

/** What was found besides. A case that was closed opens again for it. Null: it is known. */
export function withTriggers(row: CaseRow, found: readonly Trigger[], now: number): CaseChange | null {
  const fresh = found.filter((one) => !row.triggers.includes(one));
  if (fresh.length === 0) return null;
  const triggers = [...row.triggers, ...fresh];
  const isClosed = row.state === 'closed';
  return {
    row: { ...(isClosed ? reopened(row, now) : row), triggers },
    event: ofSystem(now, isClosed ? 'reopened' : 'triggered', { triggers: fresh }),
  };
}

/** Its visitor wrote; who that is stands in the conversation alone, which may be erased. Null: that changes nothing. */
export function heard(row: CaseRow, now: number): CaseChange | null {
  if (row.state === 'waiting') return { row: { ...row, state: 'contacted' }, event: ofSystem(now, 'answered', {}) };
  if (row.state !== 'closed' || now > (row.closedAt ?? 0) + reopenWithinMs) return null;
  return { row: reopened(row, now), event: ofSystem(now, 'reopened', {}) };
}

/** Percent of its time at which nobody had been in touch yet; null: it is not so far, or was told. */
export function escalation(row: CaseRow, now: number): CaseChange | null {
  const percent = now >= row.dueAt ? 100 : now >= row.dueAt - dueMs / 2 ? 50 : 0;
  if (!isUntouched(row) || percent <= row.escalated) return null;
  return { row: { ...row, escalated: percent }, event: ofSystem(now, 'escalated', { percent }) };
}

/** When `escalation` has something to say next; null: not by itself. */
export function escalatesAt(row: CaseRow): number | null {
  if (!isUntouched(row) || row.escalated === 100) return null;
  return row.escalated === 0 ? row.dueAt - dueMs / 2 : row.dueAt;
}

/** The clock runs: nobody has been in touch since it was opened. */
export const isUntouched = ({ state }: CaseRow): boolean => state === 'open' || state === 'owned';

export const isLate = (row: CaseRow, now: number): boolean => isUntouched(row) && now >= row.dueAt;

const reopened = (row: CaseRow, now: number): CaseRow => ({
  ...row,
  state: row.owner === null ? 'open' : 'owned',
  dueAt: now + dueMs,
  escalated: 0,
  closedAt: null,
  outcome: null,
});

const ofSystem = (at: number, kind: CaseDraft['kind'], data: CaseDraft['data']): CaseDraft => ({
  at,
  actor: system,
  kind,
  data,
});
