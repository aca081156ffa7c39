// What a person wrote, as text nodes; addresses become links, nothing becomes markup.
import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { pieces } from '../links.ts';
import { Heard } from '../ui.tsx';
import { words } from '../words.ts';

const foldLines = 40;
const foldChars = 3_000;

/** A very long text is folded: it must not push the chat away. */
export function Text({ text }: { text: string }): JSX.Element {
  const [all, setAll] = useState(false);
  const long = !all && isLong(text);
  const parts = useMemo(() => pieces(text), [text]);
  return (
    <>
      <span class={long ? 'text folded' : 'text'} dir="auto">
        {parts.map((p, i) =>
          p.href === undefined ? (
            p.text
          ) : (
            <a key={i} href={p.href} dir="ltr" title={p.href} target="_blank" rel="noopener noreferrer nofollow ugc">
              {p.text}
              <Heard> {words.conversation.newTab}</Heard>
            </a>
          ),
        )}
      </span>
      {long && (
        <button type="button" class="unfold" onClick={() => setAll(true)}>
          {words.conversation.showAll}
        </button>
      )}
    </>
  );
}

function isLong(text: string): boolean {
  if (text.length > foldChars) return true;
  let lines = 0;
  for (let i = text.indexOf('\n'); i !== -1 && lines <= foldLines; i = text.indexOf('\n', i + 1)) lines++;
  return lines > foldLines;
}
