// The wait that a visitor is promised, from waits that were measured (UX W4, R5). Pure; the zone's clock is told by the caller.
// A promise is a range in words. It may shrink while somebody waits, it never grows in silence: when it is broken, that is an event.

/** A promised range in milliseconds. `to: null`: "more than 15 minutes", which promises nothing. */
export interface Band {
  readonly from: number;
  readonly to: number | null;
}

/** A visitor of this team whom somebody answered: when he was taken, and how long he had waited. Milliseconds. */
export interface Wait {
  readonly takenAt: number;
  readonly waitMs: number;
}

const minuteMs = 60_000;
const edges = [0, 1, 2, 4, 8, 15].map((minutes) => minutes * minuteMs);

/** "under 1 minute", "1–2", "2–4", "4–8", "8–15", "more than 15 minutes". */
export const bands: readonly Band[] = edges.map((from, n) => ({ from, to: edges[n + 1] ?? null }));

/** Waits that an estimate is made of, at most; and how few are too few to say anything. */
export const mostWaits = 20;
export const fewestWaits = 5;

/**
 * The band to promise for a wait of which `waitedMs` are over already, or null if too few waits are known. The 80th percentile
 * (nearest rank, F14) lies in it, so four of five are answered in time; of those waits that were longer than what this visitor
 * has waited already, because the others say nothing about him any more.
 */
export function bandFor(waits: readonly Wait[], waitedMs = 0): Band | null {
  const known = waits
    .toSorted((a, b) => b.takenAt - a.takenAt)
    .slice(0, mostWaits)
    .map(({ waitMs }) => waitMs - waitedMs)
    .filter((leftMs) => leftMs > 0)
    .sort((a, b) => a - b);
  if (known.length < fewestWaits) return null;
  const p80 = known[Math.ceil(0.8 * known.length) - 1] as number;
  return bands.find(({ to }) => to === null || p80 <= to) ?? null;
}

/** What was said to one visitor in one wait. */
export interface Promised {
  readonly band: Band;
  /** When it was said: a band counts from there. */
  readonly at: number;
  readonly outcome: 'open' | 'kept' | 'late';
}

/** When the promise will be broken; Infinity: it promises no end. */
export const dueAt = ({ band, at }: Promised): number => at + (band.to ?? Number.POSITIVE_INFINITY);

/**
 * What stands at `now`, for somebody who still waits: the same; a shorter one, if what is estimated now ends earlier than what was
 * promised; or `late`, once its time is over. An estimate that has grown changes nothing: it was promised.
 */
export function revise(promised: Promised, estimate: Band | null, now: number): Promised {
  if (promised.outcome !== 'open') return promised;
  if (now > dueAt(promised)) return { ...promised, outcome: 'late' };
  const better: Promised | null = estimate && { band: estimate, at: now, outcome: 'open' };
  return better && dueAt(better) < dueAt(promised) ? better : promised;
}

/** What became of it when a person answered at `now` (F21). One who leaves before its end takes it with him: it stays `open`. */
export function answered(promised: Promised, now: number): Promised {
  if (promised.outcome !== 'open') return promised;
  return { ...promised, outcome: now > dueAt(promised) ? 'late' : 'kept' };
}
