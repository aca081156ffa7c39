// Whether hours are open now, and when they open next: asked for every conversation that begins, so it is worked out once for
// each stretch of time. Pure.
import { closesAt, type Hours, isOpen, opensAt } from './hours.ts';

export interface Opening {
  readonly isOpen: boolean;
  /** When it opens next; null: it is open, or nobody knows. */
  readonly opensAt: number | null;
  /** From when until when this holds. Milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
}

/** Who never closes. */
const always: Opening = {
  isOpen: true,
  opensAt: null,
  from: Number.NEGATIVE_INFINITY,
  until: Number.POSITIVE_INFINITY,
};

/** If no change is known: the calendar is looked at again. */
const lookAgainMs = 86_400_000;

const known = new WeakMap<Hours, Opening>();

/** null: no hours are kept. */
export function openingOf(hours: Hours | null, now: number): Opening {
  if (!hours) return always;
  const before = known.get(hours);
  if (before && before.from <= now && now < before.until) return before;
  const opening = isOpen(hours, now) ? opened(hours, now) : closed(hours, now);
  known.set(hours, opening);
  return opening;
}

const opened = (hours: Hours, now: number): Opening => ({
  isOpen: true,
  opensAt: null,
  from: now,
  until: closesAt(hours, now) ?? now + lookAgainMs,
});

function closed(hours: Hours, now: number): Opening {
  const at = opensAt(hours, now);
  return { isOpen: false, opensAt: at, from: now, until: at ?? now + lookAgainMs };
}
