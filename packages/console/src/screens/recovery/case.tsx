// One case: what the visitor said, whose it is and until when, what can be done about it, and what was done.
import type { JSX } from 'preact';
import { useCallback } from 'preact/hooks';
import { useLoaded } from '../../loaded.ts';
import type { Case, CaseEvent, Recovery } from '../../recovery.ts';
import { recoveryWords as w } from '../../recovery-words.ts';
import { signText } from '../../report-codes.ts';
import { hashOf } from '../../route.ts';
import { reasonWords, resolvedWords, scoreWords } from '../../survey-words.ts';
import { fullText } from '../../time.ts';
import { useDesk, useUi } from '../../ui.tsx';
import { words } from '../../words.ts';
import { Failed, Heading } from '../form.tsx';
import { ActButton } from './act-button.tsx';
import { CloseForm, ContactForm, NoteForm } from './case-forms.tsx';
import { Due } from './due.tsx';

export function CasePage({ id, asks }: { id: string; asks: Recovery }): JSX.Element {
  const load = useCallback(() => asks.one(id), [asks, id]);
  const { value, problem, again } = useLoaded(load);
  if (value === null)
    return problem?.status === 404 ? (
      <p class="empty">{w.gone}</p>
    ) : problem ? (
      <Failed text={w.loadFailed} again={again} word={words.retry} />
    ) : (
      <p class="empty">{words.loading}</p>
    );
  const it = value.case;
  return (
    <div class="column case">
      <Heading>
        <bdi>{it.conv === null ? w.erased : (it.visitorName ?? w.visitor)}</bdi>
      </Heading>
      <Facts it={it} />
      {it.state !== 'closed' && (
        <>
          <p class="acts">
            {it.owner === null && (
              <ActButton run={() => asks.own(it.id)} done={again}>
                {w.take}
              </ActButton>
            )}
            {it.state === 'contacted' && (
              <ActButton run={() => asks.wait(it.id)} done={again}>
                {w.waiting}
              </ActButton>
            )}
          </p>
          <ContactForm it={it} asks={asks} done={again} />
          <NoteForm it={it} asks={asks} done={again} />
          <CloseForm it={it} asks={asks} done={again} />
        </>
      )}
      <History events={value.events} />
    </div>
  );
}

function Facts({ it }: { it: Case }): JSX.Element {
  const { locale } = useUi();
  const name = useWho();
  const side = it.score !== null && it.score >= 4 ? 1 : 0;
  return (
    <section>
      <p class="acts">
        <Due it={it} /> <span class="quiet">{w.dueAt(fullText(it.dueAt, locale))}</span>
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
          <bdi>{it.owner === null ? w.nobody : name(it.owner)}</bdi>
        </dd>
        {it.score !== null && (
          <>
            <dt>{w.said}</dt>
            <dd>
              {[
                scoreWords[it.score],
                ...it.reasons.map((r) => reasonWords[r][side]),
                ...(it.resolved === null ? [] : [`${words.rating.resolved}: ${resolvedWords[it.resolved]}`]),
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
        <dt>{w.reach}</dt>
        <dd>
          <bdi>{it.contactTo ?? w.noReach}</bdi>
          {it.wish && ` · ${w.wish}`}
        </dd>
        {it.outcome !== null && (
          <>
            <dt>{w.cameOf}</dt>
            <dd>
              {[w.outcomes[it.outcome] ?? it.outcome, ...it.actions.map((a) => w.actionNames[a] ?? a)].join(' · ')}
            </dd>
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

function useWho(): (id: string) => string {
  const { me, staff } = useDesk();
  return (id) => (id === me.id ? me.name : (staff.value.find((it) => it.id === id)?.name ?? words.somebody));
}

/** Everybody who did something about it; what nobody did is the relay's own. */
function History({ events }: { events: readonly CaseEvent[] }): JSX.Element {
  const { locale } = useUi();
  const name = useWho();
  return (
    <section>
      <h4>{w.history}</h4>
      <ol class="case-history">
        {events.map(({ seq, at, actor, kind, data }) => {
          const text = w.events[kind] ?? kind;
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
              {typeof data.text === 'string' && (
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
