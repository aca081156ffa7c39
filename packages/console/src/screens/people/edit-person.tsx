// One person: what can be set for them, and their ways in.
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { problemOf } from '../../account.ts';
import type { House, OneTimeLink, Person } from '../../house.ts';
import { peopleWords as w } from '../../people-words.ts';
import { pageHash } from '../../route.ts';
import { failed, type Mark } from '../../site-editor.ts';
import { useDesk } from '../../ui.tsx';
import { Heading, Said } from '../form.tsx';
import { Act } from './act.tsx';
import { ShowLink } from './one-time-link.tsx';
import { changeOf, draftOf, PersonFields } from './person-fields.tsx';

interface Props {
  readonly house: House;
  readonly person: Person;
  readonly onChange: (person: Person) => void;
}

export function EditPerson({ house, person, onChange }: Props): JSX.Element {
  const { me } = useDesk();
  const [draft, setDraft] = useState(draftOf(person));
  const [mark, setMark] = useState<Mark | undefined>();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (mark?.is === 'failed') form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [mark]);

  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (mark?.is === 'saving') return;
    setMark({ is: 'saving' });
    try {
      const saved = await house.changePerson(person.id, changeOf(draft, draftOf(person)));
      onChange(saved);
      setDraft(draftOf(saved));
      setMark({ is: 'saved' });
    } catch (error) {
      setMark(failed(problemOf(error)));
    }
  };
  return (
    <div class="column">
      <Heading>{w.editTitle(person.name)}</Heading>
      <p class="quiet">
        <bdi>{person.email}</bdi>
      </p>
      <form ref={form} class="fields" noValidate onSubmit={(e) => void save(e)}>
        <PersonFields draft={draft} mark={mark} nameLabel={w.name} onChange={setDraft} />
        <div class="acts">
          <button type="submit" class="bt p" aria-disabled={mark?.is === 'saving'}>
            {w.save}
          </button>
          <Said mark={mark} />
        </div>
      </form>
      <section class="fields" aria-labelledby="access">
        <h4 id="access">{w.access}</h4>
        {person.id === me.id ? (
          <p>
            <a href={pageHash('me')}>{w.ownAccess}</a>
          </p>
        ) : (
          <Access house={house} person={person} onChange={onChange} />
        )}
      </section>
    </div>
  );
}

function Access({ house, person, onChange }: Props): JSX.Element {
  const [made, setMade] = useState<OneTimeLink | null>(null);
  return (
    <>
      {!person.disabled && (
        <Act
          name={person.isPending ? w.resend : w.reset}
          hint={person.isPending ? w.resendHint : w.resetHint}
          asks={!person.isPending}
          run={async () => {
            setMade(await house.resetPassword(person.id));
            onChange({ ...person, isPending: true });
            return null;
          }}
        />
      )}
      {made && <ShowLink key={made.link} to={person.email} made={made} />}
      {!person.disabled && !person.isPending && (
        <Act
          name={w.signOut}
          hint={w.signOutHint}
          run={async () => {
            await house.signOutEverywhere(person.id);
            return w.signedOut;
          }}
        />
      )}
      <Act
        key={String(person.disabled)}
        name={person.disabled ? w.enable : w.disable}
        hint={person.disabled ? w.off(person.name) : w.disableHint}
        asks={!person.disabled}
        run={async () => {
          onChange(await house.changePerson(person.id, { disabled: !person.disabled }));
          return null;
        }}
      />
    </>
  );
}
