// A new person: an address, a role, and the link that lets them choose a password.
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { problemOf } from '../../account.ts';
import type { House, OneTimeLink, Person } from '../../house.ts';
import { peopleWords as w } from '../../people-words.ts';
import { failed, type Mark } from '../../site-editor.ts';
import { Heading, Labelled } from '../form.tsx';
import { ShowLink } from './one-time-link.tsx';
import { changeOf, emptyDraft, PersonFields, wrongAt } from './person-fields.tsx';

export function Invite({ house, onInvited }: { house: House; onInvited: (person: Person) => void }): JSX.Element {
  const [email, setEmail] = useState('');
  const [draft, setDraft] = useState(emptyDraft);
  const [mark, setMark] = useState<Mark | undefined>();
  const [made, setMade] = useState<(OneTimeLink & { readonly agent: Person }) | null>(null);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (mark?.is === 'failed') form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [mark]);

  const invite = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (mark?.is === 'saving') return;
    if (!/^[^@\s]+@[^@\s]+$/.test(email.trim())) {
      setMark({ is: 'failed', problems: [{ field: 'email', code: 'email' }], text: null });
      return;
    }
    setMark({ is: 'saving' });
    try {
      const invited = await house.invite({ email: email.trim(), ...changeOf(draft, emptyDraft) });
      setMark(undefined);
      setMade(invited);
      onInvited(invited.agent);
    } catch (error) {
      setMark(failed(problemOf(error)));
    }
  };
  const again = (): void => {
    setMade(null);
    setEmail('');
    setDraft(emptyDraft);
  };
  return (
    <div class="column">
      <Heading>{w.invite}</Heading>
      {made ? (
        <>
          <ShowLink to={made.agent.email} made={made} />
          <button type="button" class="bt" onClick={again}>
            {w.another}
          </button>
        </>
      ) : (
        <form ref={form} class="fields" noValidate onSubmit={(e) => void invite(e)}>
          <p class="lead">{w.inviteLead}</p>
          <Labelled label={w.email} error={wrongAt(mark, 'email')}>
            {(aria) => (
              <input
                {...aria}
                {...{ type: 'email' as const }}
                dir="ltr"
                spellcheck={false}
                autocomplete="off"
                value={email}
                onInput={(e) => setEmail(e.currentTarget.value)}
              />
            )}
          </Labelled>
          <PersonFields draft={draft} mark={mark} nameLabel={w.nameOptional} onChange={setDraft} />
          <div class="acts">
            <button type="submit" class="bt p" aria-disabled={mark?.is === 'saving'}>
              {mark?.is === 'saving' ? w.working : w.inviteButton}
            </button>
          </div>
        </form>
      )}
    </div>
  );
}
