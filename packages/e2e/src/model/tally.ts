// What many schedules came to, added up: for the log of the tests, and to see that a long run tried what it was to try.
import type { Run } from './schedule.ts';

export interface Tally {
  schedules: number;
  said: number;
  acks: number;
  /** Of each schedule, how many steps it had. */
  readonly steps: number[];
  /** Schedules in which a command left again because its answer had not come. */
  resending: number;
  readonly faults: Record<string, number>;
  readonly kinds: Record<string, number>;
}

/** Every way in which something can go wrong here. One that is drawn and never happens would be a fault nobody tries. */
export const faultKinds: readonly string[] = [
  'reset',
  'half-open up',
  'half-open down',
  'half-open both',
  'stall up',
  'stall down',
  'delay',
  'frame twice',
  'event frame lost',
  'unknown frame',
  'unknown field',
  'unknown event',
  'unknown close',
  'offline',
  'hidden tab',
  'reload',
  'duplicate tab',
  'closed tab',
  'clock skew',
  'node clock apart',
  'node clocks moved',
  'hint own lost',
  'hint lost',
  'hint twice',
  'hint late',
  'hint overtaken',
  'bus cut',
  'disk full',
  'disk failed',
  'disk slow',
  'signed out',
  'drain',
  'crash now',
  'crash of both',
  'crash at a step',
  'crash before-commit',
  'crash after-commit',
  'crash after-ack',
  'crash after-hint',
];

export const emptyTally = (): Tally => ({
  schedules: 0,
  said: 0,
  acks: 0,
  steps: [],
  resending: 0,
  faults: {},
  kinds: {},
});

export function count(tally: Tally, run: Run): void {
  tally.schedules += 1;
  tally.said += run.said;
  tally.acks += run.acks;
  tally.steps.push(run.steps);
  tally.resending += run.resent > 0 ? 1 : 0;
  add(tally.faults, Object.fromEntries(run.faults));
  add(tally.kinds, Object.fromEntries(run.kinds));
}

export function join(tallies: readonly Tally[]): Tally {
  const all = emptyTally();
  for (const one of tallies) {
    all.schedules += one.schedules;
    all.said += one.said;
    all.acks += one.acks;
    all.resending += one.resending;
    all.steps.push(...one.steps);
    add(all.faults, one.faults);
    add(all.kinds, one.kinds);
  }
  return all;
}

function add(sum: Record<string, number>, more: Readonly<Record<string, number>>): void {
  for (const [what, times] of Object.entries(more)) sum[what] = (sum[what] ?? 0) + times;
}

export function medianSteps({ steps }: Tally): number {
  return [...steps].sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
}

/** What a long run owes and this one does not have; empty: nothing. */
export function missing(tally: Tally, o: { perFault: number; steps: number; resendingShare: number }): string[] {
  const known = new Set(faultKinds);
  const rare = faultKinds.filter((kind) => (tally.faults[kind] ?? 0) < o.perFault);
  const unlisted = Object.keys(tally.faults).filter((kind) => !known.has(kind));
  const median = medianSteps(tally);
  const share = tally.resending / Math.max(1, tally.schedules);
  return [
    ...rare.map((kind) => `${kind}: ${tally.faults[kind] ?? 0} times, ${o.perFault} wanted`),
    ...unlisted.map((kind) => `${kind}: is not in the list of faults`),
    ...(median < o.steps ? [`median of ${median} steps, ${o.steps} wanted`] : []),
    ...(share < o.resendingShare
      ? [`${percent(share)} of the runs resent a command, ${percent(o.resendingShare)} wanted`]
      : []),
  ];
}

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, n) => sum + n, 0);
const sorted = (counts: Readonly<Record<string, number>>): [string, number][] =>
  Object.entries(counts).sort(([, a], [, b]) => b - a);
const inline = (counts: Readonly<Record<string, number>>): string =>
  sorted(counts)
    .map(([what, times]) => `${what} ${times}`)
    .join(' · ');

/** A few lines. */
export function describeTally(tally: Tally): string {
  return [
    `${tally.schedules} schedules, median ${medianSteps(tally)} steps: ${tally.said} texts said, ${tally.acks} acks, ${percent(tally.resending / Math.max(1, tally.schedules))} of them resent a command`,
    `${total(tally.kinds)} events: ${inline(tally.kinds)}`,
    `${total(tally.faults)} faults: ${inline(tally.faults)}`,
  ].join('\n');
}

/** One line per fault, with a bar. */
export function histogram({ faults }: Tally): string {
  const rows = sorted(faults);
  const most = rows[0]?.[1] ?? 1;
  return rows
    .map(
      ([what, times]) =>
        `${what.padEnd(20)} ${String(times).padStart(7)} ${'█'.repeat(Math.ceil((times / most) * 40))}`,
    )
    .join('\n');
}
