// One block of the transcript.
import type { Message } from '@rapport/sdk';
import type { JSX } from 'preact';
import { deskWords } from '../desk-words.ts';
import { Icon } from '../icon.tsx';
import { isVoid } from '../inbox.ts';
import type { OpenChat } from '../open-chat.ts';
import { systemWords } from '../system-words.ts';
import { clockText, dayText, fullText } from '../time.ts';
import type { Block } from '../transcript.ts';
import { Face, Heard, useDesk, useUi } from '../ui.tsx';
import { isolate, words } from '../words.ts';
import { Files } from './files/files.tsx';
import { RatingCard } from './rating-card.tsx';
import { Text } from './text.tsx';

interface BlockProps {
  readonly block: Block;
  readonly chat: OpenChat;
  /** Key of the message that carries its status. */
  readonly mark: string | null;
}

export function BlockView({ block, chat, mark }: BlockProps): JSX.Element {
  const { now, locale } = useUi();
  const { readRatings } = useDesk();
  switch (block.type) {
    case 'day':
      return <h3 class="day">{dayText(block.at, now.peek(), locale)}</h3>;
    case 'line':
      return (
        <p class="line">
          {/* Our words, whatever script the name is in. */}
          <bdi dir="ltr">{block.text}</bdi> <Heard>{clockText(block.at, locale)}</Heard>
        </p>
      );
    case 'note':
      return <Note message={block.message} to={block.to} chat={chat} />;
    case 'word':
      return (
        <div class="note" title={fullText(block.at, locale)}>
          <p class="note-head">
            <Icon name="swap" />
            <bdi>{block.title}</bdi>
          </p>
          <Text text={block.text} />
        </div>
      );
    case 'complaint':
      return <Complained text={block.text} at={block.at} name={chat.name.value} />;
    case 'rating':
      return (
        <RatingCard
          rating={block.rating}
          name={chat.name.value}
          at={block.at}
          thought={block.thought}
          isOut={isVoid(chat.state.value, block.session)}
          seen={() => readRatings.inFront(chat.id, block.session)}
        />
      );
    case 'group':
      return <Group block={block} chat={chat} mark={mark} />;
  }
}

function Group({
  block,
  chat,
  mark,
}: {
  block: Extract<Block, { type: 'group' }>;
  chat: OpenChat;
  mark: string | null;
}): JSX.Element {
  const { locale } = useUi();
  const { person } = useDesk();
  const { author, mine, staff, at, messages } = block;
  const name = mine ? words.you : staff ? person(chat.state.value, author) : chat.name.value;
  const time = clockText(at, locale);
  const marked = messages.find((m) => m.key === mark && m.status !== 'failed');
  return (
    <div class={`group ${staff ? 'staff' : 'visitor'}`}>
      {!staff && <Face name={name} />}
      <div class="stack">
        {mine ? (
          <Heard>
            {name}, {time}
          </Heard>
        ) : (
          <p class="who">
            <bdi>{name}</bdi> ·{' '}
            <time dateTime={new Date(at).toISOString()} title={fullText(at, locale)}>
              {time}
            </time>
          </p>
        )}
        {messages.map((m) => (
          <div
            key={m.key}
            class={`bubble ${m.status === 'failed' ? 'failed' : ''} ${m.text === '' ? 'bare' : ''}`}
            title={fullText(m.at, locale)}
          >
            {m.text !== '' && <Text text={m.text} />}
            {m.files && <Files files={m.files} chat={chat} />}
          </div>
        ))}
        {messages.map((m) => m.status === 'failed' && <Failed key={m.key} message={m} chat={chat} />)}
        {marked && <Status message={marked} />}
      </div>
    </div>
  );
}

function Status({ message: { status, at } }: { message: Message }): JSX.Element {
  const { locale } = useUi();
  return (
    <p class={`status ${status}`}>
      {words.status[status]} {status !== 'queued' && status !== 'sending' && clockText(at, locale)}
    </p>
  );
}

function Failed({ message, chat }: { message: Message; chat: OpenChat }): JSX.Element {
  return (
    <p class="status failed">
      <Icon name="warn" />
      {words.status.failed}{' '}
      <button type="button" onClick={() => chat.retry(message)}>
        {words.retry}
      </button>
      <button type="button" onClick={() => chat.discard(message)}>
        {words.discard}
      </button>
    </p>
  );
}

function Note({ message, to, chat }: { message: Message; to: string | null; chat: OpenChat }): JSX.Element {
  const { locale } = useUi();
  const { me, person } = useDesk();
  const state = chat.state.value;
  const name = message.mine ? words.you : person(state, message.author);
  const reader = to === null ? null : to === me.id ? systemWords.youToo : person(state, to);
  return (
    <div class={to === me.id ? 'note whisper' : 'note'} title={fullText(message.at, locale)}>
      <p class="note-head">
        <Icon name="lock" />
        <bdi>
          {reader === null ? words.conversation.noteBy(name) : deskWords.note.whisperBy(isolate(name), isolate(reader))}
        </bdi>
      </p>
      {message.text !== '' && <Text text={message.text} />}
      {message.files && <Files files={message.files} chat={chat} />}
      {message.status === 'failed' && <Failed message={message} chat={chat} />}
    </div>
  );
}

function Complained({ text, at, name }: { text: string; at: number; name: string }): JSX.Element {
  const { locale } = useUi();
  return (
    <section class="rating bad" aria-label={deskWords.list.complained}>
      <p class="who">
        <bdi>{systemWords.complained(isolate(name))}</bdi> · {clockText(at, locale)}
      </p>
      {text !== '' && (
        <blockquote>
          <Text text={text} />
        </blockquote>
      )}
    </section>
  );
}
