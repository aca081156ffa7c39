// Days on which the week does not count: holidays, shorter and longer days.
import type { JSX } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import type { HoursDraft, Places } from '../../hours-draft.ts';
import { Icon } from '../../icon.tsx';
import { settingsWords } from '../../settings-words.ts';
import { Heard, useUi } from '../../ui.tsx';
import { Spans } from './spans.tsx';

const w = settingsWords.hours;

interface Props {
  readonly draft: HoursDraft;
  readonly wrong: Places;
  readonly onChange: (draft: HoursDraft) => void;
}

export function Exceptions({ draft, wrong, onChange }: Props): JSX.Element {
  const id = useId();
  const { locale } = useUi();
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  // The date is a day of the calendar, in no zone: it is shown as it was written.
  const nameOf = (date: string): string =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(`${date}T00:00Z`));

  const add = (): void => {
    const date = input.current?.value ?? '';
    const isTaken = draft.days.some((day) => day.date === date);
    setProblem(isTaken ? w.dateTaken : /^\d{4}-\d\d-\d\d$/.test(date) ? null : settingsWords.problem('date'));
    if (isTaken || !/^\d{4}-\d\d-\d\d$/.test(date)) {
      input.current?.focus();
      return;
    }
    const days = [...draft.days, { date, spans: [] }].sort((a, b) => (a.date < b.date ? -1 : 1));
    onChange({ ...draft, days });
    if (input.current) input.current.value = '';
  };
  const remove = (date: string): void => {
    onChange({ ...draft, days: draft.days.filter((day) => day.date !== date) });
    input.current?.focus();
  };
  const failed = problem ?? (wrong.days ? settingsWords.placeProblem(wrong.days) : null);
  return (
    <fieldset class="week">
      <legend>{w.exceptions}</legend>
      <p class="hint">{w.exceptionsHint}</p>
      {draft.days.map(({ date, spans }) => (
        <div class="day-row" key={date}>
          <span class="day-name">
            {nameOf(date)}
            <button type="button" class="bt g" onClick={() => remove(date)}>
              <Icon name="close" />
              <Heard>{w.removeDate(nameOf(date))}</Heard>
            </button>
          </span>
          <Spans
            day={nameOf(date)}
            place={`days.${date}`}
            spans={spans}
            wrong={wrong}
            onChange={(next) =>
              onChange({ ...draft, days: draft.days.map((day) => (day.date === date ? { date, spans: next } : day)) })
            }
          />
        </div>
      ))}
      <div class="field one-line">
        <label for={id}>{w.newDate}</label>
        <input
          id={id}
          ref={input}
          {...{ type: 'date' as const }}
          aria-invalid={failed ? 'true' : undefined}
          aria-describedby={failed ? `${id}-error` : undefined}
        />
        <button type="button" class="bt" onClick={add}>
          {w.addDate}
        </button>
        <p class="error" id={`${id}-error`} role="alert">
          {failed}
        </p>
      </div>
    </fieldset>
  );
}
