// One conversation: what was said, who types, a field to write in, and the rating when it has ended.
import type { Message, VisitorConversation } from '@rapport/sdk';
import {
  useConnection,
  useConversation,
  useConversationState,
  useMessages,
  useRead,
  useVisitor,
} from '@rapport/sdk/react';
import { type ReactElement, useId, useState } from 'react';

const ticks = { queued: '…', sending: '…', sent: '✓', delivered: '✓✓', read: 'read', failed: 'not sent' } as const;

export function Chat(): ReactElement {
  const visitor = useVisitor();
  const conversation = useConversation();
  const state = useConversationState(conversation);
  const connection = useConnection();
  useRead(conversation, true);
  const say = (text: string): unknown => (conversation ? conversation.send(text) : visitor?.start({ message: text }));
  return (
    <section aria-label="Chat">
      {connection.phase === 'waiting' && connection.lost && <p role="status">No connection. What you write is kept.</p>}
      <Messages conversation={conversation} />
      <p aria-live="polite">{state?.typing.length ? 'Somebody is typing…' : ''}</p>
      {state?.can.rate && conversation && <Rating conversation={conversation} />}
      <Field say={say} isReady={visitor !== null} />
      {state?.can.close && (
        <button type="button" onClick={() => void conversation?.end().catch(() => {})}>
          End the chat
        </button>
      )}
    </section>
  );
}

function Messages({ conversation }: { readonly conversation: VisitorConversation | null }): ReactElement {
  const messages = useMessages(conversation);
  return (
    <ol role="log" aria-label="Messages">
      {messages.map((message) => (
        <Line key={message.key} message={message} again={() => conversation?.retry(message.key)} />
      ))}
    </ol>
  );
}

function Line({ message, again }: { readonly message: Message; readonly again: () => void }): ReactElement {
  const { mine, text, status } = message;
  return (
    <li className={mine ? 'mine' : 'theirs'}>
      <span dir="auto">{text}</span> {mine && <small>{ticks[status]}</small>}
      {status === 'failed' && (
        <button type="button" onClick={again}>
          Try again
        </button>
      )}
    </li>
  );
}

function Field({ say, isReady }: { readonly say: (text: string) => unknown; readonly isReady: boolean }): ReactElement {
  const [text, setText] = useState('');
  const id = useId();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!text.trim()) return;
        say(text);
        setText('');
      }}
    >
      <label htmlFor={id}>Your message</label>
      <input
        id={id}
        value={text}
        maxLength={4_000}
        disabled={!isReady}
        onChange={({ target }) => setText(target.value)}
      />
      <button type="submit">Send</button>
    </form>
  );
}

function Rating({ conversation }: { readonly conversation: VisitorConversation }): ReactElement {
  const rating = useConversationState(conversation)?.rating?.given?.score;
  return (
    <fieldset>
      <legend>{rating ? 'Thank you.' : 'How was it?'}</legend>
      {([1, 2, 3, 4, 5] as const).map((score) => (
        <button
          key={score}
          type="button"
          aria-pressed={rating === score}
          onClick={() => void conversation.rate({ score })}
        >
          {score}
        </button>
      ))}
    </fieldset>
  );
}
