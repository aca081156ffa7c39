// A week of opening hours and the days that differ, with Save and Discard. Every problem stands at its very span.
import type { JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { draftOf, freshDraft, type HoursDraft, inOrder, isSame, type Places, read } from '../../hours-draft.ts';
import type { Hours } from '../../house.ts';
import { settingsWords } from '../../settings-words.ts';
import type { Mark } from '../../site-editor.ts';
import { Exceptions } from './exceptions.tsx';
import { Spans } from './spans.tsx';

const w = settingsWords.hours;

interface Props {
  /** null: `always`. */
  readonly value: Hours | null;
  /** Path of the hours in what is sent. */
  readonly field: string;
  readonly mark: Mark | undefined;
  /** The words for null, and for hours of its own. */
  readonly choices: readonly [none: string, own: string];
  readonly onDirty: (dirty: boolean) => void;
  readonly onSave: (hours: Hours | null) => Promise<boolean>;
}

export function HoursForm({ value, field, mark, choices, onDirty, onSave }: Props): JSX.Element {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const saved = value && draftOf(value);
  const [draft, setDraft] = useState<HoursDraft | null>(saved);
  const [unread, setUnread] = useState<Places>({});
  const [isSaving, setSaving] = useState(false);
  const [said, setSaid] = useState('');
  const [asksFocus, setAsksFocus] = useState(0);
  const isDirty = !isSame(draft, saved);
  useEffect(() => onDirty(isDirty), [isDirty]);
  useEffect(() => () => onDirty(false), []);

  const wrong: Places = { ...placesOf(mark, field), ...unread };
  useEffect(() => {
    if (asksFocus > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [asksFocus]);

  const change = (next: HoursDraft | null): void => {
    setSaid('');
    setDraft(next);
  };
  const refuse = (n: number): void => {
    setSaid(w.wrong(n));
    setAsksFocus((times) => times + 1);
  };
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (isSaving) return;
    const ordered = draft && inOrder(draft);
    setDraft(ordered);
    const found = ordered && read(ordered);
    setUnread(found?.wrong ?? {});
    const unreadable = Object.keys(found?.wrong ?? {}).length;
    if (unreadable > 0) return refuse(unreadable);
    setSaving(true);
    setSaid(settingsWords.saving);
    const done = await onSave(found?.hours ?? null);
    setSaving(false);
    if (done) {
      setDraft(found && draftOf(found.hours)); // as it will be written from now on
      setSaid(w.saved);
      return;
    }
    setSaid(''); // what is wrong is said above
    setAsksFocus((times) => times + 1);
  };
  const discard = (): void => {
    setUnread({});
    change(saved);
  };

  const failed = mark?.is === 'failed' && said !== w.saved && Object.keys(unread).length === 0 ? mark : null;
  return (
    <form ref={form} class="hours" noValidate onSubmit={(e) => void save(e)}>
      <fieldset class="choice">
        <legend class="vh">{w.when}</legend>
        <div class="segments">
          {choices.map((text, own) => (
            <label key={text}>
              <input
                type="radio"
                name={`${id}-mode`}
                checked={(draft !== null) === (own === 1)}
                onChange={() => change(own === 0 ? null : (saved ?? freshDraft(localZone())))}
              />
              <span>{text}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {draft && (
        <>
          <Zone value={draft.zone} wrong={wrong.zone} onChange={(zone) => change({ ...draft, zone })} />
          <Week draft={draft} wrong={wrong} onChange={change} />
          <Exceptions draft={draft} wrong={wrong} onChange={change} />
        </>
      )}
      {failed && (
        <p class="error" role="alert">
          {failed.text ?? w.wrong(failed.problems.length)}
        </p>
      )}
      <div class="acts">
        <button type="submit" class="bt p" aria-disabled={!isDirty || isSaving}>
          {settingsWords.save}
        </button>
        <button type="button" class="bt" aria-disabled={!isDirty || isSaving} onClick={discard}>
          {settingsWords.discard}
        </button>
        <span class={said ? 'said' : 'said unsaved'} role="status">
          {said || (isDirty ? w.unsaved : '')}
        </span>
      </div>
    </form>
  );
}

/** Where the relay has found something, as the form knows its places. */
function placesOf(mark: Mark | undefined, field: string): Places {
  if (mark?.is !== 'failed') return {};
  return Object.fromEntries(
    mark.problems.filter((p) => p.field.startsWith(`${field}.`)).map((p) => [p.field.slice(field.length + 1), p.code]),
  );
}

const localZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

function Zone({
  value,
  wrong,
  onChange,
}: {
  value: string;
  wrong: string | undefined;
  onChange: (zone: string) => void;
}): JSX.Element {
  const id = useId();
  const zones = [...new Set([value, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort();
  return (
    <div class="field">
      <label for={id}>{w.zone}</label>
      <select
        id={id}
        value={value}
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={wrong ? `${id}-error` : undefined}
        onChange={(e) => onChange(e.currentTarget.value)}
      >
        {zones.map((zone) => (
          <option key={zone} value={zone} selected={zone === value}>
            {zone.replaceAll('_', ' ')}
          </option>
        ))}
      </select>
      {wrong && (
        <p class="error" id={`${id}-error`}>
          {settingsWords.placeProblem(wrong)}
        </p>
      )}
    </div>
  );
}

interface PartProps {
  readonly draft: HoursDraft;
  readonly wrong: Places;
  readonly onChange: (draft: HoursDraft) => void;
}

function Week({ draft, wrong, onChange }: PartProps): JSX.Element {
  const [monday = []] = draft.week;
  return (
    <fieldset class="week">
      <legend>{w.week}</legend>
      {w.days.map((day, n) => (
        <div class="day-row" key={day}>
          <span class="day-name">{day}</span>
          <Spans
            day={day}
            place={`week.${n}`}
            spans={draft.week[n] ?? []}
            wrong={wrong}
            onChange={(spans) => onChange({ ...draft, week: draft.week.map((old, at) => (at === n ? spans : old)) })}
          />
        </div>
      ))}
      <p class="hint">{w.midnight}</p>
      <button
        type="button"
        class="bt"
        onClick={() => onChange({ ...draft, week: draft.week.map((old, at) => (at < 5 ? monday : old)) })}
      >
        {w.copyDown}
      </button>
    </fieldset>
  );
}
