// "How do you think this visitor would rate this chat?", with one key for each answer. What the visitor said is not shown before.
import type { Score } from '@rapport/protocol';
import type { JSX } from 'preact';
import { deskWords } from '../desk-words.ts';
import { scoreWords } from '../survey-words.ts';
import { Key, useDesk } from '../ui.tsx';
import { isolate } from '../words.ts';

const w = deskWords.guess;
const scores: readonly Score[] = [1, 2, 3, 4, 5];

export function GuessCard(): JSX.Element | null {
  const { guessing, ending } = useDesk();
  const it = guessing.current.value;
  if (it === null) return null;
  // While a chat is about to end, digits say what came of it.
  const isMine = ending.current.value === null;
  const answer = (key: string, text: string, score: Score | null): JSX.Element => (
    <button
      key={key}
      type="button"
      class={score === null ? 'bt g' : 'bt'}
      {...(isMine && { 'aria-keyshortcuts': key })}
      onClick={() => void guessing.give(score)}
    >
      {text} {isMine && <Key>{key}</Key>}
    </button>
  );
  return (
    <section class="undo guess" aria-label={w.title}>
      <fieldset class="outcomes">
        <legend>
          <bdi>{w.question(isolate(it.name))}</bdi>
        </legend>
        {scores.map((score) => answer(String(score), scoreWords[score], score))}
        {answer('0', w.decline, null)}
      </fieldset>
      <p class="quiet">{w.hint}</p>
      {guessing.problem.value !== null && (
        <p class="error" role="alert">
          {guessing.problem.value}
        </p>
      )}
    </section>
  );
}
