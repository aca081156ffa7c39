// One more site: a name and where it may be shown. Its tag comes next.
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { problemOf } from '../../account.ts';
import type { House, Site } from '../../house.ts';
import { settingsWords } from '../../settings-words.ts';
import { at, failed, type Mark, wordsOf } from '../../site-editor.ts';
import { Labelled } from '../form.tsx';
import { partsOf } from './general.tsx';

const w = settingsWords.general;

export function AddSite({ house, onAdded }: { house: House; onAdded: (site: Site) => void }): JSX.Element {
  const name = useRef<HTMLInputElement>(null);
  const origins = useRef<HTMLTextAreaElement>(null);
  const [mark, setMark] = useState<Mark | undefined>();
  const add = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (mark?.is === 'saving') return;
    setMark({ is: 'saving' });
    try {
      onAdded(
        await house.addSite({ name: name.current?.value.trim() ?? '', origins: partsOf(origins.current?.value ?? '') }),
      );
    } catch (error) {
      const refused = failed(problemOf(error));
      setMark(refused);
      (at(refused.problems, 'name').length > 0 || refused.problems.length === 0 ? name : origins).current?.focus();
    }
  };
  const wrong = (field: string): string | null => {
    if (mark?.is !== 'failed' || mark.text !== null) return null;
    const mine = at(mark.problems, field);
    return mine.length === 0
      ? null
      : wordsOf({ ...mark, problems: mine }, field, partsOf(origins.current?.value ?? ''));
  };
  return (
    <details class="more">
      <summary>{w.add}</summary>
      <form noValidate onSubmit={(e) => void add(e)}>
        <Labelled label={w.name} error={wrong('name')}>
          {(aria) => <input {...aria} ref={name} {...{ type: 'text' as const }} dir="auto" autocomplete="off" />}
        </Labelled>
        <Labelled label={w.origins} hint={w.originsHint} error={wrong('origins')}>
          {(aria) => <textarea {...aria} ref={origins} rows={2} dir="ltr" spellcheck={false} />}
        </Labelled>
        <p class="error" role="alert">
          {mark?.is === 'failed' ? mark.text : null}
        </p>
        <button type="submit" class="bt p">
          {w.addButton}
        </button>
      </form>
    </details>
  );
}
