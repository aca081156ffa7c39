// The open chat: who it is and what can be done, the transcript, what others are writing, the composer.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { deskWords } from '../desk-words.ts';
import { Icon } from '../icon.tsx';
import { identityWords } from '../identity-words.ts';
import { waitOf } from '../inbox.ts';
import type { OpenChat } from '../open-chat.ts';
import { hashOf } from '../route.ts';
import { clockText, waitText } from '../time.ts';
import { Face, focusOn, Heard, Key, places, useDesk, useUi } from '../ui.tsx';
import { isolate, words } from '../words.ts';
import { Composer } from './composer.tsx';
import { Going } from './going.tsx';
import { More } from './more.tsx';
import { Sheets } from './sheets.tsx';
import { Transcript } from './transcript.tsx';

export function Conversation({ chat }: { chat: OpenChat }): JSX.Element {
  const { router } = useUi();
  const [sent, setSent] = useState(0);
  // Opening a chat by a link or a key brings the reader to it; j and k leave the focus in the list.
  useEffect(() => {
    if (router.route.peek().about) return;
    if (!document.activeElement?.closest('nav.list li') && !(document.activeElement instanceof HTMLTextAreaElement))
      focusOn('conversation');
  }, []);
  return (
    <>
      <Head chat={chat} />
      {chat.found.value ? <Transcript chat={chat} sent={sent} /> : <p class="empty">{words.conversation.gone}</p>}
      <Problem chat={chat} />
      <Going chat={chat} />
      <AlsoWriting chat={chat} />
      <Composer chat={chat} onSent={() => setSent(sent + 1)} />
      <Sheets chat={chat} />
    </>
  );
}

function Head({ chat }: { chat: OpenChat }): JSX.Element {
  const desk = useDesk();
  const { router } = useUi();
  const { about } = router.route.value;
  const { can, phase } = chat.state.value;
  const name = chat.name.value;
  return (
    <header class="head">
      <a class="bt g back" href={hashOf(null)}>
        <Icon name="back" />
        <Heard>{words.nav.back}</Heard>
      </a>
      <Face name={name} />
      <div class="title">
        <h2 id={places.conversation} tabIndex={-1}>
          <bdi>{name}</bdi>
        </h2>
        <Sub chat={chat} />
      </div>
      <div class="tools">
        {can.transfer && (
          <button
            type="button"
            class="bt g note-button"
            aria-keyshortcuts="t"
            onClick={() => {
              chat.sheet.value = 'transfer';
            }}
          >
            {deskWords.hand.transfer} <Key>t</Key>
          </button>
        )}
        {can.note && (
          <button
            type="button"
            class="bt g note-button"
            aria-keyshortcuts="n"
            onClick={() => {
              chat.setMode('note');
              focusOn('message');
            }}
          >
            {words.conversation.note} <Key>n</Key>
          </button>
        )}
        {can.close && (
          <button
            type="button"
            class={phase === 'queued' ? 'bt' : 'bt p'}
            aria-keyshortcuts="e"
            onClick={() => chat.askToEnd(() => desk.ending.begin(chat.id, name))}
          >
            {words.conversation.end} <Key>e</Key>
          </button>
        )}
        {can.accept && phase === 'queued' && (
          <button
            type="button"
            class="bt p"
            aria-keyshortcuts="i"
            aria-disabled={chat.joining.value}
            onClick={() => void chat.join()}
          >
            {words.conversation.join} <Key>i</Key>
          </button>
        )}
        <More chat={chat} />
        <a
          class="bt g details-button"
          href={hashOf(chat.id, !about)}
          aria-label={words.conversation.details}
          title={words.conversation.details}
        >
          <Icon name="panel" />
        </a>
      </div>
    </header>
  );
}

/** The page, and who waits for whom since when. The time ticks for the eye only. */
function Sub({ chat }: { chat: OpenChat }): JSX.Element {
  const { me, person } = useDesk();
  const state = chat.state.value;
  const { page, signed, name } = chat.visitor.value;
  const wait = waitOf(state);
  const mine = state.assignee === me.id;
  return (
    <p class="sub">
      {signed ? (
        <span class="verified">
          <Icon name="check" />
          {identityWords.fromSite}
        </span>
      ) : (
        name && <span>{identityWords.notVerified}</span>
      )}
      {page && <bdi class="where">{shortUrl(page.url)}</bdi>}
      {state.phase === 'closed' && <span>{words.system.closed}</span>}
      {wait?.live && <Waiting since={wait.since} mine={mine} />}
      {wait?.live === false && <span>{words.conversation.left}</span>}
      {state.phase === 'active' && state.assignee !== null && !mine && (
        <bdi>{words.conversation.with(isolate(person(state, state.assignee)))}</bdi>
      )}
      {state.lead === 1 && <b class="flagged">{deskWords.leadAsked}</b>}
    </p>
  );
}

function Waiting({ since, mine }: { since: number; mine: boolean }): JSX.Element {
  const { now, locale } = useUi();
  const ticking = waitText(now.value - since);
  return (
    <span>
      <span aria-hidden="true">
        {mine ? words.conversation.waitsForYou(ticking) : words.conversation.waits(ticking)}
      </span>
      <Heard>{words.conversation.waitsSince(clockText(since, locale))}</Heard>
    </span>
  );
}

/** Host and path: the rest of an address is noise, and may be private. */
export function shortUrl(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return host + (pathname === '/' ? '' : pathname);
  } catch {
    return url;
  }
}

function Problem({ chat }: { chat: OpenChat }): JSX.Element | null {
  const desk = useDesk();
  const text = chat.problem.value ?? (chat.sheet.value ? null : chat.acts.problem.value) ?? desk.ending.problem.value;
  if (text === null) return null;
  return (
    <p class="stripe bad" role="alert">
      <Icon name="warn" />
      {text}
    </p>
  );
}

function AlsoWriting({ chat }: { chat: OpenChat }): JSX.Element | null {
  const { me, person } = useDesk();
  const state = chat.state.value;
  const other = state.typing.find((id) => id !== state.visitor && id !== me.id);
  if (other === undefined) return null;
  return (
    <p class="stripe warn">
      <Icon name="eye" />
      <bdi>{words.conversation.alsoWriting(isolate(person(state, other)))}</bdi>
    </p>
  );
}
