// Five seconds in which an ended chat is not yet ended, and in which one key says what came of it.
import type { Resolved } from '@rapport/protocol';
import type { JSX } from 'preact';
import { deskWords } from '../desk-words.ts';
import { Key, useDesk } from '../ui.tsx';
import { words } from '../words.ts';

/** In the order of their keys, 1 to 4. */
export const outcomes: readonly Resolved[] = ['yes', 'partly', 'no', 'unknown'];

export function UndoBar(): JSX.Element | null {
  const { ending } = useDesk();
  const it = ending.current.value;
  if (it === null) return null;
  return (
    <section
      class="undo"
      aria-label={words.conversation.end}
      onPointerEnter={() => ending.hold(true)}
      onPointerLeave={() => ending.hold(false)}
      onFocusIn={() => ending.hold(true)}
      onFocusOut={() => ending.hold(false)}
    >
      <div class="undo-head">
        <p>
          <bdi>{words.end.soon(it.name)}</bdi>
        </p>
        <button type="button" class="bt" aria-keyshortcuts="z" onClick={() => ending.undo()}>
          {words.end.undo} <Key>z</Key>
        </button>
      </div>
      <fieldset class="outcomes">
        <legend>{deskWords.end.question}</legend>
        {outcomes.map((outcome, n) => (
          <button
            key={outcome}
            type="button"
            class="bt"
            aria-pressed={ending.outcome.value === outcome}
            aria-keyshortcuts={String(n + 1)}
            onClick={() => ending.choose(outcome)}
          >
            {deskWords.end.outcomes[outcome]} <Key>{String(n + 1)}</Key>
          </button>
        ))}
      </fieldset>
    </section>
  );
}
