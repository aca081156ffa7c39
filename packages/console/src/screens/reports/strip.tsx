// Small drawings beside numbers that stand there anyway: a bar, an interval with its point, one bar of several parts, two points apart.
import type { JSX } from 'preact';

const at = (v: number): string => `${Math.round(Math.max(0, Math.min(1, v)) * 1_000) / 10}%`;

/** From nothing to `value`, 0 to 1. */
export function Bar({ value }: { value: number }): JSX.Element {
  return (
    <svg class="strip" aria-hidden="true">
      <rect class="track" width="100%" height="8" y="3" rx="2" />
      <rect class="fill" width={at(value)} height="8" y="3" rx="2" />
    </svg>
  );
}

/** Each of 0 to 1: spans, the widest first, and a point. `zero`: where nothing is. */
export function Spans({
  spans,
  point,
  zero,
}: {
  spans: readonly (readonly [number, number])[];
  point: number;
  zero?: number | undefined;
}): JSX.Element {
  return (
    <svg class="strip" aria-hidden="true">
      <line class="axis" x1="0" x2="100%" y1="7" y2="7" />
      {zero !== undefined && <line class="axis" x1={at(zero)} x2={at(zero)} y1="0" y2="14" />}
      {spans.map(([low, high], i) => (
        <rect key={low} class={`span-${i}`} x={at(low)} width={at(high - low)} y="3" height="8" rx="2" />
      ))}
      <circle class="dot" cx={at(point)} cy="7" r="4" />
    </svg>
  );
}

/** A disc and a square, so that they differ without their colour. */
export function Apart({ one, other }: { one: number; other: number }): JSX.Element {
  return (
    <svg class="strip wide" aria-hidden="true">
      <line class="axis" x1="0" x2="100%" y1="7" y2="7" />
      <line class="tie" x1={at(one)} x2={at(other)} y1="7" y2="7" />
      <circle class="dot" cx={at(one)} cy="7" r="5" />
      <svg x={at(other)} aria-hidden="true">
        <rect class="square" x="-5" y="2" width="10" height="10" />
      </svg>
    </svg>
  );
}

/** Shares of one whole, in their order. */
export function Parts({ shares }: { shares: readonly number[] }): JSX.Element {
  let from = 0;
  return (
    <svg class="parts-bar" aria-hidden="true">
      {shares.map((share, i) => {
        const x = at(from);
        from += share;
        return <rect key={i} class={`part-${i}`} x={x} width={at(share)} height="100%" />;
      })}
    </svg>
  );
}
