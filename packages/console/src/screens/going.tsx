// What is going on with a chat besides talk: it is being handed over, watched, blocked, or about to end with something unsent.
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { deskWords } from '../desk-words.ts';
import { handText } from '../held.ts';
import { Icon } from '../icon.tsx';
import type { OpenChat } from '../open-chat.ts';
import { Key, useDesk } from '../ui.tsx';
import { isolate } from '../words.ts';
import { Countdown } from './countdown.tsx';
import { Text } from './text.tsx';

export function Going({ chat }: { chat: OpenChat }): JSX.Element {
  return (
    <>
      <HandStrip chat={chat} />
      <Watched chat={chat} />
      <Blocked chat={chat} />
      <Unsent chat={chat} />
    </>
  );
}

function HandStrip({ chat }: { chat: OpenChat }): JSX.Element | null {
  const { me, person } = useDesk();
  const state = chat.state.value;
  const { hand, can } = state;
  if (hand === undefined) return null;
  if (hand.to === me.id) return <Incoming chat={chat} from={person(state, hand.from)} until={hand.until} />;
  return (
    <div class="stripe soft" role="status">
      <Icon name="swap" />
      <p>
        <bdi>{deskWords.hand.pending(isolate(person(state, hand.to)))}</bdi> <Countdown until={hand.until} />
      </p>
      {can.withdraw && (
        <button type="button" class="bt" onClick={() => void chat.acts.decline()}>
          {deskWords.hand.takeBack}
        </button>
      )}
    </div>
  );
}

/** With what the colleague wrote: it is what one decides by. */
function Incoming({ chat, from, until }: { chat: OpenChat; from: string; until: number }): JSX.Element {
  const text = handText(chat.timeline.value) ?? '';
  return (
    <section class="stripe soft incoming" aria-label={deskWords.hand.incoming(isolate(from))}>
      <p>
        <Icon name="swap" />
        <b>
          <bdi>{deskWords.hand.incoming(isolate(from))}</bdi>
        </b>{' '}
        <Countdown until={until} />
      </p>
      {text !== '' && <Text text={text} />}
      <p class="call-acts">
        <button type="button" class="bt p" aria-keyshortcuts="i" onClick={() => void chat.join()}>
          {deskWords.calls.accept} <Key>i</Key>
        </button>
        <button type="button" class="bt" aria-keyshortcuts="d" onClick={() => void chat.acts.decline()}>
          {deskWords.calls.giveBack} <Key>d</Key>
        </button>
      </p>
    </section>
  );
}

function Watched({ chat }: { chat: OpenChat }): JSX.Element | null {
  const { person } = useDesk();
  const state = chat.state.value;
  if (state.watching.length === 0) return null;
  const names = state.watching.map((id) => isolate(person(state, id))).join(', ');
  return (
    <p class="stripe" role="status">
      <Icon name="eye" />
      {state.watching.length > 1 ? deskWords.watchingMany(names) : deskWords.watching(names)}
    </p>
  );
}

function Blocked({ chat }: { chat: OpenChat }): JSX.Element | null {
  const { can } = chat.state.value;
  if (!can.unblock) return null;
  return (
    <p class="stripe bad">
      <Icon name="lock" />
      {deskWords.block.blocked}
      <button type="button" class="bt" onClick={() => void chat.acts.unblock()}>
        {deskWords.block.undo}
      </button>
    </p>
  );
}

/** Ending asks about words that nobody has read yet. */
function Unsent({ chat }: { chat: OpenChat }): JSX.Element | null {
  const first = useRef<HTMLButtonElement>(null);
  const end = chat.unsent.value;
  useEffect(() => {
    if (end !== null) first.current?.focus();
  }, [end]);
  if (end === null) return null;
  const w = deskWords.end;
  const answer = (run?: () => void) => (): void => {
    chat.unsent.value = null;
    run?.();
  };
  return (
    <section class="stripe warn ask" aria-label={w.unsent}>
      <p role="alert">{w.unsent}</p>
      <button ref={first} type="button" class="bt" onClick={answer(() => chat.submit('reply') && end())}>
        {w.sendAndEnd}
      </button>
      <button
        type="button"
        class="bt"
        onClick={answer(() => {
          chat.write('', 'reply');
          end();
        })}
      >
        {w.dropAndEnd}
      </button>
      <button type="button" class="bt g" onClick={answer()}>
        {w.keep}
      </button>
    </section>
  );
}
