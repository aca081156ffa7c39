// One button that does something to a case and says beside itself if it could not.
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { problemOf } from '../../account.ts';
import { recoveryWords as w } from '../../recovery-words.ts';
import { useUi } from '../../ui.tsx';

/** What went wrong, as it stands beside what was pressed. */
export function caseProblem(error: unknown): string {
  const { code, field } = problemOf(error);
  if (field === 'how') return w.unreachable;
  if (field === 'to') return w.unknownHand;
  if (code === 'forbidden') return w.forbidden;
  if (code === 'conflict' || code === 'not_found') return w.conflict;
  return code === 'invalid_field' ? w.invalid : w.failed;
}

export function ActButton({
  run,
  done,
  isMain = false,
  children,
}: {
  /** Rejects with ApiError. */
  run: () => Promise<void>;
  done: () => void;
  /** What is to be done next, of all that can be. */
  isMain?: boolean;
  children: ComponentChildren;
}): JSX.Element {
  const { announce } = useUi();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const act = async (): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    setProblem(null);
    try {
      await run();
      announce(w.done);
    } catch (error) {
      setProblem(caseProblem(error));
    }
    setBusy(false);
    done();
  };
  return (
    <>
      <button type="button" class={isMain ? 'bt p' : 'bt'} aria-disabled={isBusy} onClick={() => void act()}>
        {children}
      </button>
      {problem !== null && (
        <p class="error" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
