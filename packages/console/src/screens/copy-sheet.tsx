// A copy of the chat by mail, for the customer: without notes and ratings. It is called sent only when it is.
import type { JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { deskWords } from '../desk-words.ts';
import type { OpenChat } from '../open-chat.ts';
import { useUi } from '../ui.tsx';
import { Sheet } from './sheet.tsx';

const w = deskWords.copy;

export function CopySheet({ chat }: { chat: OpenChat }): JSX.Element {
  return (
    <Sheet
      title={w.title}
      onClose={() => {
        chat.sheet.value = null;
      }}
    >
      {(close) => <Form chat={chat} close={close} />}
    </Sheet>
  );
}

function Form({ chat, close }: { chat: OpenChat; close: () => void }): JSX.Element {
  const { announce } = useUi();
  const id = useId();
  const { email, signed } = chat.visitor.value;
  const [to, setTo] = useState(email || (signed?.email ?? ''));
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = async (): Promise<void> => {
    if (chat.acts.busy.value) return;
    const done = await chat.acts.mailCopy(to.trim());
    setProblem(done.ok ? null : done.text);
    announce(done.text, !done.ok);
    if (done.ok) return close();
    field.current?.focus();
  };
  return (
    <form
      class="hand"
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        void submit();
      }}
    >
      <p>{w.lead}</p>
      <div class="field">
        <label for={id}>{w.to}</label>
        <input
          id={id}
          ref={field}
          type="email"
          dir="ltr"
          maxLength={254}
          value={to}
          aria-invalid={problem ? 'true' : undefined}
          aria-describedby={problem ? `${id}-error` : undefined}
          onInput={(e) => setTo(e.currentTarget.value)}
        />
        {problem !== null && (
          <p class="error" id={`${id}-error`}>
            {problem}
          </p>
        )}
      </div>
      <footer>
        <button type="button" class="bt" onClick={close}>
          {deskWords.hand.cancel}
        </button>
        <button type="submit" class="bt p" aria-disabled={chat.acts.busy.value}>
          {chat.acts.busy.value ? w.sending : w.submit}
        </button>
      </footer>
    </form>
  );
}
