// Those who wait, as a table: for somebody, or for a lead.
import type { ConvId } from '@rapport/protocol';
import type { InboxRow } from '@rapport/sdk';
import type { JSX } from 'preact';
import { deskWords } from '../desk-words.ts';
import { visitorName } from '../inbox.ts';
import { hashOf } from '../route.ts';
import { Heard, useDesk, useUi } from '../ui.tsx';
import { isolate } from '../words.ts';
import { Marks } from './marks.tsx';
import { Waited } from './wait-chip.tsx';
import type { Intent } from './watch.tsx';

const w = deskWords.live;

export interface QueueTableProps {
  readonly label: string;
  readonly rows: readonly InboxRow[];
  /** Of those who ask for a lead. */
  readonly isRequest?: boolean;
  readonly onOpen: (conv: ConvId, intent: Intent) => void;
}

export function QueueTable({ label, rows, isRequest = false, onOpen }: QueueTableProps): JSX.Element {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section class="scroll" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{w.visitor}</th>
            <th scope="col">{isRequest ? w.agent : w.team}</th>
            <th scope="col">{w.wait}</th>
            <th scope="col">{w.actions}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <QueueRow key={row.id} row={row} isRequest={isRequest} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function QueueRow({
  row,
  isRequest,
  onOpen,
}: Omit<QueueTableProps, 'label' | 'rows'> & { row: InboxRow }): JSX.Element {
  const desk = useDesk();
  const { router } = useUi();
  const { state } = row;
  const name = visitorName(row.visitor, state.visitor);
  const isQueued = state.phase === 'queued';
  const isMine = state.assignee === desk.me.id;
  const problem = desk.calls.problem.value;
  const come = async (): Promise<void> => {
    const done = isMine || (await (isQueued ? desk.calls.accept(row.id) : desk.calls.join(row.id)));
    if (done) router.go(row.id);
  };
  return (
    <tr>
      <th scope="row">
        <bdi>{name}</bdi>
      </th>
      <td>
        {isRequest && state.assignee !== null ? (
          <bdi>{w.with(isolate(desk.person(state, state.assignee)))}</bdi>
        ) : (
          <Marks row={row} isBrief={isRequest === true} />
        )}
      </td>
      <td>
        <Waited row={row} none={w.answered} />
      </td>
      <td>
        <span class="acts">
          <button type="button" class="bt p" onClick={() => void come()}>
            {isQueued ? w.take : w.join}
            <Heard> {isolate(name)}</Heard>
          </button>
          {isRequest && !isQueued ? (
            <button type="button" class="bt" onClick={() => onOpen(row.id, 'watch')}>
              {w.watch}
              <Heard> {isolate(name)}</Heard>
            </button>
          ) : (
            <a class="bt g" href={hashOf(row.id)}>
              {deskWords.calls.look}
              <Heard> {isolate(name)}</Heard>
            </a>
          )}
        </span>
        {problem?.conv === row.id && (
          <p class="error" role="alert">
            {problem.text}
          </p>
        )}
      </td>
    </tr>
  );
}
