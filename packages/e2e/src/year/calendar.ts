// The year that is drawn: 52 weeks from a Monday, in a zone with a summer time. All talk is between nine and twenty-one there, so that
// no session ends on another day than it would by UTC. No chance, no reports.

export const zone = 'Europe/Tirane';
export const dayMs = 86_400_000;
export const weekMs: number = 7 * dayMs;
export const weeks = 52;
/** Midnight in `zone` before Monday, 30 December 2024; and before the Monday 52 weeks later. Winter time on both. */
export const from: number = Date.UTC(2024, 11, 29, 23);
export const to: number = from + weeks * weekMs;
/** When the reports are asked for: all that may be said of the year has been said. */
export const now: number = to + 30 * dayMs;

/** From 0; by UTC, which is the same week and day (see above). */
export const weekOf = (at: number): number => Math.floor((at - Date.UTC(2024, 11, 30)) / weekMs);
/** 0: Monday. */
export const weekdayOf = (at: number): number => Math.floor((at - Date.UTC(2024, 11, 30)) / dayMs) % 7;
/** Hours of talk: the first begins at 8:00 UTC, nine or ten o'clock there. */
export const openFromMs: number = 8 * 3_600_000;
export const openForMs: number = 10 * 3_600_000;
