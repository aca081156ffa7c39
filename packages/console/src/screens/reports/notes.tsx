// What happened when (UX C11): the numbered marks on the charts in words, and a new one from a lead.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { type DayNote, type NoteKind, noteKinds } from '../../goals.ts';
import { improveWords } from '../../improve-words.ts';
import { Heard } from '../../ui.tsx';
import { Labelled } from '../form.tsx';
import type { Names } from './report-table.tsx';

const w = improveWords.notes;

export interface NotesProps {
  readonly notes: readonly DayNote[];
  readonly names: Names;
  /** The day of the zone it is now, and noon of a day there. null: nothing may be added. */
  readonly add: ((day: string, kind: NoteKind, text: string) => Promise<boolean>) | null;
  readonly today: string;
}

export function Notes({ notes, names, add, today }: NotesProps): JSX.Element {
  const kindOf = (kind: string): string => (w.kinds as Readonly<Record<string, string>>)[kind] ?? kind;
  return (
    <section class="report-part" aria-label={w.title}>
      <h4>{w.title}</h4>
      <p class="quiet">{notes.length > 0 ? w.lead : w.none}</p>
      <ol class="notes">
        {notes.map((it) => (
          <li key={it.id}>
            {names.day(it.at)} · {kindOf(it.kind)}: <Texts of={it.texts} />
          </li>
        ))}
      </ol>
      {add && <Add add={add} today={today} />}
    </section>
  );
}

/** Several of one day stand below each other, in their order; what happened twice is told twice. */
function Texts({ of }: { of: readonly string[] }): JSX.Element {
  if (of.length === 1) return <bdi>{of[0]}</bdi>;
  return (
    <ul>
      {of.map((text, i) => (
        <li key={i}>
          <bdi>{text}</bdi>
        </li>
      ))}
    </ul>
  );
}

function Add({ add, today }: { add: NonNullable<NotesProps['add']>; today: string }): JSX.Element {
  const [day, setDay] = useState(today);
  const [kind, setKind] = useState<NoteKind>('staffing');
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const go = async (): Promise<void> => {
    if (text.trim() === '' || day === '' || day > today) return setProblem(w.missing);
    const isDone = await add(day, kind, text.trim());
    setProblem(isDone ? null : improveWords.failed);
    if (isDone) setText('');
  };
  return (
    <form
      class="line-form"
      onSubmit={(e) => {
        e.preventDefault();
        void go();
      }}
    >
      <Labelled label={w.day}>
        {(aria) => (
          <input {...aria} type="date" max={today} value={day} onInput={(e) => setDay(e.currentTarget.value)} />
        )}
      </Labelled>
      <Labelled label={w.kind}>
        {(aria) => (
          <select {...aria} value={kind} onChange={(e) => setKind(e.currentTarget.value as NoteKind)}>
            {noteKinds.map((it) => (
              <option key={it} value={it}>
                {w.kinds[it]}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled label={w.text} error={problem}>
        {(aria) => (
          <input
            {...aria}
            type="text"
            dir="auto"
            maxLength={200}
            value={text}
            onInput={(e) => setText(e.currentTarget.value)}
          />
        )}
      </Labelled>
      <button type="submit" class="bt">
        {w.add}
        <Heard> {w.title}</Heard>
      </button>
    </form>
  );
}
