// Leaving a rating out of every figure: one lead asks with a reason, a second person carries it out. It stays counted as void.
import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { deskWords } from '../desk-words.ts';
import type { OpenChat } from '../open-chat.ts';
import { useDesk } from '../ui.tsx';
import { isolate } from '../words.ts';

const w = deskWords.void;

export function VoidOf({ chat, session }: { chat: OpenChat; session: number }): JSX.Element | null {
  const { me, isLead, person } = useDesk();
  const state = chat.state.value;
  const asked = state.voids?.[session];
  if (!isLead && asked?.second === undefined) return null;
  const back = (text: string): JSX.Element => (
    <button type="button" class="bt" onClick={() => void chat.acts.unvoid(session)}>
      {text}
    </button>
  );
  if (asked === undefined) return <Ask chat={chat} session={session} />;
  const isOut = asked.second !== undefined;
  return (
    <div class="act">
      <p>
        {isOut ? w.isOut : asked.by === me.id ? w.mine : w.asks(isolate(person(state, asked.by)))}
        <br />
        <span class="quiet" dir="auto">
          {asked.reason}
        </span>
      </p>
      {isLead && (
        <p class="acts">
          {!isOut && asked.by !== me.id && (
            <button type="button" class="bt" onClick={() => void chat.acts.voidRating(session, asked.reason)}>
              {w.agree}
            </button>
          )}
          {back(isOut ? w.backIn : asked.by === me.id ? w.withdraw : w.keep)}
        </p>
      )}
    </div>
  );
}

function Ask({ chat, session }: { chat: OpenChat; session: number }): JSX.Element {
  const id = useId();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const ask = async (): Promise<void> => {
    if (reason.trim() === '') return setProblem(w.reasonMissing);
    setProblem((await chat.acts.voidRating(session, reason)) ? null : w.failed);
  };
  return (
    <details class="more">
      <summary>{w.title}</summary>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          void ask();
        }}
      >
        <div class="field">
          <label for={id}>{w.reason}</label>
          <div class="input">
            <input
              id={id}
              type="text"
              dir="auto"
              maxLength={500}
              aria-invalid={problem === null ? undefined : 'true'}
              aria-describedby={problem === null ? `${id}-hint` : `${id}-hint ${id}-error`}
              value={reason}
              onInput={(e) => setReason(e.currentTarget.value)}
            />
          </div>
          <p class="hint" id={`${id}-hint`}>
            {w.hint}
          </p>
          <p class="error" id={`${id}-error`} role="alert">
            {problem}
          </p>
        </div>
        <button type="submit" class="bt">
          {w.ask}
        </button>
      </form>
    </details>
  );
}
