// Settings of the sites (UX C17): parts on the left, one column of fields. Owners change, leads look.
import type { JSX } from 'preact';
import { useCallback, useEffect, useId, useMemo, useRef } from 'preact/hooks';
import { createHouse, type House, type Site } from '../../house.ts';
import { useLoaded } from '../../loaded.ts';
import { pageHash } from '../../route.ts';
import { settingsWords as w } from '../../settings-words.ts';
import { createSiteEditor, type SiteEditor } from '../../site-editor.ts';
import { useDesk, useUi } from '../../ui.tsx';
import { words } from '../../words.ts';
import { Failed, Heading } from '../form.tsx';
import { AddSite } from './add-site.tsx';
import { General } from './general.tsx';
import { HoursOfSite } from './hours.tsx';
import { Identity } from './identity.tsx';
import { Install } from './install.tsx';
import { Look } from './look.tsx';
import { Mail } from './mail.tsx';
import { Routing } from './routing.tsx';
import { Survey } from './survey.tsx';
import { Teams } from './teams.tsx';
import { Texts } from './texts.tsx';

type Part = keyof typeof w.parts;
const parts = Object.keys(w.parts) as Part[];

export function SiteSettings(): JSX.Element {
  const { api, router } = useUi();
  const house = useMemo(() => createHouse(api), [api]);
  const load = useCallback(() => house.sites(), [house]);
  const { value: sites, problem, again, set } = useLoaded(load);
  const { part, of } = router.route.value;
  const shown = parts.find((it) => it === part) ?? 'general';
  const site = sites?.find(({ key }) => key === of) ?? sites?.[0];

  const newest = useRef(sites);
  newest.current = sites;
  const key = site?.key;
  const editor = useMemo(() => {
    const first = newest.current?.find((it) => it.key === key);
    const keep = (next: Site): void => set((newest.current ?? []).map((it) => (it.key === next.key ? next : it)));
    return first ? createSiteEditor(house, first, keep) : null;
  }, [house, key, set]);

  // Another owner may have changed something: each part shows what stands when it is opened.
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current && shown !== 'mail') again();
    isFirst.current = false;
  }, [shown, again]);
  useEffect(() => {
    if (site) editor?.adopt(site);
  }, [site, editor]);

  const added = (next: Site): void => {
    set([...(newest.current ?? []), next]);
    router.visit('settings', 'install', next.key);
  };
  return (
    <main class="page settings" aria-labelledby="page-title">
      <header class="page-head">
        <h2 id="page-title">{w.title}</h2>
        {sites && sites.length > 1 && site && shown !== 'mail' && <Sites sites={sites} site={site} part={shown} />}
      </header>
      <div class="with-parts">
        <nav class="parts" aria-label={w.sections}>
          {parts.map((it) => (
            <a key={it} href={pageHash('settings', it, of)} aria-current={it === shown ? 'page' : undefined}>
              {w.parts[it]}
            </a>
          ))}
        </nav>
        <div class="column" key={`${shown} ${key}`}>
          <Heading>{w.parts[shown]}</Heading>
          {shown === 'mail' ? (
            <Mail house={house} />
          ) : editor && site ? (
            <OneSite part={shown} editor={editor} house={house} site={site} onAdded={added} />
          ) : problem ? (
            <Failed text={w.loadFailed} again={again} word={words.retry} />
          ) : (
            <p class="empty">{sites ? w.none : words.loading}</p>
          )}
        </div>
      </div>
    </main>
  );
}

function OneSite({
  part,
  editor,
  house,
  site,
  onAdded,
}: {
  part: Exclude<Part, 'mail'>;
  editor: SiteEditor;
  house: House;
  site: Site;
  onAdded: (site: Site) => void;
}): JSX.Element {
  const isOwner = useDesk().me.role === 'owner';
  const fields: Readonly<Record<typeof part, () => JSX.Element>> = {
    general: () => <General editor={editor} />,
    look: () => <Look editor={editor} />,
    texts: () => <Texts editor={editor} house={house} />,
    install: () => <Install editor={editor} house={house} />,
    hours: () => <HoursOfSite editor={editor} />,
    teams: () => <Teams editor={editor} />,
    routing: () => <Routing editor={editor} />,
    survey: () => <Survey editor={editor} />,
    identity: () => <Identity house={house} site={site.key} />,
  };
  // The tag is for everybody who sees this page.
  const isReadOnly = !isOwner && part !== 'install';
  return (
    <>
      {isReadOnly && <p class="stripe">{w.readOnly}</p>}
      <fieldset class="fields" disabled={isReadOnly}>
        {fields[part]()}
      </fieldset>
      {isOwner && part === 'general' && <AddSite house={house} onAdded={onAdded} />}
    </>
  );
}

function Sites({ sites, site, part }: { sites: readonly Site[]; site: Site; part: Part }): JSX.Element {
  const { router } = useUi();
  const id = useId();
  return (
    <div class="pick">
      <label for={id}>{w.site}</label>
      <select id={id} value={site.key} onChange={(e) => router.visit('settings', part, e.currentTarget.value)}>
        {sites.map(({ key, name, disabled }) => (
          <option key={key} value={key} selected={key === site.key}>
            {disabled ? w.disabled(name) : name}
          </option>
        ))}
      </select>
    </div>
  );
}
