// The clock of a case: words first, colour second. Once somebody was in touch, how it stands.
import type { JSX } from 'preact';
import { type Case, dueKind } from '../../recovery.ts';
import { recoveryWords as w } from '../../recovery-words.ts';
import { lengthText } from '../../time.ts';
import { useUi } from '../../ui.tsx';

const hour = 3_600_000;

export function Due({ it }: { it: Case }): JSX.Element {
  const { now } = useUi();
  const kind = dueKind(it, now.value);
  if (kind === 'done') return <span class="chip">{w.states[it.state]}</span>;
  const ms = it.dueAt - now.value;
  const time = timeText(Math.abs(ms));
  return <span class={`chip ${kind}`}>{kind === 'late' ? w.late(time) : w.dueIn(time)}</span>;
}

/** Minutes are enough, and hours while there are some: seconds that run make nobody faster. */
function timeText(ms: number): string {
  if (ms >= 3 * hour && ms < 2 * 24 * hour) return w.hours(Math.floor(ms / hour));
  return lengthText(Math.max(1, Math.floor(ms / 60_000)) * 60_000);
}
