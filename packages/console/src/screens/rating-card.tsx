// What the visitor said of a session, in the visitor's words.
import type { Rating, Score } from '@rapport/protocol';
import type { JSX } from 'preact';
import { Icon } from '../icon.tsx';
import { ratingWords } from '../rating.ts';
import { besideRating, scoreWords } from '../survey-words.ts';
import { clockText } from '../time.ts';
import { useUi } from '../ui.tsx';
import { words } from '../words.ts';
import { useInView } from './use-in-view.ts';

/** `seen` is called when it has come into view, and returns what ends that. */
export function RatingCard({
  rating,
  name,
  at,
  thought,
  isOut,
  seen,
}: {
  rating: Rating;
  name: string;
  at: number;
  /** What this agent had guessed; null: nothing. */
  thought: Score | null;
  /** It is in no figure. */
  isOut: boolean;
  seen: () => () => void;
}): JSX.Element {
  const { locale } = useUi();
  const held = useInView<HTMLElement>(seen);
  const r = ratingWords(rating);
  return (
    <section ref={held} class={`rating ${r.mood}`} aria-label={words.rating.title}>
      <p class="who">
        <bdi>{words.rating.by(name)}</bdi> {at > 0 && `· ${clockText(at, locale)}`}
      </p>
      <p class="score">
        <Icon name={r.mood} />
        <b>{r.score}</b>
      </p>
      {thought !== null && <p class="quiet">{besideRating.thought(scoreWords[thought])}</p>}
      {isOut && <p class="quiet">{besideRating.isOut}</p>}
      {r.comment !== null && (
        <blockquote dir="auto">
          <span class="text">{r.comment}</span>
        </blockquote>
      )}
      {r.reasons.length > 0 && (
        <ul class="reasons" aria-label={words.rating.reasons}>
          {r.reasons.map((x) => (
            <li key={x}>{x}</li>
          ))}
        </ul>
      )}
      {(r.resolved !== null || r.contact !== null) && (
        <dl>
          {r.resolved !== null && (
            <>
              <dt>{words.rating.resolved}</dt>
              <dd>{r.resolved}</dd>
            </>
          )}
          {r.contact !== null && (
            <>
              <dt>{words.rating.contact}</dt>
              <dd dir="auto">{r.contact}</dd>
            </>
          )}
        </dl>
      )}
    </section>
  );
}
