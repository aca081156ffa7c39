// What may be answered after the score, and in which order it is shown. Must not know the DOM.
import { limits, type Reason, type Resolved, reasons } from '@rapport/protocol';
import type { Form } from '../rating-form.ts';

export const outcomes: readonly Resolved[] = ['yes', 'partly', 'no', 'unknown'];

const firstReasons = 8;
const lastReasons = 2;

/** Eight and two, the rest behind "more". What comes first is chosen more often: the seed of the invitation changes it, but for the last two. */
export function shownReasons(all: boolean, chosen: readonly Reason[], seed?: number): readonly Reason[] {
  const middle = reasons.length - lastReasons;
  const next = randomFrom(seed);
  const order = [
    ...shuffled(reasons.slice(0, firstReasons), next),
    ...shuffled(reasons.slice(firstReasons, middle), next),
    ...reasons.slice(middle),
  ];
  return order.filter((reason, i) => all || i < firstReasons || i >= middle || chosen.includes(reason));
}

/** Without a seed: the order as it is. */
function shuffled(list: readonly Reason[], next: () => number): Reason[] {
  return list
    .map((reason, i) => ({ reason, place: next() || i }))
    .sort((a, b) => a.place - b.place)
    .map(({ reason }) => reason);
}

/** Mulberry32: the same order at every visit. */
function randomFrom(seed: number | undefined): () => number {
  let state = seed ?? 0;
  return () => {
    if (seed === undefined) return 0;
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) + 1;
  };
}

export function withReason(form: Form, reason: Reason): Form {
  const chosen = form.reasons.includes(reason);
  if (!chosen && form.reasons.length >= limits.reasons) return form;
  return { ...form, reasons: chosen ? form.reasons.filter((other) => other !== reason) : [...form.reasons, reason] };
}
