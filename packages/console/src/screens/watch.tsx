// A chat read along by a lead: nothing in it is marked as read, its agent is told, a whisper goes to that agent alone.
import type { ConvId } from '@rapport/protocol';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { deskWords } from '../desk-words.ts';
import { Icon } from '../icon.tsx';
import type { OpenChat } from '../open-chat.ts';
import { hashOf, pageHash } from '../route.ts';
import { Heard, useDesk, useUi } from '../ui.tsx';
import { isolate, words } from '../words.ts';
import { Sheets } from './sheets.tsx';
import { Transcript } from './transcript.tsx';

export type Intent = 'watch' | 'whisper' | 'takeover';

const w = deskWords.live;

export function Watch({ conv, intent }: { conv: ConvId; intent: Intent }): JSX.Element | null {
  const desk = useDesk();
  const [chat, setChat] = useState<OpenChat | null>(null);
  useEffect(() => {
    const made = desk.look(conv);
    made.watch(true);
    setChat(made);
    return () => {
      made.watch(false);
      made.dispose();
    };
  }, [desk, conv]);
  return chat && <Panel chat={chat} intent={intent} />;
}

function Panel({ chat, intent }: { chat: OpenChat; intent: Intent }): JSX.Element {
  const { me, person } = useDesk();
  const heading = useRef<HTMLHeadingElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const state = chat.state.value;
  const name = isolate(chat.name.value);
  const owner = state.assignee !== null && state.assignee !== me.id ? state.assignee : null;
  const ownerName = owner === null ? null : isolate(person(state, owner));
  const isKnown = state.openedAt > 0;
  useEffect(() => {
    if (intent === 'whisper') field.current?.focus();
    else heading.current?.focus();
  }, [intent]);
  // Whether it can be taken over is known once it is there.
  useEffect(() => {
    if (intent === 'takeover' && isKnown && chat.state.peek().can.takeover) chat.sheet.value = 'takeover';
  }, [intent, isKnown, chat]);
  return (
    <section class="watch" aria-labelledby="watch-title">
      <header class="head">
        <div class="title">
          <h2 id="watch-title" ref={heading} tabIndex={-1}>
            <bdi>{w.watching(name)}</bdi>
          </h2>
          <p class="sub">{ownerName === null ? w.told : w.seen(ownerName)}</p>
        </div>
        <a class="bt g" href={pageHash('live')}>
          <Icon name="close" />
          <Heard>{w.close}</Heard>
        </a>
      </header>
      {chat.found.value ? (
        <Transcript chat={{ ...chat, seen: () => {} }} sent={0} />
      ) : (
        <p class="empty">{words.conversation.gone}</p>
      )}
      {owner !== null && ownerName !== null && <Whisper chat={chat} to={owner} name={ownerName} field={field} />}
      <footer class="watch-foot">
        {state.can.takeover && (
          <button
            type="button"
            class="bt"
            onClick={() => {
              chat.sheet.value = 'takeover';
            }}
          >
            {w.takeover}
          </button>
        )}
        <a class="bt g" href={hashOf(chat.id)}>
          {w.open}
        </a>
      </footer>
      <Sheets chat={chat} />
    </section>
  );
}

function Whisper({
  chat,
  to,
  name,
  field,
}: {
  chat: OpenChat;
  to: string;
  name: string;
  field: { current: HTMLTextAreaElement | null };
}): JSX.Element {
  const { announce } = useUi();
  const [text, setText] = useState('');
  const submit = (): void => {
    if (text.trim() === '') return;
    chat.whisperTo.value = to;
    chat.write(text, 'note');
    if (!chat.submit('note')) return;
    setText('');
    announce(w.whisperSent);
    field.current?.focus();
  };
  return (
    <form
      class="composer whisper"
      data-mode="note"
      aria-label={deskWords.note.whisperTo(name)}
      onSubmit={(e) => {
        e.preventDefault();
        submit();
      }}
    >
      <div class="box">
        <textarea
          ref={field}
          rows={2}
          aria-label={deskWords.note.whisperTo(name)}
          placeholder={deskWords.note.whisperHint}
          dir={text === '' ? 'ltr' : 'auto'}
          value={text}
          onInput={(e) => setText(e.currentTarget.value)}
          onKeyDown={(e) => {
            if (e.key !== 'Enter' || e.shiftKey || e.isComposing || e.keyCode === 229) return;
            e.preventDefault();
            submit();
          }}
        />
        <div class="foot">
          <Icon name="lock" />
          <span class="quiet hint">{words.composer.noteHint}</span>
          <button type="submit" class="bt p" aria-disabled={text.trim() === ''}>
            {deskWords.note.whisper}
          </button>
        </div>
      </div>
      {chat.problem.value !== null && (
        <p class="error" role="alert">
          {chat.problem.value}
        </p>
      )}
    </form>
  );
}
