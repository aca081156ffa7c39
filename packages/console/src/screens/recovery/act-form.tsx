// A form that does something to a case: folded until it is wanted, with what went wrong beside its button. And its field for words.
import type { ComponentChildren, JSX } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { recoveryWords as w } from '../../recovery-words.ts';
import { useUi } from '../../ui.tsx';
import { caseProblem } from './act-button.tsx';

/** `run` gives what is missing, or null once it is done. */
export function ActForm({
  title,
  submit,
  hint,
  isMain = false,
  run,
  done,
  children,
}: {
  title: string;
  submit: string;
  hint?: string;
  /** What is to be done next, of all that can be. */
  isMain?: boolean;
  run: () => Promise<string | null>;
  done: () => void;
  children: ComponentChildren;
}): JSX.Element {
  const { announce } = useUi();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const fold = useRef<HTMLDetailsElement>(null);
  const go = async (): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    let wrong: string | null;
    try {
      wrong = await run();
    } catch (error) {
      wrong = caseProblem(error);
    }
    setBusy(false);
    setProblem(wrong);
    announce(wrong ?? w.done, wrong !== null);
    if (wrong === null && fold.current) fold.current.open = false;
    if (wrong === null || wrong === w.conflict) done();
  };
  return (
    <details ref={fold} class="more">
      <summary>{title}</summary>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          void go();
        }}
      >
        {children}
        {hint !== undefined && <p class="hint">{hint}</p>}
        <p class="error" role="alert">
          {problem}
        </p>
        <p class="acts">
          <button type="submit" class={isMain ? 'bt p' : 'bt'} aria-disabled={isBusy}>
            {submit}
          </button>
        </p>
      </form>
    </details>
  );
}

export function Words({
  label,
  hint,
  value,
  set,
}: {
  label: string;
  hint?: string;
  value: string;
  set: (text: string) => void;
}): JSX.Element {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={3}
        dir="auto"
        {...(hint && { 'aria-describedby': `${id}-hint` })}
        value={value}
        onInput={(e) => set(e.currentTarget.value)}
      />
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
