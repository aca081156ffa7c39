// The list of conversations: who waits, mine, others', ended; and above it whether I am here.
import type { Presence } from '@rapport/protocol';
import type { JSX } from 'preact';
import type { Section, SectionKey } from '../inbox.ts';
import { places, useDesk, useUi } from '../ui.tsx';
import { words } from '../words.ts';
import { Report } from './report.tsx';
import { Row } from './row.tsx';

export function List(): JSX.Element {
  const desk = useDesk();
  const { list } = desk;
  const { router } = useUi();
  const current = router.route.value.conv;
  const complete = desk.inbox.value.complete;
  return (
    <nav class="list" aria-label={words.list.title}>
      <header class="list-head">
        <h2 id={places.list} tabIndex={-1}>
          {words.nav.inbox}
        </h2>
        <PresenceSwitch />
      </header>
      <div
        class="rows"
        aria-busy={!complete}
        onPointerEnter={({ pointerType }) => pointerType === 'mouse' && list.hold()}
        onPointerLeave={list.release}
        onFocusIn={({ target }) => (target as Element).matches(':focus-visible') && list.hold()}
        onFocusOut={list.release}
      >
        {complete ? (
          list.shown.value.map((s) => <Part key={s.key} section={s} current={current} />)
        ) : (
          <p class="empty">{words.loading}</p>
        )}
        {complete && <Earlier />}
        <Changed />
      </div>
      <Report />
    </nav>
  );
}

/** What the list keeps back while it stands still. */
function Changed(): JSX.Element | null {
  const { list } = useDesk();
  const change = list.change.value;
  if (change === null) return null;
  const parts = [change.fresh > 0 && words.list.fresh(change.fresh), change.moved && words.list.moved];
  return (
    <button type="button" class="pill" onClick={list.apply}>
      {parts.filter(Boolean).join(' · ')}
    </button>
  );
}

function Part({ section: { key, rows }, current }: { section: Section; current: string | null }): JSX.Element | null {
  if (rows.length === 0 && key === 'others') return null;
  return (
    <section aria-labelledby={`part-${key}`}>
      <div class="part">
        <h3 id={`part-${key}`}>
          {words.list[key]}
          {rows.length > 0 && key !== 'ended' && <span> · {rows.length}</span>}
        </h3>
        {key === 'waiting' && rows.length > 1 && <span class="quiet">{words.list.oldestFirst}</span>}
      </div>
      {rows.length === 0 ? (
        <p class="empty">{emptyWords(key)}</p>
      ) : (
        <ul>
          {rows.map((row) => (
            <Row key={row.id} row={row} section={key} current={row.id === current} />
          ))}
        </ul>
      )}
    </section>
  );
}

function emptyWords(key: SectionKey): string {
  if (key === 'waiting') return words.list.nobodyWaiting;
  return key === 'mine' ? words.list.noneMine : words.list.noneEnded;
}

function Earlier(): JSX.Element | null {
  const { archive } = useDesk();
  const problem = archive.problem.value;
  if (!archive.more.value && problem === null) return null;
  return (
    <div class="earlier">
      {problem !== null && (
        <p class="error" role="alert">
          {problem}
        </p>
      )}
      <button type="button" class="bt g" onClick={() => void archive.load()}>
        {problem === null ? words.list.older : words.retry}
      </button>
    </div>
  );
}

const choices: readonly Presence[] = ['available', 'away'];

function PresenceSwitch(): JSX.Element {
  const desk = useDesk();
  const now = desk.presence.value;
  return (
    <>
      <fieldset class="segments">
        <legend class="vh">{words.presence.title}</legend>
        {choices.map((p) => (
          <label key={p}>
            <input type="radio" name="presence" checked={now === p} onChange={() => void desk.setPresence(p)} />
            <span>
              <i class={`dot ${p}`} />
              {words.presence[p]}
            </span>
          </label>
        ))}
      </fieldset>
      {now === 'away' && <p class="quiet">{words.presence.awayHint}</p>}
      {desk.presenceProblem.value !== null && (
        <p class="error" role="alert">
          {desk.presenceProblem.value}
        </p>
      )}
    </>
  );
}
