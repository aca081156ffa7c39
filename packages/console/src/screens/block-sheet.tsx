// Blocking a visitor: why, and whether it was spam. It can be undone (part 11).
import type { JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { deskWords } from '../desk-words.ts';
import type { OpenChat } from '../open-chat.ts';
import { useUi } from '../ui.tsx';
import { isolate } from '../words.ts';
import { Sheet } from './sheet.tsx';

const w = deskWords.block;

export function BlockSheet({ chat }: { chat: OpenChat }): JSX.Element {
  return (
    <Sheet
      title={w.title(isolate(chat.name.value))}
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
  const [reason, setReason] = useState('');
  const [spam, setSpam] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const isOpen = chat.state.value.can.close;
  const submit = async (): Promise<void> => {
    const wrong = reason.trim() === '' ? { text: w.reasonMissing } : await chat.acts.block(reason, spam && isOpen);
    setProblem(wrong?.text ?? null);
    if (wrong === null) {
      announce(w.blocked);
      return close();
    }
    announce(wrong.text, true);
    field.current?.focus();
  };
  return (
    <form
      class="hand"
      onSubmit={(e) => {
        e.preventDefault();
        void submit();
      }}
    >
      <p>{w.lead}</p>
      <div class="field">
        <label for={`${id}-reason`}>{w.reason}</label>
        <input
          id={`${id}-reason`}
          ref={field}
          type="text"
          dir="auto"
          maxLength={500}
          value={reason}
          aria-invalid={problem ? 'true' : undefined}
          aria-describedby={problem ? `${id}-hint ${id}-error` : `${id}-hint`}
          onInput={(e) => setReason(e.currentTarget.value)}
        />
        <p class="hint" id={`${id}-hint`}>
          {w.reasonHint}
        </p>
        {problem !== null && (
          <p class="error" id={`${id}-error`}>
            {problem}
          </p>
        )}
      </div>
      {isOpen && (
        <label class="check">
          <input type="checkbox" checked={spam} onChange={(e) => setSpam(e.currentTarget.checked)} />
          <span>{w.spam}</span>
        </label>
      )}
      <footer>
        <button type="button" class="bt" onClick={close}>
          {deskWords.hand.cancel}
        </button>
        <button type="submit" class="bt p" aria-disabled={chat.acts.busy.value}>
          {w.submit}
        </button>
      </footer>
    </form>
  );
}
