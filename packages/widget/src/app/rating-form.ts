// The rating card's logic without its looks: what an answer is, and when a choice counts as made. Must not know the DOM.
import type { Extra, Rating, Reason, Resolved, Score } from '@rapport/protocol';
import { limits } from '@rapport/protocol';

export interface Form {
  readonly score: Score | null;
  readonly reasons: readonly Reason[];
  readonly resolved: Resolved | null;
  readonly comment: string;
  readonly wish: boolean | null;
  readonly to: string;
  /** The answer to the one more question. */
  readonly more: number | null;
  /** From the question in view to the first save; null before it. */
  readonly afterMs: number | null;
}

export const scores: readonly Score[] = [1, 2, 3, 4, 5];
/** A choice by pointer or Space is saved when it has stood this long. */
export const settleMs = 800;

export function formOf(given: Rating | null, email = '', extra?: Extra): Form {
  return {
    score: given?.score ?? null,
    reasons: given?.reasons ?? [],
    resolved: given?.resolved ?? null,
    comment: given?.comment ?? '',
    wish: given?.contact?.wish ?? null,
    to: given?.contact?.to ?? email,
    more: (extra && given?.[extra]) ?? null,
    afterMs: given?.afterMs ?? null,
  };
}

/** A score of the other side takes the reasons with it: they were worded for the old one. */
export function withScore(form: Form, score: Score): Form {
  const same = form.score !== null && form.score >= 4 === score >= 4;
  return { ...form, score, reasons: same ? form.reasons : [] };
}

/** Whether the person is asked if somebody may write: after a low score, or when it was not solved. */
export function asksContact({ score, resolved }: Form): boolean {
  return score !== null && (score <= 2 || resolved === 'no' || (resolved === 'partly' && score === 3));
}

/** Characters that the comment may still have; negative: so many too many. */
export const leftOf = ({ comment }: Form): number => limits.comment - [...comment.trim()].length;

/** The answer as it is sent, or null while there is no score. What was not asked is not in it. */
export function answerOf(form: Form, lang: string, extra?: Extra): Rating | null {
  if (form.score === null) return null;
  // Nothing else may stop a score: of a comment that is too long what is allowed goes with it.
  const comment = [...form.comment.trim()].slice(0, limits.comment).join('');
  const to = form.to.trim();
  return {
    score: form.score,
    ...(form.reasons.length ? { reasons: form.reasons } : {}),
    ...(form.resolved ? { resolved: form.resolved } : {}),
    ...(comment ? { comment } : {}),
    ...(asksContact(form) && form.wish !== null
      ? { contact: { wish: form.wish, ...(form.wish && to ? { to } : {}) } }
      : {}),
    ...(extra && form.more !== null ? { [extra]: form.more } : {}),
    ...(form.afterMs === null ? {} : { afterMs: form.afterMs }),
    lang,
  };
}

export interface Choice {
  /** A score was chosen; `settled: false` after an arrow key, which only moves. */
  choose(settled: boolean): void;
  /** Enter, Next, or the focus left the group: what stands is meant. */
  commit(): void;
  cancel(): void;
}

/** Calls `save` once for every choice that was meant. */
export function createChoice(save: () => void): Choice {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pending = false;
  const commit = () => {
    clearTimeout(timer);
    if (pending) save();
    pending = false;
  };
  return {
    choose(settled) {
      pending = true;
      clearTimeout(timer);
      if (settled) timer = setTimeout(commit, settleMs);
    },
    commit,
    cancel() {
      clearTimeout(timer);
      pending = false;
    },
  };
}
