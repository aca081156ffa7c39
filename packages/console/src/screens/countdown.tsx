// How long something still stands. It ticks for the eye; the ear is told until when.
import type { JSX } from 'preact';
import { deskWords } from '../desk-words.ts';
import { clockText, waitText } from '../time.ts';
import { Heard, useUi } from '../ui.tsx';

export function Countdown({ until }: { until: number }): JSX.Element {
  const { now, locale } = useUi();
  return (
    <span class="countdown">
      <span aria-hidden="true">{waitText(until - now.value)}</span>
      <Heard>, {deskWords.calls.until(clockText(until, locale))}</Heard>
    </span>
  );
}
