// The openings of one day: from, to, and what is wrong with each, at its very place.
import type { JSX } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { emptySpan, type Places, type SpanDraft } from '../../hours-draft.ts';
import { Icon } from '../../icon.tsx';
import { settingsWords } from '../../settings-words.ts';
import { Heard } from '../../ui.tsx';

const w = settingsWords.hours;

interface Props {
  /** As it is called: `Monday`. */
  readonly day: string;
  /** `week.0` */
  readonly place: string;
  readonly spans: readonly SpanDraft[];
  readonly wrong: Places;
  readonly onChange: (spans: readonly SpanDraft[]) => void;
}

export function Spans({ day, place, spans, wrong, onChange }: Props): JSX.Element {
  const id = useId();
  /** Where the focus goes as soon as the change is drawn: whoever types on at once loses no key. */
  const next = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (next.current !== null) document.getElementById(next.current)?.focus();
    next.current = null;
  });
  const add = (): void => {
    next.current = `${id}-${spans.length}-from`;
    onChange([...spans, emptySpan]);
  };
  const remove = (n: number): void => {
    next.current = `${id}-add`;
    onChange(spans.filter((_, at) => at !== n));
  };
  const edit = (n: number, change: Partial<SpanDraft>): void =>
    onChange(spans.map((span, at) => (at === n ? { ...span, ...change } : span)));
  return (
    <div class="spans">
      {spans.length === 0 && <span class="quiet">{w.closed}</span>}
      {spans.map((span, n) => {
        const here = `${place}.${n}`;
        const problem = wrong[here] ?? wrong[`${here}.from`] ?? wrong[`${here}.to`];
        const field = (side: 'from' | 'to'): JSX.Element => (
          <input
            id={`${id}-${n}-${side}`}
            {...{ type: 'text' as const }}
            inputMode="text"
            autocomplete="off"
            dir="ltr"
            aria-label={side === 'from' ? w.from(day, n + 1) : w.to(day, n + 1)}
            aria-invalid={wrong[here] || wrong[`${here}.${side}`] ? 'true' : undefined}
            aria-describedby={problem ? `${id}-${n}-error` : undefined}
            value={span[side]}
            onInput={(e) => edit(n, { [side]: e.currentTarget.value })}
          />
        );
        return (
          <div class="span" key={n} data-place={here}>
            {field('from')}
            <span aria-hidden="true">–</span>
            {field('to')}
            <button type="button" class="bt g" onClick={() => remove(n)}>
              <Icon name="close" />
              <Heard>{w.remove(day, n + 1)}</Heard>
            </button>
            {problem && (
              <p class="error" id={`${id}-${n}-error`}>
                {settingsWords.placeProblem(problem)}
              </p>
            )}
          </div>
        );
      })}
      <button type="button" class="bt g add" id={`${id}-add`} onClick={add}>
        {w.add}
        <Heard>{w.addTo(day)}</Heard>
      </button>
      {wrong[place] && <p class="error">{settingsWords.placeProblem(wrong[place])}</p>}
    </div>
  );
}
