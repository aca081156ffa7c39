// The year that is drawn: 52 weeks from a Monday, by UTC. All talk is between eight and nineteen o'clock, so that in a zone near
// Greenwich no session ends on another day. No chance, no reports.

export const dayMs = 86_400_000;
export const weekMs: number = 7 * dayMs;
export const weeks = 52;
/** Monday, 30 December 2024, as every day that is whole weeks from it. */
const someMonday = 1_735_516_800_000;
/** Hours of talk. */
export const openFromMs: number = 8 * 3_600_000;
export const openForMs: number = 10 * 3_600_000;

/** Midnight of the Monday at or before. */
export const mondayBefore = (at: number): number => at - modulo(at - someMonday, weekMs);
/** From 0. */
export const weekOf = (at: number, monday: number): number => Math.floor((at - monday) / weekMs);
/** 0: Monday. */
export const weekdayOf = (at: number): number => Math.floor(modulo(at - someMonday, weekMs) / dayMs);

const modulo = (a: number, b: number): number => ((a % b) + b) % b;
