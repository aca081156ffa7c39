// One theme as it is written down: what it is about, what was decided, who sees to it, until when. For a new one also the reason.
import type { Reason } from '@rapport/protocol';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { improveWords } from '../../improve-words.ts';
import { reasonWords } from '../../survey-words.ts';
import type { Draft, Theme } from '../../themes.ts';
import { Labelled } from '../form.tsx';

const w = improveWords.themes;

export interface ThemeFormProps {
  /** As it was; what is missing is empty. */
  readonly of: Partial<Theme> & { readonly owner: string };
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly word: string;
  /** Whether it was done; a new one has its reason. */
  readonly save: (draft: Draft & Pick<Theme, 'code'>) => Promise<boolean>;
  readonly cancel?: (() => void) | undefined;
}

const dayOf = (at: number | null | undefined): string => (at ? new Date(at).toISOString().slice(0, 10) : '');

export function ThemeForm({ of, people, word, save, cancel }: ThemeFormProps): JSX.Element {
  const isNew = of.id === undefined;
  const [label, setLabel] = useState(of.label ?? '');
  const [decision, setDecision] = useState(of.decision ?? '');
  const [code, setCode] = useState<Reason | ''>(of.code ?? '');
  const [owner, setOwner] = useState(of.owner);
  const [due, setDue] = useState(dayOf(of.dueAt));
  const [isMissing, setMissing] = useState(false);
  const go = async (): Promise<void> => {
    const is = label.trim() === '' || decision.trim() === '';
    setMissing(is);
    const dueAt = due === '' ? null : Date.parse(`${due}T12:00Z`);
    if (is || !(await save({ label, decision, owner, dueAt, code: code === '' ? null : code })) || !isNew) return;
    setLabel('');
    setDecision('');
  };
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault();
        void go();
      }}
    >
      <Labelled label={w.label}>
        {(aria) => (
          <input {...aria} type="text" dir="auto" value={label} onInput={(e) => setLabel(e.currentTarget.value)} />
        )}
      </Labelled>
      <Labelled label={w.decision} error={isMissing ? w.missing : null}>
        {(aria) => (
          <textarea
            {...aria}
            rows={2}
            dir="auto"
            value={decision}
            onInput={(e) => setDecision(e.currentTarget.value)}
          />
        )}
      </Labelled>
      {isNew && (
        <Labelled label={w.code}>
          {(aria) => (
            <select {...aria} value={code} onChange={(e) => setCode(e.currentTarget.value as Reason | '')}>
              <option value="">{w.noCode}</option>
              {Object.entries(reasonWords).map(([key, [text]]) => (
                <option key={key} value={key} selected={key === code}>
                  {text}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      )}
      <Labelled label={w.owner}>
        {(aria) => (
          <select {...aria} value={owner} onChange={(e) => setOwner(e.currentTarget.value)}>
            {people.map(({ id, name }) => (
              <option key={id} value={id} selected={id === owner}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled label={w.due}>
        {(aria) => <input {...aria} type="date" value={due} onInput={(e) => setDue(e.currentTarget.value)} />}
      </Labelled>
      <p class="acts">
        <button type="submit" class="bt p">
          {word}
        </button>
        {cancel && (
          <button type="button" class="bt" onClick={cancel}>
            {w.cancel}
          </button>
        )}
      </p>
    </form>
  );
}
