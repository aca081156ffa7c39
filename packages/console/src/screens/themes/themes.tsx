// Themes (RATINGS 7.10): what was decided because visitors keep naming it, who sees to it, what it has changed, and whether they were told.
import { type Reason, reasons } from '@rapport/protocol';
import type { JSX } from 'preact';
import { useCallback, useMemo, useState } from 'preact/hooks';
import { improveWords } from '../../improve-words.ts';
import { useLoaded } from '../../loaded.ts';
import { figureWords, numberText } from '../../report-figure.ts';
import { reportWords } from '../../report-words.ts';
import { reasonWords } from '../../survey-words.ts';
import { type Themes as Asks, createThemes, type Theme } from '../../themes.ts';
import { Heard, useDesk, useUi } from '../../ui.tsx';
import { words } from '../../words.ts';
import { Failed, Heading } from '../form.tsx';
import { useNames } from '../reports/use-names.ts';
import { ThemeForm } from './theme-form.tsx';

const w = improveWords.themes;
type People = readonly { readonly id: string; readonly name: string }[];

export function Themes({ people }: { people: People }): JSX.Element {
  const { api, router } = useUi();
  const { isLead, me } = useDesk();
  const asks = useMemo(() => createThemes(api), [api]);
  const { value, problem, again } = useLoaded(useCallback(() => asks.all(), [asks]));
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
  const query = new URLSearchParams(router.route.value.query);
  const code = reasons.find((it) => it === query.get('code'));
  const begun = { owner: me.id, label: query.get('label') ?? '', ...(code ? { code } : {}) };
  return (
    <div class="report-page">
      <Heading>{w.title}</Heading>
      <p class="lead">{w.lead}</p>
      {problem && <Failed text={reportWords.failed} again={again} word={words.retry} />}
      <p class="error" role="alert">
        {failed && improveWords.failed}
      </p>
      {value === null ? (
        !problem && <p class="empty">{words.loading}</p>
      ) : value.length === 0 ? (
        <p class="empty">{w.none}</p>
      ) : (
        <ul class="themes">
          {value.map((it) => (
            <One
              key={it.id}
              it={it}
              people={people}
              change={isLead ? (change) => run(asks.change(it.id, change)) : null}
            />
          ))}
        </ul>
      )}
      {isLead && (
        <details class="more" open={query.size > 0}>
          <summary>{w.add}</summary>
          <ThemeForm of={begun} people={people} word={w.add} save={(theme) => run(asks.add(theme))} />
        </details>
      )}
    </div>
  );
}

interface OneProps {
  readonly it: Theme;
  readonly people: People;
  readonly change: ((change: Parameters<Asks['change']>[1]) => Promise<boolean>) | null;
}

function One({ it, people, change }: OneProps): JSX.Element {
  const names = useNames(Intl.DateTimeFormat().resolvedOptions().timeZone, people);
  const [isEdited, setEdited] = useState(false);
  const tick = (name: string, is: boolean, set: (on: boolean) => void): JSX.Element => (
    <label class="check">
      <input type="checkbox" checked={is} disabled={change === null} onChange={(e) => set(e.currentTarget.checked)} />
      <span>
        {name}
        <Heard> {it.label}</Heard>
      </span>
    </label>
  );
  const when = [
    names.agent(it.owner),
    w.since(names.day(it.createdAt)),
    ...(it.dueAt ? [w.until(names.day(it.dueAt))] : []),
  ];
  return (
    <li>
      <h4 dir="auto">{it.label}</h4>
      {isEdited && change ? (
        <ThemeForm
          of={it}
          people={people}
          word={w.save}
          cancel={() => setEdited(false)}
          save={async ({ code: _code, ...draft }) => {
            const done = await change(draft);
            setEdited(!done);
            return done;
          }}
        />
      ) : (
        <>
          <p dir="auto">{it.decision}</p>
          <p class="quiet">{when.join(' · ')}</p>
          <Effect it={it} code={it.code} />
          <p class="acts">
            {tick(w.done, it.doneAt !== null, (isDone) => void change?.({ isDone }))}
            {tick(w.told, it.isTold, (isTold) => void change?.({ isTold }))}
            {change && (
              <button type="button" class="bt" onClick={() => setEdited(true)}>
                {w.edit}
                <Heard> {it.label}</Heard>
              </button>
            )}
          </p>
        </>
      )}
    </li>
  );
}

/** F4: before and after, higher or lower only where that is found. */
function Effect({ it: { effect }, code }: { it: Theme; code: Reason | null }): JSX.Element {
  if (code === null) return <p class="quiet">{w.noReason}</p>;
  const reason = `${w.effect} “${reasonWords[code][0]}”`;
  if (!effect) return <p class="quiet">{`${reason}: ${w.notYet.toLowerCase()}`}</p>;
  const { value, basis, change } = figureWords(effect);
  const was = effect.before;
  const before =
    was === undefined || was.n < 10 || typeof was.value !== 'number'
      ? `${was?.count ?? 0} of ${was?.n ?? 0}`
      : numberText('share', was.value);
  return (
    <p>
      {reason}: <b>{w.change(value, before)}</b>.{' '}
      <span class="quiet">{[change[0], basis].filter(Boolean).join(' · ')}</span>
    </p>
  );
}
