// One conversation in the list: a link whose words say all that its colours say.
import type { InboxRow } from '@rapport/sdk';
import type { JSX } from 'preact';
import { deskWords } from '../desk-words.ts';
import { Icon } from '../icon.tsx';
import { isVoid, preview, type SectionKey, scoreOf, visitorName, waitOf } from '../inbox.ts';
import { moodOf } from '../rating.ts';
import { hashOf } from '../route.ts';
import { besideRating, scoreWords } from '../survey-words.ts';
import { ageText, clockText } from '../time.ts';
import { Face, Heard, useDesk, useUi } from '../ui.tsx';
import { words } from '../words.ts';
import { Marks } from './marks.tsx';
import { WaitChip } from './wait-chip.tsx';

export function Row({ row, section, current }: { row: InboxRow; section: SectionKey; current: boolean }): JSX.Element {
  const { me, person, readRatings } = useDesk();
  const { state } = row;
  const name = visitorName(row.visitor, state.visitor);
  const { lead, text, ours } = preview(row, me.id);
  const unread = state.unread > 0 && state.phase !== 'closed';
  const score = scoreOf(state);
  const isNew = score !== null && readRatings.fresh.value.has(row.id);
  return (
    <li>
      <a
        id={`row-${row.id}`}
        class={unread ? 'row unread' : 'row'}
        href={hashOf(row.id)}
        aria-current={current ? 'page' : undefined}
      >
        <Face name={name} />
        <span class="name">
          <bdi>{name}</bdi>
        </span>
        {section === 'others' && state.assignee !== null ? (
          <span class="when">{words.list.with(person(state, state.assignee))}</span>
        ) : (
          <When row={row} />
        )}
        <span class="preview" dir={ours ? undefined : 'auto'}>
          {unread && <i class="unread-dot" />}
          {lead === '' ? (
            text
          ) : (
            <>
              {lead}
              <bdi>{text}</bdi>
            </>
          )}
        </span>
        <Marks row={row} />
        {score !== null && (
          <span class={`score ${moodOf(score)}`}>
            {isNew && <i class="unread-dot" />}
            <Icon name={moodOf(score)} />
            <Heard>, {words.list.rated} </Heard>
            {scoreWords[score]}
            {isVoid(state, state.rating?.session ?? 0) && `, ${besideRating.out}`}
            {isNew && <Heard>, {deskWords.list.newRating}</Heard>}
          </span>
        )}
        {unread && <Heard>, {words.list.unread(state.unread)}</Heard>}
      </a>
    </li>
  );
}

/** The time in the corner: how long somebody has been waiting, or when something last happened. */
function When({ row: { state, updatedAt } }: { row: InboxRow }): JSX.Element {
  const { locale } = useUi();
  const wait = waitOf(state);
  if (wait === null) return <Age at={updatedAt} />;
  if (!wait.live) {
    return (
      <span class="chip ok">
        <Icon name="mail" />
        <Heard>{words.list.leftMessage}</Heard>
        <Age at={wait.since} />
      </span>
    );
  }
  return (
    <>
      <WaitChip since={wait.since} />
      <Heard>, {words.list.waitingSince(clockText(wait.since, locale))}: </Heard>
    </>
  );
}

function Age({ at }: { at: number }): JSX.Element {
  const { now, locale } = useUi();
  return <span class="when">{ageText(at, now.value, locale)}</span>;
}
