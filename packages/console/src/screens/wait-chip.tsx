// How long somebody has been waiting: text first, colour second. It ticks for the eye; the ear is told since when.
import type { InboxRow } from '@rapport/sdk';
import type { JSX } from 'preact';
import { Icon } from '../icon.tsx';
import { waitOf } from '../inbox.ts';
import { clockText, waitKind, waitText } from '../time.ts';
import { Heard, useUi } from '../ui.tsx';
import { words } from '../words.ts';

export function WaitChip({ since }: { since: number }): JSX.Element {
  const { now } = useUi();
  const ms = now.value - since;
  const kind = waitKind(ms);
  return (
    <span class={`chip ${kind}`} aria-hidden="true">
      <Icon name={kind === 'late' ? 'warn' : 'clock'} />
      {waitText(ms)}
      {kind === 'late' && ` ${words.list.late}`}
    </span>
  );
}

/** The same where it stands alone, as in a table. */
export function Waited({ row, none }: { row: InboxRow; none: string }): JSX.Element {
  const { locale } = useUi();
  const wait = waitOf(row.state);
  if (wait === null) return <span class="quiet">{none}</span>;
  if (!wait.live) return <span class="quiet">{words.list.leftMessage}</span>;
  return (
    <>
      <WaitChip since={wait.since} />
      <Heard>{words.list.waitingSince(clockText(wait.since, locale))}</Heard>
    </>
  );
}
