// The narrow column of places and of what belongs to the person; on a phone a bar below the list.
import type { JSX } from 'preact';
import { deskWords } from '../desk-words.ts';
import { Icon } from '../icon.tsx';
import { initial } from '../inbox.ts';
import { hashOf, pageHash } from '../route.ts';
import { Heard, useDesk, useUi } from '../ui.tsx';
import { words } from '../words.ts';
import { Person, Settings } from './menu.tsx';
import { pagesFor } from './pages.tsx';

export function Rail({ onHelp }: { onHelp: () => void }): JSX.Element {
  const desk = useDesk();
  const { place } = useUi().router.route.value;
  const n = desk.needYou.value;
  const cases = desk.cases.value;
  return (
    <nav class="rail" aria-label={words.nav.main}>
      <a href={hashOf(null)} aria-current={place === 'inbox' ? 'page' : undefined} title={words.nav.inbox}>
        <Icon name="inbox" />
        <Heard>{words.nav.inbox}</Heard>
        {n > 0 && (
          <>
            <span class="count" aria-hidden="true">
              {n > 99 ? '99+' : n}
            </span>
            <Heard>, {words.nav.needYou(n)}</Heard>
          </>
        )}
      </a>
      {pagesFor(desk.me.role).map((page) => (
        <a
          key={page.place}
          href={pageHash(page.place)}
          aria-current={place === page.place ? 'page' : undefined}
          title={page.name}
        >
          <Icon name={page.icon} />
          <Heard>{page.name}</Heard>
          {page.place === 'recovery' && cases !== null && cases.open + cases.mine > 0 && (
            <Owed n={cases.open + cases.mine} late={cases.late} />
          )}
        </a>
      ))}
      <span class="gap" />
      <button type="button" title={words.nav.shortcuts} aria-keyshortcuts="?" onClick={onHelp}>
        <Icon name="help" />
        <Heard>{words.nav.shortcuts}</Heard>
      </button>
      <button type="button" title={words.nav.settings} popovertarget="settings">
        <Icon name="gear" />
        <Heard>{words.nav.settings}</Heard>
      </button>
      <button
        type="button"
        class="me"
        data-presence={desk.presence.value ?? 'away'}
        title={desk.me.name}
        popovertarget="person"
      >
        <span aria-hidden="true">{initial(desk.me.name)}</span>
        <Heard>{words.nav.account}</Heard>
      </button>
      <Settings />
      <Person />
    </nav>
  );
}

/** People we owe something: nobody's cases and one's own. */
function Owed({ n, late }: { n: number; late: number }): JSX.Element {
  return (
    <>
      <span class={late > 0 ? 'count' : 'count calm'} aria-hidden="true">
        {n > 99 ? '99+' : n}
      </span>
      <Heard>, {deskWords.nav.cases(n, late)}</Heard>
    </>
  );
}
