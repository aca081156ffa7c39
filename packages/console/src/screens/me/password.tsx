// A new password of one's own; the current one is asked for, so that a borrowed screen is not enough.
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { problemOf, shortestPassword, signInWords } from '../../account.ts';
import type { House } from '../../house.ts';
import { peopleWords } from '../../people-words.ts';
import { useDesk } from '../../ui.tsx';
import { Field } from '../field.tsx';

const w = peopleWords.me;

interface Wrong {
  readonly current?: string;
  readonly next?: string;
}

export function Password({ house }: { house: House }): JSX.Element {
  const { me } = useDesk();
  const current = useRef<HTMLInputElement>(null);
  const next = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<Wrong>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [isBusy, setBusy] = useState(false);

  const show = (found: Wrong): void => {
    setWrong(found);
    (found.current ? current : next).current?.focus();
  };
  const change = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    setSaid('');
    setProblem(null);
    const [old, password] = [current.current?.value ?? '', next.current?.value ?? ''];
    const found: Wrong = {
      ...(old === '' ? { current: w.currentMissing } : {}),
      ...([...password].length < shortestPassword ? { next: w.short(shortestPassword) } : {}),
    };
    if (Object.keys(found).length > 0) return show(found);
    setBusy(true);
    try {
      await house.changePassword(old, password);
      setWrong({});
      setSaid(w.changed);
      for (const field of [current.current, next.current]) if (field) field.value = '';
    } catch (error) {
      const p = problemOf(error);
      if (p.field === 'current') show({ current: w.currentWrong });
      else if (p.field === 'password') show({ next: p.message });
      else setProblem(signInWords(p));
    }
    setBusy(false);
  };
  return (
    <section aria-labelledby="password">
      <h4 id="password">{w.password}</h4>
      <form class="fields" noValidate onSubmit={(e) => void change(e)}>
        {/* A password manager files the new one under this address. */}
        <input hidden {...{ type: 'text' as const }} autocomplete="username" value={me.email} readOnly />
        <Field
          label={w.current}
          type="password"
          autocomplete="current-password"
          inputRef={current}
          error={wrong.current ?? null}
        />
        <Field
          label={w.next}
          type="password"
          autocomplete="new-password"
          inputRef={next}
          error={wrong.next ?? null}
          hint={w.nextHint(shortestPassword)}
        />
        <p class="error" role="alert">
          {problem}
        </p>
        <div class="acts">
          <button type="submit" class="bt" aria-disabled={isBusy}>
            {w.change}
          </button>
          <span class="said" role="status">
            {said}
          </span>
        </div>
      </form>
    </section>
  );
}
