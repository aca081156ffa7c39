// The report pages (UX C10–C16): one frame for all of them, and what the relay has computed within it.
import type { Report } from '@rapport/protocol';
import type { JSX } from 'preact';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { Me } from '../../api.ts';
import { createHouse } from '../../house.ts';
import { useLoaded } from '../../loaded.ts';
import { type Asked, nothingAsked, queryOf } from '../../report-query.ts';
import { reportWords as w } from '../../report-words.ts';
import { pageHash } from '../../route.ts';
import { clockText } from '../../time.ts';
import { useDesk, useUi } from '../../ui.tsx';
import { words } from '../../words.ts';
import { Failed, Heading } from '../form.tsx';
import { Themes } from '../themes/themes.tsx';
import { Body } from './body.tsx';
import { Filters } from './filters.tsx';
import { Sample } from './sample.tsx';

type Name = keyof typeof w.names;
const names = Object.keys(w.names) as Name[];

/** What was asked last, of whoever sits here: who comes back from a chat finds it as it was. */
const kept = new WeakMap<Me, Asked>();

export function Reports(): JSX.Element {
  const { router } = useUi();
  const { me } = useDesk();
  const [asked, setAsked] = useState<Asked>(() => kept.get(me) ?? { ...nothingAsked, agent: me.id });
  const isThemes = router.route.value.part === 'themes';
  const shown = names.find((it) => it === router.route.value.part) ?? 'card';
  const change = (part: Partial<Asked>): void => {
    const next = { ...asked, ...part };
    kept.set(me, next);
    setAsked(next);
  };
  return (
    <main class="page reports" aria-labelledby="page-title">
      <header class="page-head">
        <h2 id="page-title">{w.title}</h2>
      </header>
      <div class="with-parts">
        <nav class="parts" aria-label={w.pages}>
          <a href={pageHash('brief')}>{w.brief.title}</a>
          {names.map((it) => (
            <a key={it} href={pageHash('reports', it)} aria-current={it === shown && !isThemes ? 'page' : undefined}>
              {w.names[it]}
            </a>
          ))}
          <a href={pageHash('reports', 'themes')} aria-current={isThemes ? 'page' : undefined}>
            {w.themes.title}
          </a>
        </nav>
        {isThemes ? <Themes /> : <One key={shown} name={shown} asked={asked} change={change} />}
      </div>
    </main>
  );
}

function One({
  name,
  asked,
  change,
}: {
  name: Name;
  asked: Asked;
  change: (part: Partial<Asked>) => void;
}): JSX.Element {
  const { api, now, locale } = useUi();
  const { sites } = useDesk();
  const people = usePeople(name === 'coaching');
  // The house's zone: a day is a day where it answers.
  const zone =
    sites.value.get(asked.site)?.zone ??
    [...sites.value.values()].find((site) => site.zone)?.zone ??
    Intl.DateTimeFormat().resolvedOptions().timeZone;
  const query = queryOf(name, asked, zone, now.peek());
  const path = query === null ? null : `/v1/reports/${name}${query}`;
  const load = useCallback(
    async () => (path === null ? null : { path, at: Date.now(), report: (await api.call('GET', path)) as Report }),
    [api, path],
  );
  const { value, problem, again } = useLoaded(load);
  const isOld = value !== null && value.path !== path;
  useEffect(openWhenPrinted, []);
  return (
    <div class="report-page">
      <header class="report-head">
        <Heading>{w.names[name]}</Heading>
        <p class="lead">{w.leads[name]}</p>
        {path !== null && (
          <p class="acts">
            <a class="bt" href={`/v1/reports/${name}.csv${query}`} download>
              {w.csv}
            </a>
            <button type="button" class="bt" onClick={() => window.print()}>
              {w.print}
            </button>
          </p>
        )}
      </header>
      <Filters name={name} asked={asked} change={change} people={people} isWrong={path === null} />
      <div aria-busy={isOld && problem === null}>
        {problem !== null &&
          (problem.status === 403 ? (
            <p class="stripe bad" role="alert">
              {w.forbidden}
            </p>
          ) : (
            <Failed text={value ? w.stale(clockText(value.at, locale)) : w.failed} again={again} word={words.retry} />
          ))}
        {isOld && problem === null && <p class="quiet">{w.loading}</p>}
        {value !== null ? (
          <>
            <Sample report={value.report} change={change} />
            <Body report={value.report} />
          </>
        ) : (
          problem === null && path !== null && <p class="empty">{words.loading}</p>
        )}
      </div>
    </div>
  );
}

/** Whom the page about one person can be about: a lead sees each, an agent only himself. */
function usePeople(isAsked: boolean): readonly { id: string; name: string }[] {
  const { api } = useUi();
  const { isLead, me } = useDesk();
  const house = useMemo(() => createHouse(api), [api]);
  const own = useMemo(() => [{ id: me.id, name: me.name }], [me]);
  const load = useCallback(
    async () =>
      isAsked && isLead ? (await house.people()).map(({ id, name, email }) => ({ id, name: name || email })) : own,
    [isAsked, isLead, house, own],
  );
  return useLoaded(load).value ?? own;
}

/** On paper nothing can be opened. */
function openWhenPrinted(): () => void {
  const open = (): void => {
    for (const it of document.querySelectorAll<HTMLDetailsElement>('.report-page details.how')) it.open = true;
  };
  window.addEventListener('beforeprint', open);
  return () => window.removeEventListener('beforeprint', open);
}
