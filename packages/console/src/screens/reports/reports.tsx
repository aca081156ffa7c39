// The report pages (UX C10–C16): one frame for all of them, and what the relay has computed within it.
import type { Report } from '@rapport/protocol';
import type { JSX } from 'preact';
import { useCallback, useEffect } from 'preact/hooks';
import type { Me } from '../../api.ts';
import { createHouse } from '../../house.ts';
import { improveWords } from '../../improve-words.ts';
import { useLoaded } from '../../loaded.ts';
import { type Asked, addressOf, askedOf, daysOf, queryOf } from '../../report-query.ts';
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
import { Signature } from './signature.tsx';

type Name = keyof typeof w.names;
type People = readonly { readonly id: string; readonly name: string }[];
const names = Object.keys(w.names) as Name[];

/** What was asked last, of whoever sits here: who comes back finds it as it was. */
const kept = new WeakMap<Me, string>();

export function Reports(): JSX.Element {
  const { router } = useUi();
  const { me } = useDesk();
  const { part, query } = router.route.value;
  const isThemes = part === 'themes';
  const shown = names.find((it) => it === part) ?? 'card';
  const before = kept.get(me) ?? '';
  const asked = askedOf(query || before);
  useEffect(() => {
    if (isThemes) return;
    if (query !== '') kept.set(me, query);
    else if (before !== '') router.ask(before, { replace: true });
  }, [isThemes, query, before, me, router]);
  const people = usePeople();
  const change = (next: Partial<Asked>): void => {
    const address = addressOf({ ...asked, ...next });
    kept.set(me, address);
    router.ask(address);
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
            {improveWords.themes.title}
          </a>
        </nav>
        {isThemes ? (
          <Themes people={people} />
        ) : (
          <One
            key={shown}
            name={shown}
            asked={asked.agent === '' ? { ...asked, agent: me.id } : asked}
            change={change}
            people={people}
          />
        )}
      </div>
    </main>
  );
}

function One({
  name,
  asked,
  change,
  people,
}: {
  people: People;
  name: Name;
  asked: Asked;
  change: (part: Partial<Asked>) => void;
}): JSX.Element {
  const { api, now, locale } = useUi();
  const { sites, isLead } = useDesk();
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
      <Filters
        name={name}
        asked={asked}
        change={change}
        people={isLead ? people : []}
        isWrong={path === null}
        days={daysOf(name, asked, zone, now.peek())}
      />
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
            <Body report={value.report} people={people} again={again} />
            {value.report.name === 'card' && <Signature />}
          </>
        ) : (
          problem === null && path !== null && <p class="empty">{words.loading}</p>
        )}
      </div>
    </div>
  );
}

/** By what people are called; a lead may ask about each, an agent only about himself. */
function usePeople(): People {
  const { api } = useUi();
  const { me } = useDesk();
  const load = useCallback(
    async () => (await createHouse(api).people()).map(({ id, name, email }) => ({ id, name: name || email })),
    [api],
  );
  return useLoaded(load).value ?? [me];
}

/** On paper nothing can be opened. */
function openWhenPrinted(): () => void {
  let opened: HTMLDetailsElement[] = [];
  const open = (): void => {
    const all = document.querySelectorAll<HTMLDetailsElement>('.report-page :is(.how, .numbers)');
    opened = [...opened, ...[...all].filter((it) => !it.open)];
    for (const it of opened) it.open = true;
  };
  const close = (): void => {
    for (const it of opened) it.open = false;
    opened = [];
  };
  window.addEventListener('beforeprint', open);
  window.addEventListener('afterprint', close);
  return () => {
    window.removeEventListener('beforeprint', open);
    window.removeEventListener('afterprint', close);
  };
}
