// Who answers whom, as a table: each agent with load and longest silence, and a line for each of the chats.
import type { ConvId } from '@rapport/protocol';
import type { InboxRow } from '@rapport/sdk';
import type { JSX } from 'preact';
import { deskWords } from '../desk-words.ts';
import { visitorName } from '../inbox.ts';
import { type LiveSection, longestSince } from '../live.ts';
import { hashOf } from '../route.ts';
import { clockText } from '../time.ts';
import { Heard, useDesk, useUi } from '../ui.tsx';
import { isolate, words } from '../words.ts';
import { Marks } from './marks.tsx';
import { WaitChip, Waited } from './wait-chip.tsx';
import type { Intent } from './watch.tsx';

const w = deskWords.live;

type Open = (conv: ConvId, intent: Intent) => void;

export function AgentsTable({ sections, onOpen }: { sections: readonly LiveSection[]; onOpen: Open }): JSX.Element {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section class="scroll" aria-label={w.table} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{w.agent}</th>
            <th scope="col">{w.load}</th>
            <th scope="col">{w.silence}</th>
            <th scope="col">{w.conversation}</th>
            <th scope="col">{w.wait}</th>
            <th scope="col">{w.actions}</th>
          </tr>
        </thead>
        {sections.map((section) => (
          <Agent key={section.key} section={section} onOpen={onOpen} />
        ))}
      </table>
    </section>
  );
}

function Agent({ section: { key, rows }, onOpen }: { section: LiveSection; onOpen: Open }): JSX.Element {
  const desk = useDesk();
  const { locale } = useUi();
  const id = key.slice('agent '.length);
  const member = desk.staff.value.find((s) => s.id === id);
  const first = rows[0];
  const name = member?.name ?? (first ? desk.person(first.state, id) : words.somebody);
  const status = member?.status ?? 'away';
  const since = longestSince(rows);
  const span = Math.max(1, rows.length);
  const isFull = member !== undefined && member.load >= member.capacity;
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" rowSpan={span}>
          <span class="agent">
            <i class={`dot ${status}`} />
            <bdi>{name}</bdi>
          </span>
          <span class="quiet">{status === 'finishing' ? deskWords.presence.finishing : words.presence[status]}</span>
        </th>
        <td rowSpan={span} class="number">
          {member ? deskWords.hand.load(member.load, member.capacity) : rows.length}
          {isFull && <b class="flagged"> {w.full}</b>}
        </td>
        <td rowSpan={span}>
          {since === null ? (
            <span class="quiet">–</span>
          ) : (
            <>
              <WaitChip since={since} />
              <Heard>{words.list.waitingSince(clockText(since, locale))}</Heard>
            </>
          )}
        </td>
        {first ? (
          <Chat row={first} onOpen={onOpen} />
        ) : (
          <td colSpan={3} class="quiet">
            {w.noChats}
          </td>
        )}
      </tr>
      {rows.slice(1).map((row) => (
        <tr key={row.id}>
          <Chat row={row} onOpen={onOpen} />
        </tr>
      ))}
    </tbody>
  );
}

function Chat({ row, onOpen }: { row: InboxRow; onOpen: Open }): JSX.Element {
  const desk = useDesk();
  const name = visitorName(row.visitor, row.state.visitor);
  const isMine = row.state.assignee === desk.me.id;
  const act = (text: string, intent: Intent): JSX.Element => (
    <button type="button" class="bt" onClick={() => onOpen(row.id, intent)}>
      {text}
      <Heard> {isolate(name)}</Heard>
    </button>
  );
  return (
    <>
      <td>
        <bdi>{name}</bdi>
        <Marks row={row} />
      </td>
      <td>
        <Waited row={row} none={w.answered} />
      </td>
      <td>
        <span class="acts">
          {isMine ? (
            <a class="bt" href={hashOf(row.id)}>
              {w.open}
              <Heard> {isolate(name)}</Heard>
            </a>
          ) : (
            <>
              {act(w.watch, 'watch')}
              {act(w.whisper, 'whisper')}
              {row.state.can.takeover && act(w.takeover, 'takeover')}
            </>
          )}
        </span>
      </td>
    </>
  );
}
