// Themes (RATINGS 7.10): what was decided because visitors keep naming it, whether it is done, and whether they were told.
import type { Reason } from '@rapport/protocol';
import type { JSX } from 'preact';
import { useCallback, useId, useMemo, useState } from 'preact/hooks';
import { useLoaded } from '../../loaded.ts';
import { reportWords } from '../../report-words.ts';
import { reasonWords } from '../../survey-words.ts';
import { type Themes as Asks, createThemes, type Theme } from '../../themes.ts';
import { fullText } from '../../time.ts';
import { Heard, useDesk, useUi } from '../../ui.tsx';
import { words } from '../../words.ts';
import { Failed, Heading } from '../form.tsx';

const w = reportWords.themes;

export function Themes(): JSX.Element {
  const { api } = useUi();
  const { isLead } = useDesk();
  const asks = useMemo(() => createThemes(api), [api]);
  const load = useCallback(() => asks.all(), [asks]);
  const { value, problem, again } = useLoaded(load);
  const [failed, setFailed] = useState(false);
  const run = async (act: Promise<void>): Promise<boolean> => {
    const done = await act.then(
      () => true,
      () => false,
    );
    setFailed(!done);
    again();
    return done;
  };
  return (
    <div class="report-page">
      <Heading>{w.title}</Heading>
      <p class="lead">{w.lead}</p>
      {problem && <Failed text={reportWords.failed} again={again} word={words.retry} />}
      <p class="error" role="alert">
        {failed && w.failed}
      </p>
      {value === null ? (
        !problem && <p class="empty">{words.loading}</p>
      ) : value.length === 0 ? (
        <p class="empty">{w.none}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keys
        <section class="table-frame" aria-label={w.title} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{w.label}</th>
                <th scope="col">{w.decision}</th>
                <th scope="col">{w.since}</th>
                <th scope="col">{w.done}</th>
                <th scope="col">{w.told}</th>
              </tr>
            </thead>
            <tbody>
              {value.map((it) => (
                <Row key={it.id} it={it} change={isLead ? (change) => void run(asks.change(it.id, change)) : null} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {isLead && <Add add={(theme) => run(asks.add(theme))} />}
    </div>
  );
}

function Row({
  it,
  change,
}: {
  it: Theme;
  change: ((change: Parameters<Asks['change']>[1]) => void) | null;
}): JSX.Element {
  const { locale } = useUi();
  const tick = (name: string, is: boolean, set: (on: boolean) => void): JSX.Element => (
    <label class="check">
      <input type="checkbox" checked={is} disabled={change === null} onChange={(e) => set(e.currentTarget.checked)} />
      <span>
        <Heard>
          {name} {it.label}
        </Heard>
      </span>
    </label>
  );
  return (
    <tr>
      <th scope="row" dir="auto">
        {it.label}
        {it.code !== null && <span class="quiet line-2">{reasonWords[it.code][0]}</span>}
      </th>
      <td dir="auto">{it.decision}</td>
      <td class="number">{fullText(it.createdAt, locale)}</td>
      <td>{tick(w.done, it.doneAt !== null, (isDone) => change?.({ isDone }))}</td>
      <td>{tick(w.told, it.isTold, (isTold) => change?.({ isTold }))}</td>
    </tr>
  );
}

function Add({ add }: { add: (theme: Parameters<Asks['add']>[0]) => Promise<boolean> }): JSX.Element {
  const id = useId();
  const [label, setLabel] = useState('');
  const [decision, setDecision] = useState('');
  const [code, setCode] = useState<Reason | ''>('');
  const [missing, setMissing] = useState(false);
  const go = async (): Promise<void> => {
    const isMissing = label.trim() === '' || decision.trim() === '';
    setMissing(isMissing);
    if (isMissing || !(await add({ label, decision, code: code === '' ? null : code }))) return;
    setLabel('');
    setDecision('');
  };
  return (
    <details class="more">
      <summary>{w.add}</summary>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          void go();
        }}
      >
        <div class="field">
          <label for={`${id}-label`}>{w.label}</label>
          <input
            id={`${id}-label`}
            type="text"
            dir="auto"
            value={label}
            onInput={(e) => setLabel(e.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for={`${id}-decision`}>{w.decision}</label>
          <textarea
            id={`${id}-decision`}
            rows={2}
            dir="auto"
            value={decision}
            onInput={(e) => setDecision(e.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for={`${id}-code`}>{w.code}</label>
          <select id={`${id}-code`} value={code} onChange={(e) => setCode(e.currentTarget.value as Reason | '')}>
            <option value="">{w.noCode}</option>
            {Object.entries(reasonWords).map(([key, [text]]) => (
              <option key={key} value={key}>
                {text}
              </option>
            ))}
          </select>
        </div>
        <p class="error" role="alert">
          {missing && w.missing}
        </p>
        <button type="submit" class="bt p">
          {w.add}
        </button>
      </form>
    </details>
  );
}
