// What is aimed at (RATINGS 7.1): the targets of the report card, each with its owner and end; a lead sets them and takes them away.
import type { Figure } from '@rapport/protocol';
import type { JSX } from 'preact';
import { useCallback, useMemo, useState } from 'preact/hooks';
import { createGoals } from '../../goals.ts';
import { improveWords } from '../../improve-words.ts';
import { useLoaded } from '../../loaded.ts';
import { numberText, questionOf } from '../../report-figure.ts';
import { reportWords } from '../../report-words.ts';
import { Heard, useDesk, useUi } from '../../ui.tsx';
import { words } from '../../words.ts';
import { Failed, Labelled } from '../form.tsx';
import type { Names } from './report-table.tsx';

const w = improveWords.targets;

export interface TargetsProps {
  readonly figures: readonly Figure[];
  readonly names: Names;
  /** The figures are to be asked for again. */
  readonly changed: () => void;
}

export function Targets({ figures, names, changed }: TargetsProps): JSX.Element {
  const { api } = useUi();
  const { isLead } = useDesk();
  const goals = useMemo(() => createGoals(api), [api]);
  const { value, problem, again } = useLoaded(useCallback(() => goals.targets(), [goals]));
  const [failed, setFailed] = useState(false);
  const set = async (metric: string, to: number | null): Promise<void> => {
    const done = await goals.setTarget(metric, to).then(
      () => true,
      () => false,
    );
    setFailed(!done);
    again();
    if (done) changed();
  };
  // What the relay aims at by itself, where nobody has said more.
  const presets =
    value === null ? [] : figures.filter(({ id, verdict }) => verdict && !value.some((it) => it.metric === id));
  const shares = figures.filter(({ kind, interval }) => kind === 'share' && interval !== null);
  return (
    <section class="report-part" aria-label={w.title}>
      <h4>{w.title}</h4>
      <p class="quiet">{value?.length === 0 && presets.length === 0 ? w.none : w.lead}</p>
      {problem && <Failed text={reportWords.failed} again={again} word={words.retry} />}
      <p class="error" role="alert">
        {failed && improveWords.failed}
      </p>
      <ul class="notes">
        {value?.map((it) => (
          <li key={`${it.metric} ${it.site}`}>
            {questionOf(it.metric)} {w.one(numberText('share', it.value), names.day(it.validUntil))} ·{' '}
            <bdi>{names.agent(it.owner)}</bdi>{' '}
            {isLead && it.site === null && (
              <button type="button" class="link" onClick={() => void set(it.metric, null)}>
                {w.drop}
                <Heard> {questionOf(it.metric)}</Heard>
              </button>
            )}
          </li>
        ))}
        {presets.map(({ id, verdict }) => (
          <li key={id}>
            {questionOf(id)} {w.preset(numberText('share', verdict?.target ?? 0))}
          </li>
        ))}
      </ul>
      {isLead && shares.length > 0 && <NewTarget of={shares} set={set} />}
    </section>
  );
}

function NewTarget({
  of,
  set,
}: {
  of: readonly Figure[];
  set: (metric: string, value: number) => Promise<void>;
}): JSX.Element {
  const [metric, setMetric] = useState(of[0]?.id ?? '');
  const [percent, setPercent] = useState('');
  const [isWrong, setWrong] = useState(false);
  const go = (): void => {
    const value = Number(percent);
    const is = percent.trim() === '' || !Number.isInteger(value) || value < 0 || value > 100;
    setWrong(is);
    if (!is) void set(metric, value / 100);
  };
  return (
    <form
      class="line-form"
      onSubmit={(e) => {
        e.preventDefault();
        go();
      }}
    >
      <Labelled label={w.figure}>
        {(aria) => (
          <select {...aria} value={metric} onChange={(e) => setMetric(e.currentTarget.value)}>
            {of.map(({ id }) => (
              <option key={id} value={id}>
                {questionOf(id)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled label={w.value} error={isWrong ? w.wrong : null}>
        {(aria) => (
          <input
            {...aria}
            type="text"
            class="short"
            inputMode="numeric"
            value={percent}
            onInput={(e) => setPercent(e.currentTarget.value)}
          />
        )}
      </Labelled>
      <button type="submit" class="bt">
        {w.set}
      </button>
    </form>
  );
}
