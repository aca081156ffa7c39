// A button that does something to a person: asks first where it hurts, and says beside itself what became of it.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { problemOf } from '../../account.ts';
import { peopleWords as w } from '../../people-words.ts';
import { problemsOf } from '../../site-editor.ts';

interface Props {
  readonly name: string;
  readonly hint: string | null;
  readonly asks?: boolean;
  /** Gives what to say, or null if it shows itself. Rejects with ApiError. */
  readonly run: () => Promise<string | null>;
}

export function Act({ name, hint, asks = false, run }: Props): JSX.Element {
  const [isAsked, setAsked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const act = async (): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    setAsked(false);
    setSaid(null);
    setWrong(null);
    try {
      setSaid(await run());
    } catch (error) {
      const problem = problemOf(error);
      const isLast = problemsOf(problem).some(({ code }) => code === 'last_owner');
      setWrong(isLast ? w.lastOwner : problem.code === 'forbidden' ? w.forbidden : w.failed);
    }
    setBusy(false);
  };
  return (
    <div class="act">
      {isAsked ? (
        <div class="acts">
          <span>{w.sure(name)}</span>
          <button type="button" class="bt danger" onClick={() => void act()}>
            {w.yes}
          </button>
          <button type="button" class="bt" onClick={() => setAsked(false)}>
            {w.no}
          </button>
        </div>
      ) : (
        <button type="button" class="bt" aria-disabled={isBusy} onClick={() => (asks ? setAsked(true) : void act())}>
          {name}
        </button>
      )}
      {hint && <p class="hint">{hint}</p>}
      <p class="said" role="status">
        {said}
      </p>
      <p class="error" role="alert">
        {wrong}
      </p>
    </div>
  );
}
