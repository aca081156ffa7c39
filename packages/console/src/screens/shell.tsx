// The signed-in page: rail, list, conversation, visitor; its landmarks, its keys, its strips.
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Desk } from '../desk.ts';
import { deskWords } from '../desk-words.ts';
import { openBrief } from '../home.ts';
import { useKeyboard } from '../keyboard.ts';
import { pageHash } from '../route.ts';
import { DeskContext, places, useUi } from '../ui.tsx';
import { words } from '../words.ts';
import { About } from './about.tsx';
import { Conversation } from './conversation.tsx';
import { Dock } from './dock.tsx';
import { Help } from './help.tsx';
import { List } from './list.tsx';
import { NotYours, PageAt, pages } from './pages.tsx';
import { Rail } from './rail.tsx';
import { Strips } from './strip.tsx';

export function Shell({ desk }: { desk: Desk }): JSX.Element {
  const { api, router } = useUi();
  const help = useRef<HTMLDialogElement>(null);
  useKeyboard(desk, () => help.current?.showModal());
  const { place, conv, about } = router.route.value;
  const page = pages.find((p) => p.place === place);
  const isBrief = place === 'brief';
  const pane = isBrief ? 'brief' : page ? 'page' : conv === null ? 'list' : about ? 'about' : 'conversation';
  const open = desk.open.value;

  useEffect(() => void openBrief(api, desk, router, () => location.hash), [api, desk, router]);

  // A page that goes away ends what was about to end; the outbox carries it.
  useEffect(() => {
    const flush = (): void => desk.ending.flush();
    window.addEventListener('pagehide', flush);
    return () => window.removeEventListener('pagehide', flush);
  }, [desk]);

  return (
    <DeskContext.Provider value={desk}>
      <div class="shell" data-pane={pane}>
        <header>
          <nav class="skips" aria-label={words.nav.skips}>
            {(!page || isBrief) && <Skip to="list" text={words.nav.skipList} />}
            {open && <Skip to="conversation" text={words.nav.skipConversation} />}
            {open && <Skip to="message" text={words.nav.skipComposer} />}
          </nav>
          <h1 class="vh">{words.app}</h1>
          <Strips />
        </header>
        <div class="panes">
          <Rail onHelp={() => help.current?.showModal()} />
          {(page === undefined || isBrief) && <List />}
          {page === undefined ? (
            <>
              <main class="conversation">{open ? <Conversation key={open.id} chat={open} /> : <Nothing />}</main>
              {open && <About chat={open} />}
            </>
          ) : page.roles.includes(desk.me.role) ? (
            <PageAt key={page.place} page={page} />
          ) : (
            <NotYours page={page} />
          )}
        </div>
        <Dock />
        <Help dialog={help} />
      </div>
    </DeskContext.Provider>
  );
}

/** A button, not a link: the address after `#` belongs to the routes. */
function Skip({ to, text }: { to: keyof typeof places; text: string }): JSX.Element {
  return (
    <button type="button" class="skip" onClick={() => document.getElementById(places[to])?.focus()}>
      {text}
    </button>
  );
}

function Nothing(): JSX.Element {
  return (
    <div class="nothing">
      <p>{words.conversation.none}</p>
      <p class="quiet">{words.conversation.noneHint}</p>
      <p>
        <a href={pageHash('brief')}>{deskWords.nav.since}</a>
      </p>
    </div>
  );
}
