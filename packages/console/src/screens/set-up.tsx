// A one-time link has been opened: the first owner, somebody invited, or somebody who needs a new password.
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { problemOf, setUpWords, shortestPassword } from '../account.ts';
import type { LinkOwner } from '../api.ts';
import { useUi } from '../ui.tsx';
import { words } from '../words.ts';
import { Door } from './door.tsx';
import { Field } from './field.tsx';

type FieldName = 'name' | 'email' | 'password';
const order: readonly FieldName[] = ['name', 'email', 'password'];
const titles: Readonly<Record<LinkOwner['kind'], string>> = {
  first: words.account.setUpTitle,
  invited: words.account.invitedTitle,
  reset: words.account.resetTitle,
};

export function SetUp({ token }: { token: string }): JSX.Element {
  const { account, api } = useUi();
  const [owner, setOwner] = useState<LinkOwner | 'spent' | null>(null);
  useEffect(() => {
    api.setUpFor(token).then(setOwner, (error: unknown) => {
      // Only a clear no ends it here. Otherwise the form itself will say what is wrong.
      setOwner(setUpWords(problemOf(error)).text === words.account.linkSpent ? 'spent' : { kind: 'first' });
    });
  }, [api, token]);
  if (owner === null) return <Door title={words.account.setUpTitle} lead={words.loading} />;
  if (owner === 'spent')
    return (
      <Door title={words.account.setUpTitle} lead={words.account.linkSpent}>
        <button type="button" class="bt p wide" onClick={account.leaveSetup}>
          {words.account.goSignIn}
        </button>
      </Door>
    );
  return <Form owner={owner} />;
}

function Form({ owner }: { owner: LinkOwner }): JSX.Element {
  const { account } = useUi();
  const refs = {
    name: useRef<HTMLInputElement>(null),
    email: useRef<HTMLInputElement>(null),
    password: useRef<HTMLInputElement>(null),
  };
  const [errors, setErrors] = useState<Partial<Record<FieldName, string>>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const isReset = owner.kind === 'reset';

  const show = (found: Partial<Record<FieldName, string>>): void => {
    setErrors(found);
    const first = order.find((f) => found[f] !== undefined && refs[f].current !== null);
    if (first) refs[first].current?.focus();
  };

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const name = refs.name.current?.value.trim();
    const email = refs.email.current?.value.trim();
    const password = refs.password.current?.value ?? '';
    const found: Partial<Record<FieldName, string>> = {};
    if (name === '') found.name = words.account.nameMissing;
    if (email !== undefined && !/^[^@\s]+@[^@\s]+$/.test(email)) found.email = words.account.emailMissing;
    if ([...password].length < shortestPassword) found.password = words.account.passwordShort(shortestPassword);
    setProblem(null);
    show(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      await account.setUp({
        ...(name === undefined ? {} : { name }),
        ...(email === undefined ? {} : { email }),
        password,
      });
    } catch (error) {
      setBusy(false);
      const { field, text } = setUpWords(problemOf(error));
      if (field === null || refs[field].current === null) setProblem(text);
      else show({ [field]: text });
    }
  };

  return (
    <Door title={titles[owner.kind]} lead={isReset ? null : words.account.setUpLead}>
      {owner.kind !== 'first' && (
        <p class="for">
          <bdi>{owner.email}</bdi>
        </p>
      )}
      <form noValidate onSubmit={(e) => void submit(e)}>
        {!isReset && (
          <Field
            label={words.account.name}
            type="text"
            autocomplete="name"
            inputRef={refs.name}
            value={owner.kind === 'invited' ? owner.name : ''}
            error={errors.name ?? null}
            hint={words.account.nameHint}
          />
        )}
        {owner.kind === 'first' ? (
          <Field
            label={words.account.email}
            type="email"
            autocomplete="username"
            inputRef={refs.email}
            error={errors.email ?? null}
          />
        ) : (
          // A password manager files the password under this address.
          <input hidden {...{ type: 'text' as const }} autocomplete="username" value={owner.email} readOnly />
        )}
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
          {busy ? words.account.working : isReset ? words.account.setPassword : words.account.create}
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
