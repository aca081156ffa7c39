// The year that is drawn and asked about: 52 weeks from a Monday, in a zone with a summer time. No chance, no reports.
import { weekOf as weekFrom, weekMs, weeks } from '@rapport/relay/sample';

export const zone = 'Europe/Tirane';
export const sessionsOfYear = 50_000;
/** By UTC, which is the same day for every session that is drawn. */
export const monday: number = Date.UTC(2024, 11, 30);
/** Midnight in `zone` before that Monday, and before the one 52 weeks later. Winter time on both. */
export const from: number = monday - 3_600_000;
export const to: number = from + weeks * weekMs;
/** Before it, the year is as long as after it. */
export const middle: number = from + (weeks / 2) * weekMs - 3_600_000;

/** From 0. */
export const weekOf = (at: number): number => weekFrom(at, monday);
