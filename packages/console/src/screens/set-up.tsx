// A one-time link has been opened: name, email, password, and the account is there.
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { problemOf, setUpWords } from '../account.ts';
import { useUi } from '../ui.tsx';
import { words } from '../words.ts';
import { Door } from './door.tsx';
import { Field } from './field.tsx';

const shortestPassword = 12;
type FieldName = 'name' | 'email' | 'password';
const order: readonly FieldName[] = ['name', 'email', 'password'];

export function SetUp(): JSX.Element {
  const { account } = useUi();
  const refs = {
    name: useRef<HTMLInputElement>(null),
    email: useRef<HTMLInputElement>(null),
    password: useRef<HTMLInputElement>(null),
  };
  const [errors, setErrors] = useState<Partial<Record<FieldName, string>>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const show = (found: Partial<Record<FieldName, string>>): void => {
    setErrors(found);
    const first = order.find((f) => found[f] !== undefined);
    if (first) refs[first].current?.focus();
  };

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const input = {
      name: refs.name.current?.value.trim() ?? '',
      email: refs.email.current?.value.trim() ?? '',
      password: refs.password.current?.value ?? '',
    };
    const found: Partial<Record<FieldName, string>> = {};
    if (input.name === '') found.name = words.account.nameMissing;
    if (!/^[^@\s]+@[^@\s]+$/.test(input.email)) found.email = words.account.emailMissing;
    if ([...input.password].length < shortestPassword) found.password = words.account.passwordShort(shortestPassword);
    setProblem(null);
    show(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      await account.setUp(input);
    } catch (error) {
      setBusy(false);
      const { field, text } = setUpWords(problemOf(error));
      if (field === null) setProblem(text);
      else show({ [field]: text });
    }
  };

  return (
    <Door title={words.account.setUpTitle} lead={words.account.setUpLead}>
      <form noValidate onSubmit={(e) => void submit(e)}>
        <Field
          label={words.account.name}
          type="text"
          autocomplete="name"
          inputRef={refs.name}
          error={errors.name ?? null}
          hint={words.account.nameHint}
        />
        <Field
          label={words.account.email}
          type="email"
          autocomplete="username"
          inputRef={refs.email}
          error={errors.email ?? null}
        />
        <Field
          label={words.account.password}
          type="password"
          autocomplete="new-password"
          inputRef={refs.password}
          error={errors.password ?? null}
          hint={words.account.passwordHint(shortestPassword)}
        />
        <p class="error" role="alert">
          {problem}
        </p>
        <button type="submit" class="bt p wide" aria-disabled={busy}>
          {busy ? words.account.working : words.account.create}
        </button>
        {problem !== null && (
          <button type="button" class="bt g wide" onClick={account.leaveSetup}>
            {words.account.goSignIn}
          </button>
        )}
      </form>
    </Door>
  );
}
