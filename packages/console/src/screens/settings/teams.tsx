// The teams of a site: add, rename, remove, hours of their own.
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Site, SiteChange, Team } from '../../house.ts';
import { settingsWords } from '../../settings-words.ts';
import { at, type SiteEditor, wordsOf } from '../../site-editor.ts';
import { Heard, useUi } from '../../ui.tsx';
import { isolate } from '../../words.ts';
import { Labelled } from '../form.tsx';
import { useLeaveGuard } from '../leave-guard.tsx';
import { HoursForm } from './hours-form.tsx';
import { SavedText } from './saved.tsx';

const w = settingsWords.teams;
const field = 'settings.teams';

const changed = (now: Site, key: string, change: Partial<Team>): SiteChange => ({
  settings: { teams: now.settings.teams.map((team) => (team.key === key ? { ...team, ...change } : team)) },
});

export function Teams({ editor }: { editor: SiteEditor }): JSX.Element {
  const { teams } = editor.site.value.settings;
  const [open, setOpen] = useState<string | null>(null);
  const guard = useLeaveGuard();
  return (
    <>
      <p class="lead">{w.lead}</p>
      {teams.length === 0 && <p class="quiet">{w.none}</p>}
      <ul class="teams">
        {teams.map((team, n) => (
          <TeamRow
            key={team.key}
            editor={editor}
            team={team}
            n={n}
            isOpen={open === team.key}
            onOpen={(isOpen) => guard.ask(() => setOpen(isOpen ? team.key : null))}
            onDirty={guard.setDirty}
          />
        ))}
      </ul>
      <AddTeam editor={editor} />
      {guard.dialog}
    </>
  );
}

interface RowProps {
  readonly editor: SiteEditor;
  readonly team: Team;
  readonly n: number;
  readonly isOpen: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onDirty: (dirty: boolean) => void;
}

function TeamRow({ editor, team, n, isOpen, onOpen, onDirty }: RowProps): JSX.Element {
  const { announce } = useUi();
  const [isAsked, setAsked] = useState(false);
  // What is said is kept by the team's key; the relay names its place in the list.
  const hours = `${field}.${team.key}.hours`;
  const removal = editor.marks.value[`${field}.${team.key}.removal`];
  const remove = async (): Promise<void> => {
    const without = (now: Site): SiteChange => ({
      settings: { teams: now.settings.teams.filter(({ key }) => key !== team.key) },
    });
    if (await editor.save(`${field}.${team.key}.removal`, without)) announce(w.removed(team.name));
  };
  const helps = removal?.is === 'failed' && at(removal.problems, 'settings.overflow').length > 0;
  return (
    <li class="team">
      <SavedText
        editor={editor}
        field={`${field}.${team.key}.name`}
        label={w.name}
        value={team.name}
        change={(name, now) => changed(now, team.key, { name })}
      />
      <div class="acts">
        <button type="button" class="bt" aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
          {team.hours === null ? w.asSite : w.own}
          <Heard>{w.of(team.name)}</Heard>
        </button>
        {isAsked ? (
          <>
            <span>{w.removeAsk(team.name)}</span>
            <button type="button" class="bt danger" onClick={() => void remove()}>
              {w.remove}
            </button>
            <button type="button" class="bt" onClick={() => setAsked(false)}>
              {settingsWords.cancel}
            </button>
          </>
        ) : (
          <button type="button" class="bt g" onClick={() => setAsked(true)}>
            {w.remove} <Heard>{isolate(team.name)}</Heard>
          </button>
        )}
      </div>
      <p class="error" role="alert">
        {helps ? w.helps : wordsOf(removal, field)}
      </p>
      {isOpen && (
        <HoursForm
          value={team.hours}
          field={`${field}.${n}.hours`}
          mark={editor.marks.value[hours]}
          choices={[w.sitesHours, w.ownHours]}
          onDirty={onDirty}
          onSave={(next) => editor.save(hours, (now) => changed(now, team.key, { hours: next }))}
        />
      )}
    </li>
  );
}

function AddTeam({ editor }: { editor: SiteEditor }): JSX.Element {
  const { announce } = useUi();
  const input = useRef<HTMLInputElement>(null);
  const [isMissing, setMissing] = useState(false);
  const mine = `${field}.new`;
  const mark = editor.marks.value[mine];
  const add = async (event: Event): Promise<void> => {
    event.preventDefault();
    const name = input.current?.value.trim() ?? '';
    setMissing(name === '');
    if (name !== '') {
      const withIt = (now: Site): SiteChange => ({
        settings: { teams: [...now.settings.teams, { key: keyFor(name, now.settings.teams), name, hours: null }] },
      });
      if (await editor.save(mine, withIt)) {
        announce(w.added(name));
        if (input.current) input.current.value = '';
      }
    }
    input.current?.focus();
  };
  return (
    <form class="one-line" noValidate onSubmit={(e) => void add(e)}>
      <Labelled label={w.add} error={isMissing ? settingsWords.problem('empty') : wordsOf(mark, field)}>
        {(aria) => (
          <div class="input-and-button">
            <input {...aria} ref={input} {...{ type: 'text' as const }} dir="auto" autocomplete="off" />
            <button type="submit" class="bt">
              {w.addButton}
            </button>
          </div>
        )}
      </Labelled>
    </form>
  );
}

/** `sales` for Sales; a number where that is taken. It stays when the team is renamed: the tag and the people name it. */
export function keyFor(name: string, teams: readonly Pick<Team, 'key'>[]): string {
  const plain =
    name
      .normalize('NFD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
      .replace(/[^a-z\d]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 30) || 'team';
  const isTaken = (key: string): boolean => teams.some((team) => team.key === key);
  let key = plain;
  for (let n = 2; isTaken(key); n++) key = `${plain}-${n}`;
  return key;
}
