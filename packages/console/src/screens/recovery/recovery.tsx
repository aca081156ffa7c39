// People we owe something (UX C9): open cases by what is due first, closed ones, one case, and chats that look bad though nobody rated them.
import type { JSX } from 'preact';
import { useCallback, useMemo } from 'preact/hooks';
import { useLoaded } from '../../loaded.ts';
import { type Recovery as Asks, type Case, createRecovery, nameOf } from '../../recovery.ts';
import { recoveryWords as w } from '../../recovery-words.ts';
import { signText } from '../../report-codes.ts';
import { pageHash } from '../../route.ts';
import { shortText } from '../../time.ts';
import { Heard, useDesk, useUi } from '../../ui.tsx';
import { isolate, words } from '../../words.ts';
import { Failed, Heading } from '../form.tsx';
import { ActButton } from './act-button.tsx';
import { CasePage } from './case.tsx';
import { Due } from './due.tsx';
import { Silent } from './silent.tsx';
import { useFresh } from './use-fresh.ts';

const tabs = ['open', 'silent', 'closed'] as const;

export function Recovery(): JSX.Element {
  const { api, router } = useUi();
  const asks = useMemo(() => createRecovery(api), [api]);
  const { part, of } = router.route.value;
  const shown = tabs.find((it) => it === part) ?? 'open';
  return (
    <main class="page recovery" aria-labelledby="page-title">
      <header class="page-head">
        <h2 id="page-title">{w.title}</h2>
        {part === 'case' ? (
          <a class="bt" href={pageHash('recovery')}>
            {w.back}
          </a>
        ) : (
          <nav class="parts row-parts" aria-label={w.tabs}>
            {tabs.map((it) => (
              <a key={it} href={pageHash('recovery', it)} aria-current={it === shown ? 'page' : undefined}>
                {w[it]}
              </a>
            ))}
          </nav>
        )}
      </header>
      {part === 'case' && of !== null ? (
        <CasePage key={of} id={of} asks={asks} />
      ) : shown === 'silent' ? (
        <Silent asks={asks} />
      ) : (
        <Cases key={shown} state={shown} asks={asks} />
      )}
    </main>
  );
}

function Cases({ state, asks }: { state: 'open' | 'closed'; asks: Asks }): JSX.Element {
  const load = useCallback(() => asks.cases(state), [asks, state]);
  const { value, problem, again } = useLoaded(load);
  useFresh(again);
  if (value === null)
    return problem ? (
      <Failed text={w.loadFailed} again={again} word={words.retry} />
    ) : (
      <p class="empty">{words.loading}</p>
    );
  if (value.cases.length === 0)
    return (
      <div class="nothing">
        <p>{state === 'open' ? w.none : w.noneClosed}</p>
      </div>
    );
  return (
    <>
      <Heading>{w[state]}</Heading>
      {state === 'open' && (
        <p class="lead">
          {w.lead} <a href={pageHash('reports', 'recovery')}>{w.howWell}</a>
        </p>
      )}
      {problem && <Failed text={w.loadFailed} again={again} word={words.retry} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keys */}
      <section class="table-frame" aria-label={w[state]} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{state === 'open' ? w.due : w.closedOn}</th>
              <th scope="col">{w.who}</th>
              <th scope="col">{w.why}</th>
              <th scope="col" class="since">
                {w.since}
              </th>
              <th scope="col">{w.owner}</th>
              {state === 'closed' && <th scope="col">{w.cameOf}</th>}
            </tr>
          </thead>
          <tbody>
            {value.cases.map((it) => (
              <Row key={it.id} it={it} asks={asks} again={again} />
            ))}
          </tbody>
        </table>
      </section>
      {value.isMore && <p class="quiet">{w.more}</p>}
    </>
  );
}

function Row({ it, asks, again }: { it: Case; asks: Asks; again: () => void }): JSX.Element {
  const { now, locale } = useUi();
  const { me } = useDesk();
  const name = nameOf(it);
  const owner = it.owner === me.id ? me.name : (it.ownerName ?? words.somebody);
  const said = it.comment ?? it.lastWords;
  return (
    <tr>
      <td class="due">{it.closedAt === null ? <Due it={it} /> : shortText(it.closedAt, now.peek(), locale)}</td>
      <th scope="row">
        <a href={pageHash('recovery', 'case', it.id)}>
          <bdi>{name}</bdi>
        </a>
      </th>
      <td dir="auto">
        {it.triggers.map(signText).join(', ')}
        {said !== null && (
          <span class="quiet line-2">
            “<bdi>{said.slice(0, 200)}</bdi>”
          </span>
        )}
      </td>
      <td class="number since">{shortText(it.openedAt, now.peek(), locale)}</td>
      <td class="owner">
        {it.owner !== null ? (
          <bdi>{owner}</bdi>
        ) : it.closedAt !== null ? (
          w.nobody
        ) : (
          <ActButton run={() => asks.own(it.id)} done={again}>
            {w.act}
            <Heard>{w.takeOf(isolate(name))}</Heard>
          </ActButton>
        )}
      </td>
      {it.outcome !== null && <td>{w.outcomes[it.outcome] ?? it.outcome}</td>}
    </tr>
  );
}
