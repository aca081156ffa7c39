// What one thinks visitors hold against the team (RATINGS 7.2), asked once a quarter above what they say. What was answered is not shown again.
import type { Reason } from '@rapport/protocol';
import type { JSX } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import { improveWords } from '../../improve-words.ts';
import { useLoaded } from '../../loaded.ts';
import { reportWords } from '../../report-words.ts';
import { reasonWords } from '../../survey-words.ts';
import { useUi } from '../../ui.tsx';
import { words } from '../../words.ts';
import { Failed } from '../form.tsx';

const w = improveWords.assessment;

interface Own {
  readonly quarter: string;
  readonly codes: readonly Reason[];
  readonly answeredAt: number | null;
}

/** `changed`: the figures are to be asked for again. */
export function Assessment({ changed }: { changed: () => void }): JSX.Element | null {
  const { api } = useUi();
  const load = useCallback(async () => (await api.call('GET', '/v1/assessment')) as Own, [api]);
  const { value, problem, again } = useLoaded(load);
  const given = (): void => {
    again();
    changed();
  };
  if (value === null && problem === null) return null;
  return (
    <section class="report-part" aria-label={w.title}>
      <h4>{w.title}</h4>
      {value === null ? (
        <Failed text={reportWords.failed} again={again} word={words.retry} />
      ) : (
        <>
          <p class="quiet" role="status">
            {value.answeredAt !== null && w.given(value.quarter)}
          </p>
          {value.answeredAt === null && <Form codes={value.codes} given={given} />}
        </>
      )}
    </section>
  );
}

function Form({ codes, given }: { codes: readonly Reason[]; given: () => void }): JSX.Element {
  const { api } = useUi();
  const [chosen, choose] = useState<readonly Reason[]>([]);
  const [is, setIs] = useState<'ready' | 'busy' | 'failed'>('ready');
  const give = async (): Promise<void> => {
    if (is === 'busy') return;
    setIs('busy');
    await api.call('POST', '/v1/assessment', { reasons: chosen }).then(given, () => setIs('failed'));
  };
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault();
        void give();
      }}
    >
      <p class="quiet">{w.lead}</p>
      <fieldset class="assessment">
        <legend>{w.legend}</legend>
        {codes.map((code) => (
          <label class="check" key={code}>
            <input
              type="checkbox"
              checked={chosen.includes(code)}
              onChange={(e) =>
                choose(e.currentTarget.checked ? [...chosen, code] : chosen.filter((other) => other !== code))
              }
            />
            <span>{reasonWords[code][0]}</span>
          </label>
        ))}
      </fieldset>
      <button type="submit" class="bt" aria-disabled={is === 'busy'}>
        {w.give}
      </button>
      <p class="error" role="alert">
        {is === 'failed' && improveWords.failed}
      </p>
    </form>
  );
}
