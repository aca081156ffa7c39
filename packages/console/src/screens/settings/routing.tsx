// How long visitors wait, what they are told about it, and who gets them.
import type { JSX } from 'preact';
import type { SiteSettings } from '../../house.ts';
import { settingsWords } from '../../settings-words.ts';
import type { SiteEditor } from '../../site-editor.ts';
import { SavedCheck, SavedNumber, SavedSelect, setting } from './saved.tsx';

const w = settingsWords.routing;
const [second, minute] = [1_000, 60_000];
const usualIdle: NonNullable<SiteSettings['idle']> = { askAfterMs: 25 * minute, endAfterMs: 30 * minute };

export function Routing({ editor }: { editor: SiteEditor }): JSX.Element {
  const { promise, capacity, acceptWithinMs, overflow, idle, leadButton, teams } = editor.site.value.settings;
  return (
    <>
      <SavedCheck
        editor={editor}
        field="settings.promise"
        label={w.promise}
        hint={w.promiseHint}
        value={promise}
        change={setting('promise')}
      />
      <SavedNumber
        editor={editor}
        field="settings.capacity"
        label={w.capacity}
        hint={w.capacityHint}
        value={capacity}
        change={setting('capacity')}
      />
      <SavedNumber
        editor={editor}
        field="settings.acceptWithinMs"
        label={w.accept}
        hint={w.acceptHint}
        unit={second}
        value={acceptWithinMs}
        change={setting('acceptWithinMs')}
      />
      <fieldset class="group-box">
        <legend>{w.overflow}</legend>
        {teams.length === 0 ? (
          <p class="hint">{w.overflowNeedsTeam}</p>
        ) : (
          <SavedSelect
            editor={editor}
            field="settings.overflow.team"
            label={w.overflowTeam}
            value={overflow?.team ?? ''}
            choices={[['', w.noTeam], ...teams.map((team) => [team.key, team.name] as const)]}
            change={(team, now) => ({
              settings: {
                overflow: team === '' ? null : { team, afterMs: now.settings.overflow?.afterMs ?? 2 * minute },
              },
            })}
          />
        )}
        {overflow && (
          <SavedNumber
            editor={editor}
            field="settings.overflow.afterMs"
            label={w.overflowAfter}
            unit={minute}
            value={overflow.afterMs}
            change={(afterMs, now) => ({
              settings: { overflow: { team: now.settings.overflow?.team ?? '', afterMs } },
            })}
          />
        )}
      </fieldset>
      <SavedCheck
        editor={editor}
        field="settings.idle"
        label={w.idle}
        value={idle !== null}
        change={(on) => ({ settings: { idle: on ? usualIdle : null } })}
      />
      {idle && (
        <div class="group-box">
          <SavedNumber
            editor={editor}
            field="settings.idle.askAfterMs"
            label={w.ask}
            unit={minute}
            value={idle.askAfterMs}
            change={(askAfterMs, now) => ({ settings: { idle: { ...usualIdle, ...now.settings.idle, askAfterMs } } })}
          />
          <SavedNumber
            editor={editor}
            field="settings.idle.endAfterMs"
            label={w.end}
            unit={minute}
            value={idle.endAfterMs}
            change={(endAfterMs, now) => ({ settings: { idle: { ...usualIdle, ...now.settings.idle, endAfterMs } } })}
          />
        </div>
      )}
      <SavedSelect
        editor={editor}
        field="settings.leadButton"
        label={w.lead}
        value={leadButton}
        choices={[
          ['later', w.later],
          ['always', w.always],
        ]}
        change={(it) => ({ settings: { leadButton: it === 'always' ? 'always' : 'later' } })}
      />
    </>
  );
}
