// Small words under a name: the team and language asked for, and what is unusual about a chat. Text first, colour second.
import type { InboxRow } from '@rapport/sdk';
import type { ComponentChildren, JSX } from 'preact';
import { teamName } from '../colleagues.ts';
import { deskWords } from '../desk-words.ts';
import { Icon, type IconName } from '../icon.tsx';
import { languageName } from '../language.ts';
import { Heard, useDesk } from '../ui.tsx';
import { isolate } from '../words.ts';
import { Countdown } from './countdown.tsx';

const w = deskWords.list;

/** `isBrief`: only what was asked for. */
export function Marks({ row, isBrief = false }: { row: InboxRow; isBrief?: boolean }): JSX.Element | null {
  const desk = useDesk();
  const { state } = row;
  const { team, lang, hand } = state;
  const isOpen = state.phase !== 'closed';
  const marks = [
    team !== undefined && isOpen && (
      <Mark key="team" spoken={w.team(isolate(teamName(desk.teamsOf(state.site), team)))}>
        <bdi>{teamName(desk.teamsOf(state.site), team)}</bdi>
      </Mark>
    ),
    lang !== undefined && isOpen && (
      <Mark key="lang" spoken={w.language(languageName(lang))}>
        {lang.toUpperCase()}
      </Mark>
    ),
    !isBrief && state.lead === 1 && (
      <Mark key="lead" icon="flag" kind="warn">
        {w.wantsLead}
      </Mark>
    ),
    !isBrief && state.offeredUntil !== null && (
      <Mark key="offer" kind="soft">
        {w.offered} <Countdown until={state.offeredUntil} />
      </Mark>
    ),
    !isBrief && hand !== undefined && (
      <Mark key="hand" icon="swap" kind="soft">
        <bdi>
          {hand.to === desk.me.id
            ? w.handedBy(isolate(desk.person(state, hand.from)))
            : w.handingTo(isolate(desk.person(state, hand.to)))}
        </bdi>{' '}
        <Countdown until={hand.until} />
      </Mark>
    ),
    !isBrief && isOpen && state.helpers?.[desk.me.id] === state.session && (
      <Mark key="help" kind="soft">
        {w.helping}
      </Mark>
    ),
    !isBrief && isOpen && state.promise?.late === 1 && state.takenAt === null && (
      <Mark key="late" icon="warn" kind="bad">
        {w.promiseBroken}
      </Mark>
    ),
    !isBrief && (state.complaints ?? 0) > 0 && (
      <Mark key="complaint" icon="warn" kind="bad">
        {w.complained}
      </Mark>
    ),
    !isBrief && state.blocked === 1 && (
      <Mark key="blocked" icon="lock">
        {w.blocked}
      </Mark>
    ),
  ].filter((it) => it !== false);
  return marks.length === 0 ? null : <span class="marks">{marks}</span>;
}

function Mark({
  icon,
  kind = '',
  spoken,
  children,
}: {
  icon?: IconName;
  kind?: string;
  spoken?: string;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <span class={`mark ${kind}`}>
      {icon && <Icon name={icon} />}
      {spoken === undefined ? (
        children
      ) : (
        <>
          <span aria-hidden="true">{children}</span>
          <Heard>, {spoken}</Heard>
        </>
      )}
    </span>
  );
}
