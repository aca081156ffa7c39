// The transcript: days, groups, notes, lines, ratings. A reader who has scrolled away is never moved (F1).
import type { JSX } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { staffName, teamName } from '../colleagues.ts';
import { useCut } from '../cut.ts';
import { Icon } from '../icon.tsx';
import type { OpenChat } from '../open-chat.ts';
import { useScroll } from '../scroll.ts';
import { blocks, lastMine } from '../transcript.ts';
import { useDesk } from '../ui.tsx';
import { words } from '../words.ts';
import { BlockView } from './block.tsx';

export function Transcript({ chat, sent }: { chat: OpenChat; sent: number }): JSX.Element {
  const desk = useDesk();
  const { me } = desk;
  const timeline = chat.timeline.value;
  const state = chat.state.value;
  const name = chat.name.value;
  const ratings = chat.ratings.value;
  const complaints = chat.complaints.value;
  const staff = desk.staff.value;
  const teams = desk.teamsOf(state.site);
  const box = useRef<HTMLDivElement | null>(null);
  const cut = useCut(timeline.items, box);
  const items = cut.shown;
  const shown = useMemo(
    () =>
      blocks(items, {
        state,
        me: me.id,
        visitorName: name,
        ratings,
        complaints,
        person: (id) => staffName(staff, state, id),
        team: (key) => teamName(teams, key),
      }),
    [items, state, me.id, name, ratings, complaints, staff, teams],
  );
  const mark = useMemo(() => lastMine(timeline.items), [timeline.items]);
  const { fresh, toBottom } = useScroll({ box, cut, items: timeline.items, sent, onSeen: chat.seen });
  return (
    <div class="log-frame">
      <div
        class="log"
        ref={box}
        role="log"
        aria-live="off"
        aria-label={words.conversation.messages}
        aria-busy={timeline.loadingOlder}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
      >
        {(cut.isCut || timeline.hasOlder) && (
          <button
            type="button"
            class="bt g earlier"
            aria-disabled={timeline.loadingOlder}
            onClick={cut.isCut ? cut.back : () => void chat.older()}
          >
            {words.conversation.earlier}
          </button>
        )}
        {shown.map((b) => (
          <BlockView key={b.key} block={b} chat={chat} mark={mark} />
        ))}
        <p class="tail" aria-hidden="true">
          {state.typing.includes(state.visitor) && <bdi>{words.conversation.typing(name)}</bdi>}
        </p>
      </div>
      {fresh > 0 && (
        <button type="button" class="pill" onClick={toBottom}>
          {words.conversation.newMessages(fresh)}
          <Icon name="down" />
        </button>
      )}
    </div>
  );
}
