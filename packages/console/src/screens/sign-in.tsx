// The door: email and password, one message for whatever is wrong.
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { type Phase, problemOf, signInWords } from '../account.ts';
import { useUi } from '../ui.tsx';
import { words } from '../words.ts';
import { Door } from './door.tsx';
import { Field } from './field.tsx';
import { Forgot } from './forgot.tsx';

type Why = Extract<Phase, { at: 'out' }>['why'];

export function SignIn({ why }: { why: Why }): JSX.Element {
  /** What was typed as the address when the password turned out to be forgotten. */
  const [forgotten, setForgotten] = useState<string | null>(null);
  return forgotten === null ? (
    <Form why={why} onForgot={setForgotten} />
  ) : (
    <Forgot email={forgotten} onBack={() => setForgotten(null)} />
  );
}

function Form({ why, onForgot }: { why: Why; onForgot: (email: string) => void }): JSX.Element {
  const { account } = useUi();
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState<{ email: string | null; password: string | null }>({
    email: null,
    password: null,
  });
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const [mail, secret] = [email.current?.value.trim() ?? '', password.current?.value ?? ''];
    const lacks = {
      email: mail === '' ? words.account.emailMissing : null,
      password: secret === '' ? words.account.passwordMissing : null,
    };
    setMissing(lacks);
    setProblem(null);
    if (lacks.email !== null || lacks.password !== null) {
      (lacks.email === null ? password : email).current?.focus();
      return;
    }
    setBusy(true);
    try {
      await account.signIn(mail, secret);
    } catch (error) {
      setBusy(false);
      setProblem(signInWords(problemOf(error)));
      password.current?.select();
      password.current?.focus();
    }
  };

  return (
    <Door title={words.account.signInTitle} lead={why === 'start' ? null : words.account[why]}>
      <form noValidate onSubmit={(e) => void submit(e)}>
        <Field
          label={words.account.email}
          type="email"
          autocomplete="username"
          inputRef={email}
          error={missing.email}
        />
        <Field
          label={words.account.password}
          type="password"
          autocomplete="current-password"
          inputRef={password}
          error={missing.password}
        />
        <p class="error" role="alert">
          {problem}
        </p>
        <button type="submit" class="bt p wide" aria-disabled={busy}>
          {busy ? words.account.working : words.account.signIn}
        </button>
        <button type="button" class="bt g wide" onClick={() => onForgot(email.current?.value.trim() ?? '')}>
          {words.account.forgot}
        </button>
      </form>
    </Door>
  );
}
