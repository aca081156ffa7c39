// The pages beside the inbox: where they stand in the rail, whom they are for, and how they are fetched when first opened.
import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Me } from '../api.ts';
import { deskWords } from '../desk-words.ts';
import type { IconName } from '../icon.tsx';
import type { Place } from '../route.ts';
import { words } from '../words.ts';

export interface Page {
  readonly place: Exclude<Place, 'inbox'>;
  readonly name: string;
  /** null: not in the rail, but reached from elsewhere. */
  readonly icon: IconName | null;
  readonly roles: readonly Me['role'][];
  /** It shows a `main` of its own, with a heading that can take the focus. */
  readonly load: () => Promise<ComponentType>;
}

/** In the order of the rail. */
export const pages: readonly Page[] = [
  {
    place: 'brief',
    name: deskWords.nav.brief,
    icon: null,
    roles: ['agent', 'lead', 'owner'],
    load: () => import('./brief/brief.tsx').then((m) => m.Brief),
  },
  {
    place: 'live',
    name: words.nav.live,
    icon: 'eye',
    roles: ['lead', 'owner'],
    load: () => import('./live.tsx').then((m) => m.Live),
  },
  {
    place: 'recovery',
    name: deskWords.nav.recovery,
    icon: 'heart',
    roles: ['agent', 'lead', 'owner'],
    load: () => import('./recovery/recovery.tsx').then((m) => m.Recovery),
  },
  {
    place: 'reports',
    name: deskWords.nav.reports,
    icon: 'chart',
    roles: ['agent', 'lead', 'owner'],
    load: () => import('./reports/reports.tsx').then((m) => m.Reports),
  },
  {
    place: 'people',
    name: words.nav.people,
    icon: 'people',
    roles: ['lead', 'owner'],
    load: () => import('./people/people.tsx').then((m) => m.People),
  },
  {
    place: 'settings',
    name: words.nav.sites,
    icon: 'sliders',
    roles: ['lead', 'owner'],
    load: () => import('./settings/settings.tsx').then((m) => m.SiteSettings),
  },
  {
    place: 'me',
    name: words.nav.me,
    icon: null,
    roles: ['agent', 'lead', 'owner'],
    load: () => import('./me/me.tsx').then((m) => m.Profile),
  },
];

/** Those of the rail. */
export const pagesFor = (role: Me['role']): readonly (Page & { readonly icon: IconName })[] =>
  pages.filter((page): page is Page & { icon: IconName } => page.icon !== null && page.roles.includes(role));

/** A page, once it is there. It is asked for again if it did not come. */
export function PageAt({ page }: { page: Page }): JSX.Element {
  const [Shown, setShown] = useState<ComponentType | null>(null);
  const [failed, setFailed] = useState(false);
  const load = (): void => {
    setFailed(false);
    page.load().then(
      (it) => setShown(() => it),
      () => setFailed(true),
    );
  };
  useEffect(load, [page]);
  if (Shown) return <Shown />;
  return (
    <main class="page">
      {failed ? (
        <p class="stripe bad" role="alert">
          {words.pageFailed}
          <button type="button" class="bt" onClick={load}>
            {words.retry}
          </button>
          {/* A newer version may have replaced the file that this page knows. */}
          <button type="button" class="bt" onClick={() => location.reload()}>
            {words.strip.reload}
          </button>
        </p>
      ) : (
        <p class="empty">{words.loading}</p>
      )}
    </main>
  );
}

/** For those who have followed a link to what is not theirs to see (UX C19). */
export function NotYours({ page }: { page: Page }): JSX.Element {
  return (
    <main class="page">
      <div class="nothing">
        <p>{words.notYours(page.name)}</p>
        <p class="quiet">{words.notYoursHint}</p>
      </div>
    </main>
  );
}
