// What a report is asked for: the period, whose chats, and whether beside the period before.
import type { ReportName } from '@rapport/protocol';
import type { ComponentChildren, JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { type Asked, type Preset, presetOf } from '../../report-query.ts';
import { reportWords as w } from '../../report-words.ts';
import { teamNames } from '../../team-names.ts';
import { useDesk } from '../../ui.tsx';

export interface FiltersProps {
  readonly name: ReportName;
  readonly asked: Asked;
  readonly change: (part: Partial<Asked>) => void;
  /** To choose from, on the page about one person. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** The dates make no period. */
  readonly isWrong: boolean;
  /** First and last day of what is shown; null: the dates make no period. */
  readonly days: { readonly from: string; readonly to: string } | null;
}

export function Filters({ name, asked, change, people, isWrong, days }: FiltersProps): JSX.Element {
  const { sites } = useDesk();
  const teams = [...teamNames(sites.value)];
  const preset = presetOf(name, asked);
  return (
    <section class="filters" aria-label={w.filters}>
      <Pick
        label={w.period}
        value={preset}
        change={(it) => change({ preset: it as Preset, ...(it === 'custom' && days) })}
      >
        {Object.entries(w.presets).map(([key, text]) => (
          <option key={key} value={key} selected={key === preset}>
            {text}
          </option>
        ))}
      </Pick>
      {preset === 'custom' && (
        <>
          <Day label={w.from} value={asked.from} change={(from) => change({ from })} />
          <Day label={w.to} value={asked.to} change={(to) => change({ to })} />
          {isWrong && (
            <p class="error" role="alert">
              {w.wrongDates}
            </p>
          )}
        </>
      )}
      {name === 'coaching' && people.length > 1 && (
        <Pick label={w.agent} value={asked.agent} change={(agent) => change({ agent })}>
          {people.map((it) => (
            <option key={it.id} value={it.id} selected={it.id === asked.agent}>
              {it.name}
            </option>
          ))}
        </Pick>
      )}
      {sites.value.size > 1 && (
        <Pick label={w.site} value={asked.site} change={(site) => change({ site })}>
          <option value="">{w.allSites}</option>
          {[...sites.value].map(([key, site]) => (
            <option key={key} value={key} selected={key === asked.site}>
              {site.name}
            </option>
          ))}
        </Pick>
      )}
      {teams.length > 0 && (
        <Pick label={w.team} value={asked.team} change={(team) => change({ team })}>
          <option value="">{w.allTeams}</option>
          {teams.map(([key, text]) => (
            <option key={key} value={key} selected={key === asked.team}>
              {text}
            </option>
          ))}
        </Pick>
      )}
      <Pick
        label={w.visitors}
        value={asked.visitors}
        change={(visitors) => change({ visitors: visitors as Asked['visitors'] })}
      >
        {(
          [
            ['', w.allVisitors],
            ['new', w.newVisitors],
            ['returning', w.returning],
          ] as const
        ).map(([key, text]) => (
          <option key={key} value={key} selected={key === asked.visitors}>
            {text}
          </option>
        ))}
      </Pick>
      <label class="check">
        <input type="checkbox" checked={asked.compare} onChange={(e) => change({ compare: e.currentTarget.checked })} />
        <span>{w.compare}</span>
      </label>
      <More asked={asked} change={change} />
    </section>
  );
}

function Pick({
  label,
  value,
  change,
  children,
}: {
  label: string;
  value: string;
  change: (value: string) => void;
  children: ComponentChildren;
}): JSX.Element {
  const id = useId();
  return (
    <div class="pick">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(e) => change(e.currentTarget.value)}>
        {children}
      </select>
    </div>
  );
}

function Day({ label, value, change }: { label: string; value: string; change: (day: string) => void }): JSX.Element {
  const id = useId();
  return (
    <div class="pick">
      <label for={id}>{label}</label>
      <input id={id} type="date" value={value} onChange={(e) => change(e.currentTarget.value)} />
    </div>
  );
}

function More({ asked, change }: Pick<FiltersProps, 'asked' | 'change'>): JSX.Element {
  const id = useId();
  const [page, setPage] = useState(asked.page);
  const [lang, setLang] = useState(asked.lang);
  return (
    <details class="more" open={asked.page !== '' || asked.lang !== ''}>
      <summary>{w.moreFilters}</summary>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          change({ page, lang: lang.toLowerCase() });
        }}
      >
        <div class="field">
          <label for={`${id}-page`}>{w.page}</label>
          <input
            id={`${id}-page`}
            type="text"
            dir="auto"
            maxLength={200}
            aria-describedby={`${id}-page-hint`}
            value={page}
            onInput={(e) => setPage(e.currentTarget.value)}
          />
          <p class="hint" id={`${id}-page-hint`}>
            {w.pageHint}
          </p>
        </div>
        <div class="field">
          <label for={`${id}-lang`}>{w.lang}</label>
          <input
            id={`${id}-lang`}
            type="text"
            class="short"
            maxLength={10}
            aria-describedby={`${id}-lang-hint`}
            value={lang}
            onInput={(e) => setLang(e.currentTarget.value)}
          />
          <p class="hint" id={`${id}-lang-hint`}>
            {w.langHint}
          </p>
        </div>
        <button type="submit" class="bt">
          {w.apply}
        </button>
      </form>
    </details>
  );
}
