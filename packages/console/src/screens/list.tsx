// The list of conversations: who waits, mine, others', ended; and above it whether I am here.
import type { JSX } from 'preact';
import { capacityOf } from '../colleagues.ts';
import { deskWords } from '../desk-words.ts';
import type { Section, SectionKey } from '../inbox.ts';
import { places, useDesk, useUi } from '../ui.tsx';
import { words } from '../words.ts';
import { PresenceSwitch } from './presence.tsx';
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
  const desk = useDesk();
  if (rows.length === 0 && key === 'others') return null;
  const capacity = key === 'mine' ? capacityOf(desk.staff.value, desk.me.id) : null;
  return (
    <section aria-labelledby={`part-${key}`}>
      <div class="part">
        <h3 id={`part-${key}`}>
          {words.list[key]}
          {capacity !== null && <span> · {deskWords.list.mineOf(rows.length, capacity.of)}</span>}
          {capacity === null && rows.length > 0 && key !== 'ended' && <span> · {rows.length}</span>}
        </h3>
        {key === 'waiting' && rows.length > 1 && <span class="quiet">{words.list.oldestFirst}</span>}
      </div>
      {key === 'waiting' && rows.length > 0 && <Full first={rows[0]?.id ?? null} />}
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

/** At the limit nothing more is offered; whoever wants to may take one more all the same. */
function Full({ first }: { first: string | null }): JSX.Element | null {
  const desk = useDesk();
  const { router } = useUi();
  const capacity = capacityOf(desk.staff.value, desk.me.id);
  const isFull = capacity !== null && desk.inbox.value.mine.length >= capacity.of;
  if (!isFull || first === null) return null;
  const take = async (): Promise<void> => {
    if (await desk.calls.accept(first)) router.go(first);
  };
  const problem = desk.calls.problem.value;
  return (
    <div class="full">
      <p>{deskWords.list.full}</p>
      <button type="button" class="bt" onClick={() => void take()}>
        {deskWords.list.takeAnyway}
      </button>
      {problem?.conv === first && (
        <p class="error" role="alert">
          {problem.text}
        </p>
      )}
    </div>
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
