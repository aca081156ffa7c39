// Holds the address and the tab while a form has changes that are not saved (UX C17, N142).
import type { JSX } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { settingsWords } from '../settings-words.ts';
import { useUi } from '../ui.tsx';

const w = settingsWords.hours;

export interface LeaveGuard {
  readonly isDirty: boolean;
  setDirty(dirty: boolean): void;
  /** At once if nothing would be lost; else when the person says so. */
  ask(move: () => void): void;
  /** To be shown somewhere on the page. */
  readonly dialog: JSX.Element;
}

export function useLeaveGuard(): LeaveGuard {
  const { router } = useUi();
  const [isDirty, setDirty] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  const wanted = useRef<(() => void) | null>(null);
  const letGo = useRef<() => void>(() => {});
  const hold = useCallback((move: () => void): void => {
    wanted.current = move;
    dialog.current?.showModal();
  }, []);

  useEffect(() => {
    if (!isDirty) return;
    letGo.current = router.hold(hold);
    const stay = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', stay);
    return () => {
      letGo.current();
      window.removeEventListener('beforeunload', stay);
    };
  }, [isDirty, router, hold]);

  const leave = (): void => {
    dialog.current?.close();
    letGo.current();
    setDirty(false);
    wanted.current?.();
  };
  return {
    isDirty,
    setDirty,
    ask: (move) => (isDirty ? hold(move) : move()),
    dialog: (
      <dialog ref={dialog} class="sheet" aria-labelledby="leave-title" aria-describedby="leave-text">
        <h2 id="leave-title">{w.leaveTitle}</h2>
        <p id="leave-text">{w.leaveText}</p>
        <div class="acts">
          <button type="button" class="bt p" onClick={() => dialog.current?.close()}>
            {w.stay}
          </button>
          <button type="button" class="bt" onClick={leave}>
            {w.leave}
          </button>
        </div>
      </dialog>
    ),
  };
}
