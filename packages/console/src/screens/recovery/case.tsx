// One case: what the visitor said, whose it is and until when, what can be done about it, and what was done.
import type { JSX } from 'preact';
import { useCallback, useEffect } from 'preact/hooks';
import { useLoaded } from '../../loaded.ts';
import { type Case, type CaseEvent, type Hand, isUntouched, nameOf, type Recovery } from '../../recovery.ts';
import { recoveryWords as w } from '../../recovery-words.ts';
import { signText } from '../../report-codes.ts';
import { hashOf } from '../../route.ts';
import { besideRating, reasonWords, resolvedWords, scoreWords } from '../../survey-words.ts';
import { fullText } from '../../time.ts';
import { useDesk, useUi } from '../../ui.tsx';
import { isolate, words } from '../../words.ts';
import { Failed, Heading } from '../form.tsx';
import { ActButton } from './act-button.tsx';
import { type CaseForm, CloseForm, ContactForm, NoteForm } from './case-forms.tsx';
import { Due } from './due.tsx';
import { GiveForm } from './give-form.tsx';
import { useFresh } from './use-fresh.ts';

export function CasePage({ id, asks }: { id: string; asks: Recovery }): JSX.Element {
  const { readRatings } = useDesk();
  const load = useCallback(() => asks.one(id), [asks, id]);
  const { value, problem, again } = useLoaded(load);
  useFresh(again);
  const it = value?.case;
  const shows = it?.conv != null && it.score !== null ? it.conv : null;
  const n = it?.n;
  useEffect(
    () => (shows !== null && n !== undefined ? readRatings.inFront(shows, n) : undefined),
    [readRatings, shows, n],
  );
  if (value === null || it === undefined)
    return problem?.status === 404 ? (
      <p class="empty">{w.gone}</p>
    ) : problem ? (
      <Failed text={w.loadFailed} again={again} word={words.retry} />
    ) : (
      <p class="empty">{words.loading}</p>
    );
  return (
    <div class="column case">
      <Heading>
        <bdi>{nameOf(it)}</bdi>
      </Heading>
      {it.conv === null && <p class="stripe warn">{w.erasedWhy}</p>}
      <Facts it={it} />
      {it.state !== 'closed' && <Todo it={it} people={value.people} asks={asks} done={again} />}
      <History events={value.events} people={value.people} />
    </div>
  );
}

/** What this agent may do about it: whose it is, and who leads, everything; others may add notes. */
function Todo({ it, people, asks, done }: CaseForm & { people: readonly Hand[] }): JSX.Element {
  const { me, isLead } = useDesk();
  const isMine = it.owner === me.id;
  if (it.owner !== null && !isMine && !isLead)
    return (
      <>
        <p class="quiet">{w.hasIt(isolate(it.ownerName ?? words.somebody))}</p>
        <NoteForm it={it} asks={asks} done={done} />
      </>
    );
  return (
    <>
      <p class="acts">
        {!isMine && (
          <ActButton run={() => asks.own(it.id, me.id)} done={done} isMain={it.owner === null}>
            {w.take}
          </ActButton>
        )}
        {it.state === 'contacted' && (
          <ActButton run={() => asks.wait(it.id)} done={done}>
            {w.waiting}
          </ActButton>
        )}
      </p>
      {it.conv !== null && <ContactForm it={it} asks={asks} done={done} isMain={isMine && isUntouched(it)} />}
      {(isMine || isLead) && <GiveForm it={it} people={people} asks={asks} done={done} />}
      <NoteForm it={it} asks={asks} done={done} />
      <CloseForm it={it} asks={asks} done={done} isMain={isMine && (it.conv === null || !isUntouched(it))} />
    </>
  );
}

function Facts({ it }: { it: Case }): JSX.Element {
  const { locale } = useUi();
  const { me } = useDesk();
  const side = it.score !== null && it.score >= 4 ? 1 : 0;
  return (
    <section>
      <p class="acts">
        <Due it={it} />{' '}
        {isUntouched(it) && (
          <span class="quiet">
            {w.dueAt(fullText(it.dueAt, locale))}
            {it.escalated > 0 && ` · ${w.escalated[it.escalated as 50 | 100]}`}
          </span>
        )}
        {it.conv !== null && (
          <a class="bt" href={hashOf(it.conv)}>
            {w.openChat}
          </a>
        )}
      </p>
      <dl class="facts">
        <dt>{w.why}</dt>
        <dd>{it.triggers.map(signText).join(', ')}</dd>
        <dt>{w.state}</dt>
        <dd>{w.states[it.state]}</dd>
        <dt>{w.owner}</dt>
        <dd>
          <bdi>{it.owner === null ? w.nobody : it.owner === me.id ? me.name : (it.ownerName ?? words.somebody)}</bdi>
        </dd>
        {it.score !== null && (
          <>
            <dt>{w.said}</dt>
            <dd>
              {[
                scoreWords[it.score],
                ...it.reasons.map((r) => reasonWords[r][side]),
                ...(it.resolved === null ? [] : [`${words.rating.resolved}: ${resolvedWords[it.resolved]}`]),
                ...(it.isVoid ? [besideRating.isOut] : []),
              ].join(' · ')}
            </dd>
          </>
        )}
        {it.lastWords !== null && (
          <>
            <dt>{w.lastWords}</dt>
            <dd dir="auto">{it.lastWords}</dd>
          </>
        )}
        {it.conv !== null && (
          <>
            <dt>{w.reach}</dt>
            <dd>
              <bdi>{it.contactTo ?? w.noReach}</bdi>
              {it.wish && ` · ${w.wish(fullText(it.dueAt, locale))}`}
            </dd>
          </>
        )}
        {it.outcome !== null && (
          <>
            <dt>{w.cameOf}</dt>
            <dd>
              {[w.outcomes[it.outcome] ?? it.outcome, ...it.actions.map((a) => w.actionNames[a] ?? a)].join(' · ')}
            </dd>
          </>
        )}
        {it.cause !== null && (
          <>
            <dt>{w.cause}</dt>
            <dd>{reasonWords[it.cause][0]}</dd>
          </>
        )}
        {it.second !== null && (
          <>
            <dt>{w.second}</dt>
            <dd>{scoreWords[it.second]}</dd>
          </>
        )}
      </dl>
      {it.comment !== null && (
        <blockquote dir="auto">
          <span class="text">{it.comment}</span>
        </blockquote>
      )}
    </section>
  );
}

/** Everybody who did something about it; what nobody did is the relay's own. */
function History({ events, people }: { events: readonly CaseEvent[]; people: readonly Hand[] }): JSX.Element {
  const { locale } = useUi();
  const name = (id: unknown): string => people.find((one) => one.id === id)?.name ?? words.somebody;
  return (
    <section>
      <h4>{w.history}</h4>
      <ol class="case-history">
        {events.map((event) => {
          const { seq, at, actor, data } = event;
          const text = historyText(event, name);
          return (
            <li key={seq}>
              <span class="quiet">{fullText(at, locale)}</span>{' '}
              {/^[A-Z]/.test(text) ? (
                text
              ) : (
                <>
                  <bdi>{name(actor)}</bdi> {text}
                </>
              )}
              {typeof data.text === 'string' && data.text.trim() !== '' && (
                <span class="text" dir="auto">
                  {data.text}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function historyText({ kind, actor, data }: CaseEvent, name: (id: unknown) => string): string {
  const word = w.events[kind] ?? kind;
  if (kind === 'owned' && data.to !== undefined && data.to !== actor)
    return `${w.events['given']} ${isolate(name(data.to))}`;
  if (kind === 'contacted') return w.events[`contacted_${String(data.how)}`] ?? word;
  if (kind === 'closed') return `${word}: ${w.outcomes[String(data.outcome)] ?? String(data.outcome)}`;
  if (kind === 'escalated') return w.escalated[data.percent === 100 ? 100 : 50];
  const found = Array.isArray(data.triggers) ? data.triggers.map(String).map(signText).join(', ') : '';
  return found === '' ? word : `${word}: ${found}`;
}
