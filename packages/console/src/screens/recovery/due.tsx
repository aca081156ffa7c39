// The clock of a case: words first, colour second. Once somebody was in touch, how it stands.
import type { JSX } from 'preact';
import { type Case, dueKind } from '../../recovery.ts';
import { recoveryWords as w } from '../../recovery-words.ts';
import { lengthText } from '../../time.ts';
import { useUi } from '../../ui.tsx';

export function Due({ it }: { it: Case }): JSX.Element {
  const { now } = useUi();
  const kind = dueKind(it, now.value);
  if (kind === 'done') return <span class="chip">{w.states[it.state]}</span>;
  const ms = it.dueAt - now.value;
  // Minutes are enough: seconds that run make nobody faster.
  const time = lengthText(Math.max(1, Math.floor(Math.abs(ms) / 60_000)) * 60_000);
  return <span class={`chip ${kind}`}>{kind === 'late' ? w.late(time) : w.dueIn(time)}</span>;
}
