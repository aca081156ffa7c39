// What can be set for a person who answers: name, role, teams, languages, conversations at once.
import type { JSX } from 'preact';
import type { Person, PersonChange } from '../../house.ts';
import { peopleWords as w } from '../../people-words.ts';
import { at, type Mark, wordsOf } from '../../site-editor.ts';
import { teamNames } from '../../team-names.ts';
import { useDesk } from '../../ui.tsx';
import { Labelled } from '../form.tsx';
import { partsOf } from '../settings/general.tsx';

/** As it is typed. */
export interface PersonDraft {
  readonly name: string;
  readonly role: Person['role'];
  readonly teams: readonly string[];
  readonly langs: string;
  readonly capacity: string;
}

export const draftOf = ({ name, role, teams, langs, capacity }: Person): PersonDraft => ({
  name,
  role,
  teams,
  langs: langs.join(', '),
  capacity: capacity === null ? '' : String(capacity),
});

export const emptyDraft: PersonDraft = { name: '', role: 'agent', teams: [], langs: '', capacity: '' };

/** What differs from `before`. A capacity that is no number goes as it is: the relay says so at its field. */
export function changeOf(draft: PersonDraft, before: PersonDraft): PersonChange {
  const number = draft.capacity.trim();
  return {
    ...(draft.name.trim() === before.name ? {} : { name: draft.name.trim() }),
    ...(draft.role === before.role ? {} : { role: draft.role }),
    ...(draft.teams === before.teams ? {} : { teams: draft.teams }),
    ...(draft.langs === before.langs ? {} : { langs: partsOf(draft.langs.toLowerCase()) }),
    ...(draft.capacity === before.capacity ? {} : { capacity: number === '' ? null : Number(number) }),
  };
}

/** What is wrong with one field, as the last answer said. */
export function wrongAt(mark: Mark | undefined, field: string, lines: readonly string[] = []): string | null {
  if (mark?.is !== 'failed') return null;
  const problems = at(mark.problems, field);
  return problems.length === 0 ? null : wordsOf({ is: 'failed', problems, text: null }, field, lines);
}

interface Props {
  readonly draft: PersonDraft;
  readonly mark: Mark | undefined;
  readonly nameLabel: string;
  readonly onChange: (draft: PersonDraft) => void;
}

export function PersonFields({ draft, mark, nameLabel, onChange }: Props): JSX.Element {
  const teams = [...teamNames(useDesk().sites.value)];
  return (
    <>
      <Labelled label={nameLabel} hint={w.nameHint} error={wrongAt(mark, 'name')}>
        {(aria) => (
          <input
            {...aria}
            {...{ type: 'text' as const }}
            dir="auto"
            autocomplete="off"
            value={draft.name}
            onInput={(e) => onChange({ ...draft, name: e.currentTarget.value })}
          />
        )}
      </Labelled>
      <Labelled label={w.role} error={wrongAt(mark, 'role')}>
        {(aria) => (
          <select
            {...aria}
            value={draft.role}
            onChange={(e) => onChange({ ...draft, role: e.currentTarget.value as Person['role'] })}
          >
            {(['agent', 'lead', 'owner'] as const).map((role) => (
              <option key={role} value={role} selected={role === draft.role}>
                {w.rolesLong[role]}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <fieldset class="field">
        <legend>{w.teams}</legend>
        {teams.length === 0 && <p class="hint">{w.noTeams}</p>}
        {teams.map(([key, name]) => (
          <label class="check" key={key}>
            <input
              type="checkbox"
              checked={draft.teams.includes(key)}
              onChange={(e) => {
                const others = draft.teams.filter((it) => it !== key);
                onChange({ ...draft, teams: e.currentTarget.checked ? [...others, key] : others });
              }}
            />
            <bdi>{name}</bdi>
          </label>
        ))}
        {teams.length > 0 && <p class="hint">{w.teamsHint}</p>}
        <p class="error" role="alert">
          {wrongAt(mark, 'teams', draft.teams)}
        </p>
      </fieldset>
      <Labelled label={w.langs} hint={w.langsHint} error={wrongAt(mark, 'langs', partsOf(draft.langs))}>
        {(aria) => (
          <input
            {...aria}
            {...{ type: 'text' as const }}
            dir="ltr"
            spellcheck={false}
            autocomplete="off"
            value={draft.langs}
            onInput={(e) => onChange({ ...draft, langs: e.currentTarget.value })}
          />
        )}
      </Labelled>
      <Labelled label={w.capacity} hint={w.capacityHint} error={wrongAt(mark, 'capacity')}>
        {(aria) => (
          <input
            {...aria}
            {...{ type: 'text' as const }}
            inputMode="numeric"
            class="short"
            autocomplete="off"
            value={draft.capacity}
            onInput={(e) => onChange({ ...draft, capacity: e.currentTarget.value })}
          />
        )}
      </Labelled>
      <p class="error" role="alert">
        {mark?.is === 'failed' ? mark.text : null}
      </p>
    </>
  );
}
