// What can be done about a case: get in touch, note something, close it with what came of it.
import type { Reason } from '@rapport/protocol';
import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { Case, Recovery } from '../../recovery.ts';
import { recoveryWords as w } from '../../recovery-words.ts';
import { reasonWords } from '../../survey-words.ts';
import { useDesk } from '../../ui.tsx';
import { ActForm, Words } from './act-form.tsx';

export interface CaseForm {
  /** What is to be done next, of all that can be. */
  readonly isMain?: boolean;
  readonly it: Case;
  readonly asks: Recovery;
  readonly done: () => void;
}

export function ContactForm({ it, asks, done, isMain = false }: CaseForm): JSX.Element {
  const id = useId();
  const { canMail } = useDesk();
  // Who left an address alone is not waiting in the chat.
  const first = it.contactTo?.includes('@') && canMail.value !== false ? 'mail' : 'chat';
  const [chosen, setHow] = useState<keyof typeof w.ways | null>(null);
  const how = chosen ?? first;
  const [text, setText] = useState('');
  const suggestion = w.suggestion(it.visitorName);
  return (
    <ActForm
      title={w.contact}
      submit={w.send}
      hint={w.contactHint}
      isMain={isMain}
      done={done}
      run={async () => {
        await asks.contact(it.id, how, text);
        setText('');
        return null;
      }}
    >
      <div class="field">
        <label for={id}>{w.how}</label>
        <select id={id} value={how} onChange={(e) => setHow(e.currentTarget.value as typeof how)}>
          {Object.entries(w.ways).map(([key, name]) => (
            <option key={key} value={key} selected={key === how}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {how === 'phone' ? (
        <Words label={w.phoneText} hint={w.phoneHint} value={text} set={setText} />
      ) : (
        <>
          <Words label={w.text} hint={w.textHint} value={text} set={setText} />
          {text === '' && (
            <p class="quiet">
              {w.first}: <q dir="auto">{suggestion}</q>{' '}
              <button type="button" class="bt" onClick={() => setText(suggestion)}>
                {w.use}
              </button>
            </p>
          )}
        </>
      )}
    </ActForm>
  );
}

export function NoteForm({ it, asks, done }: CaseForm): JSX.Element {
  const [text, setText] = useState('');
  return (
    <ActForm
      title={w.note}
      submit={w.addNote}
      done={done}
      run={async () => {
        if (text.trim() === '') return w.invalid;
        await asks.note(it.id, text);
        setText('');
        return null;
      }}
    >
      <Words label={w.note} value={text} set={setText} />
    </ActForm>
  );
}

export function CloseForm({ it, asks, done, isMain = false }: CaseForm): JSX.Element {
  const id = useId();
  const [outcome, setOutcome] = useState('');
  const [actions, setActions] = useState<readonly string[]>([]);
  const [cause, setCause] = useState<Reason | ''>('');
  const [note, setNote] = useState('');
  return (
    <ActForm
      title={w.close}
      submit={w.close}
      hint={w.closeHint}
      isMain={isMain}
      done={done}
      run={async () => {
        if (outcome === '') return w.outcomeMissing;
        await asks.close(it.id, {
          outcome,
          actions,
          cause: cause === '' ? null : cause,
          ...(note.trim() && { note }),
        });
        return null;
      }}
    >
      <div class="field">
        <label for={`${id}-outcome`}>{w.outcome}</label>
        <select id={`${id}-outcome`} value={outcome} onChange={(e) => setOutcome(e.currentTarget.value)}>
          <option value="">–</option>
          {Object.entries(w.outcomes).map(([key, name]) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <fieldset>
        <legend>{w.actions}</legend>
        {Object.entries(w.actionNames).map(([key, name]) => (
          <label key={key} class="check">
            <input
              type="checkbox"
              checked={actions.includes(key)}
              onChange={(e) =>
                setActions(e.currentTarget.checked ? [...actions, key] : actions.filter((a) => a !== key))
              }
            />
            <span>{name}</span>
          </label>
        ))}
      </fieldset>
      <div class="field">
        <label for={`${id}-cause`}>{w.cause}</label>
        <select id={`${id}-cause`} value={cause} onChange={(e) => setCause(e.currentTarget.value as Reason | '')}>
          <option value="">{w.noCause}</option>
          {Object.entries(reasonWords).map(([key, [text]]) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </select>
      </div>
      <Words label={w.closeNote} value={note} set={setNote} />
    </ActForm>
  );
}
