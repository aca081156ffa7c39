// Five seconds in which an ended chat is not yet ended.
import type { JSX } from 'preact';
import { Key, useDesk } from '../ui.tsx';
import { words } from '../words.ts';

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
      <p>
        <bdi>{words.end.soon(it.name)}</bdi>
      </p>
      <button type="button" class="bt" aria-keyshortcuts="z" onClick={() => ending.undo()}>
        {words.end.undo} <Key>z</Key>
      </button>
    </section>
  );
}
