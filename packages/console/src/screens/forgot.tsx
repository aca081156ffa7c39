// Asking for a new password before one is signed in. The answer is the same for every address (C1).
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { forgotWords, problemOf } from '../account.ts';
import { useUi } from '../ui.tsx';
import { words } from '../words.ts';
import { Door } from './door.tsx';
import { Field } from './field.tsx';

export function Forgot({ email, onBack }: { email: string; onBack: () => void }): JSX.Element {
  const { api } = useUi();
  const field = useRef<HTMLInputElement>(null);
  const back = useRef<HTMLButtonElement>(null);
  const [missing, setMissing] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [step, setStep] = useState<'ask' | 'busy' | 'sent'>('ask');
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (step === 'sent') back.current?.focus();
  }, [step]);

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (step !== 'ask') return;
    const address = field.current?.value.trim() ?? '';
    const isMissing = !/^[^@\s]+@[^@\s]+$/.test(address);
    setMissing(isMissing);
    setProblem(null);
    if (isMissing) {
      field.current?.focus();
      return;
    }
    setStep('busy');
    try {
      await api.forgot(address);
      setStep('sent');
    } catch (error) {
      setStep('ask');
      setProblem(forgotWords(problemOf(error)));
      field.current?.focus();
    }
  };

  return (
    <Door title={words.account.forgot} lead={step === 'sent' ? words.account.linkSent : words.account.forgotLead}>
      <form noValidate onSubmit={(e) => void submit(e)}>
        {step !== 'sent' && (
          <>
            <Field
              label={words.account.email}
              type="email"
              autocomplete="username"
              inputRef={field}
              value={email}
              error={missing ? words.account.emailMissing : null}
            />
            <p class="error" role="alert">
              {problem}
            </p>
            <button type="submit" class="bt p wide" aria-disabled={step === 'busy'}>
              {step === 'busy' ? words.account.working : words.account.sendLink}
            </button>
          </>
        )}
        <button ref={back} type="button" class="bt g wide" onClick={onBack}>
          {words.account.goSignIn}
        </button>
      </form>
    </Door>
  );
}
