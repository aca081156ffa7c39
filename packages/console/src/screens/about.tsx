// What is known of the visitor: the page, how to reach it, when this began, how it was rated.

import type { Rating, RatingState, Score } from '@rapport/protocol';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { teamName } from '../colleagues.ts';
import { deskWords } from '../desk-words.ts';
import { waitWords } from '../event-words.ts';
import { Icon } from '../icon.tsx';
import { languageName } from '../language.ts';
import { hrefOf } from '../links.ts';
import type { OpenChat } from '../open-chat.ts';
import { ratingWords } from '../rating.ts';
import { hashOf } from '../route.ts';
import { besideRating, scoreWords } from '../survey-words.ts';
import { clockText, fullText, shortText } from '../time.ts';
import { guessesOf } from '../transcript.ts';
import { Heard, useDesk, useUi } from '../ui.tsx';
import { words } from '../words.ts';
import { shortUrl } from './conversation.tsx';
import { Details } from './details.tsx';
import { VoidOf } from './void.tsx';

export function About({ chat }: { chat: OpenChat }): JSX.Element {
  const { router } = useUi();
  const asked = router.route.value.about;
  const heading = useRef<HTMLHeadingElement>(null);
  const name = chat.name.value;
  useEffect(() => {
    if (asked) heading.current?.focus();
  }, [asked]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <aside class={asked ? 'about asked' : 'about'} aria-label={words.about.title(name)} tabIndex={0}>
      <header>
        <h2 ref={heading} tabIndex={-1}>
          <bdi>{name}</bdi>
        </h2>
        <a class="bt g" href={hashOf(chat.id)}>
          <Icon name="close" />
          <Heard>{words.nav.close}</Heard>
        </a>
      </header>
      <Now chat={chat} />
      <Details chat={chat} />
      <Ratings chat={chat} />
    </aside>
  );
}

function Now({ chat }: { chat: OpenChat }): JSX.Element {
  const { locale } = useUi();
  const { sites, teamsOf } = useDesk();
  const { page, lang } = chat.visitor.value;
  const state = chat.state.value;
  return (
    <section>
      <h3>{words.about.now}</h3>
      <dl>
        {page && (
          <>
            <dt>{words.about.page}</dt>
            <dd>
              <PageLink url={page.url} title={page.title} />
            </dd>
          </>
        )}
        {lang && (
          <>
            <dt>{words.about.language}</dt>
            <dd>{languageName(lang)}</dd>
          </>
        )}
        {state.site !== '' && (
          <>
            <dt>{words.about.site}</dt>
            <dd>
              <bdi>{sites.value.get(state.site)?.name ?? state.site}</bdi>
            </dd>
          </>
        )}
        {state.team !== undefined && (
          <>
            <dt>{deskWords.about.team}</dt>
            <dd>
              <bdi>{teamName(teamsOf(state.site), state.team)}</bdi>
            </dd>
          </>
        )}
        {state.promise !== undefined && (
          <>
            <dt>{deskWords.about.told}</dt>
            <dd>
              {deskWords.about.toldAt(waitWords(state.promise), clockText(state.promise.at, locale))}
              {state.promise.late === 1 && <b class="bad">, {deskWords.about.late}</b>}
            </dd>
          </>
        )}
        {state.openedAt > 0 && (
          <>
            <dt>{words.about.started}</dt>
            <dd>{fullText(state.openedAt, locale)}</dd>
          </>
        )}
        {state.closedAt !== null && (
          <>
            <dt>{words.about.ended}</dt>
            <dd>{fullText(state.closedAt, locale)}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** Only http and https become a link; anything else that came as a page stays text. */
function PageLink({ url, title }: { url: string; title: string | undefined }): JSX.Element {
  const href = hrefOf(url);
  const text = title?.trim() || shortUrl(url);
  if (href === null) return <span dir="auto">{text}</span>;
  return (
    <a href={href} dir="auto" title={href} target="_blank" rel="noopener noreferrer nofollow ugc">
      {text}
      <Heard> {words.conversation.newTab}</Heard>
    </a>
  );
}

function Ratings({ chat }: { chat: OpenChat }): JSX.Element | null {
  const { now } = useUi();
  const { me } = useDesk();
  const { phase, guess } = chat.state.value;
  const held = guess?.of === me.id && guess.until > now.value ? guess.n : null;
  const all = Object.entries(chat.ratings.value).filter(([n]) => Number(n) !== held);
  // Writing about how it was handled began another session: of that one there was nothing to ask.
  const hasSecond = all.some(([, r]) => r.second !== undefined);
  const sessions = all.filter(([, { state }]) => !hasSecond || unrated(state) !== 'excused').reverse();
  const guesses = guessesOf(chat.timeline.value.items, me.id);
  if (sessions.length === 0 && phase !== 'closed' && held === null) return null;
  return (
    <section>
      <h3>{words.about.ratings}</h3>
      {held !== null && <p class="quiet">{besideRating.held}</p>}
      {sessions.length === 0 ? (
        held === null && <p class="quiet">{words.about.notAsked}</p>
      ) : (
        <dl>
          {sessions.map(([n, r]) => (
            <Rated key={n} chat={chat} session={n} of={r} thought={guesses.get(Number(n)) ?? null} />
          ))}
        </dl>
      )}
    </section>
  );
}

interface RatedProps {
  readonly chat: OpenChat;
  readonly session: string;
  readonly of: RatingState;
  readonly thought: Score | null;
}

function Rated({ chat, session, of, thought }: RatedProps): JSX.Element {
  const { now, locale } = useUi();
  return (
    <>
      <dt>
        {words.about.chat(session)}
        <br />
        {shortText(of.at, now.peek(), locale)}
      </dt>
      <dd>
        {of.rating ? <Given rating={of.rating} /> : words.about[unrated(of.state)]}
        {thought !== null && <p class="quiet">{besideRating.thought(scoreWords[thought])}</p>}
        {of.second && (
          <p>{besideRating.handled(of.second.score ? scoreWords[of.second.score] : besideRating.noAnswer)}</p>
        )}
        {of.rating && <VoidOf chat={chat} session={Number(session)} />}
      </dd>
    </>
  );
}

function unrated(state: RatingState['state']): 'offered' | 'shown' | 'dismissed' | 'superseded' | 'excused' {
  if (state === 'ineligible' || state === 'suppressed') return 'excused';
  return state === 'rated' ? 'dismissed' : state;
}

function Given({ rating }: { rating: Rating }): JSX.Element {
  const { score, reasons } = ratingWords(rating);
  return (
    <>
      <b>{score}</b>
      {reasons.length > 0 && <br />}
      {reasons.join(' · ')}
    </>
  );
}
