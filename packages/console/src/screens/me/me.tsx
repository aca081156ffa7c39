// One's own account: name, password, API tokens, the way out everywhere.
import type { JSX } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { problemOf } from '../../account.ts';
import { createHouse, type House } from '../../house.ts';
import { peopleWords } from '../../people-words.ts';
import { failed, type Mark } from '../../site-editor.ts';
import { useDesk, useUi } from '../../ui.tsx';
import { Heading, Labelled } from '../form.tsx';
import { Act } from '../people/act.tsx';
import { wrongAt } from '../people/person-fields.tsx';
import { Password } from './password.tsx';
import { Tokens } from './tokens.tsx';

const w = peopleWords.me;

export function Profile(): JSX.Element {
  const { api, account } = useUi();
  const { me } = useDesk();
  const house = useMemo(() => createHouse(api), [api]);
  return (
    <main class="page me" aria-labelledby="page-title">
      <header class="page-head">
        <h2 id="page-title">{w.title}</h2>
      </header>
      <div class="column">
        <Heading>
          <bdi>{me.name}</bdi>
        </Heading>
        <p class="quiet">
          <bdi>{me.email}</bdi>
        </p>
        <Name house={house} />
        <Password house={house} />
        <Tokens house={house} />
        <section class="fields" aria-labelledby="everywhere">
          <h4 id="everywhere">{w.everywhere}</h4>
          <Act
            name={w.everywhere}
            hint={w.everywhereHint}
            asks
            run={async () => {
              await house.signOutEverywhere(me.id);
              account.leave();
              return null;
            }}
          />
        </section>
      </div>
    </main>
  );
}

/** Saves when it is left. */
function Name({ house }: { house: House }): JSX.Element {
  const { account } = useUi();
  const { me } = useDesk();
  const [mark, setMark] = useState<Mark | undefined>();
  const stands = useRef(me.name);
  const save = async (typed: string): Promise<void> => {
    const name = typed.trim();
    if (name === stands.current && mark?.is !== 'failed') return;
    setMark({ is: 'saving' });
    try {
      stands.current = (await house.changePerson(me.id, { name })).name;
      setMark({ is: 'saved' });
      account.rename(stands.current);
    } catch (error) {
      setMark(failed(problemOf(error)));
    }
  };
  const error = mark?.is === 'failed' ? (mark.text ?? wrongAt(mark, 'name')) : null;
  return (
    <Labelled label={w.name} hint={w.nameHint} error={error} mark={mark}>
      {(aria) => (
        <input
          {...aria}
          {...{ type: 'text' as const }}
          autocomplete="name"
          dir="auto"
          defaultValue={me.name}
          onChange={(e) => void save(e.currentTarget.value)}
        />
      )}
    </Labelled>
  );
}
