// Chats that a report is about, each opened by its visitor's name, with the visitor's own words.
import type { SessionLine } from '@rapport/protocol';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { visitorName } from '../../inbox.ts';
import { listName, signText } from '../../report-codes.ts';
import { reportWords as w } from '../../report-words.ts';
import { hashOf, pageHash } from '../../route.ts';
import { reasonWords, resolvedWords, scoreWords } from '../../survey-words.ts';
import { fullText, shortText } from '../../time.ts';
import { Heard, useUi } from '../../ui.tsx';

/** So many are shown at first; paper has all. */
const atFirst = 10;

export interface SessionListProps {
  readonly id: string;
  readonly lines: readonly SessionLine[];
  /** Each can become a theme. */
  readonly isThemed?: boolean;
  /** The page itself says what they are. */
  readonly isUntitled?: boolean;
}

/** Which columns have anything to tell. */
interface Shown {
  readonly said: boolean;
  readonly words: boolean;
  readonly signs: boolean;
}

export function SessionList({ id, lines, isThemed = false, isUntitled = false }: SessionListProps): JSX.Element {
  const [isAll, setAll] = useState(false);
  const name = listName(id);
  const shown: Shown = {
    said: lines.some(({ score }) => score !== null),
    words: lines.some(({ comment }) => comment !== null),
    signs: lines.some(({ marks }) => marks.length > 0),
  };
  const heads = [
    w.who,
    w.ended,
    ...(shown.said ? [w.said] : []),
    ...(shown.words ? [w.theirWords] : []),
    ...(shown.signs ? [w.signs] : []),
  ];
  const bodies = [lines.slice(0, atFirst), lines.slice(atFirst)];
  return (
    <section class="report-part">
      {!isUntitled && <h4>{name}</h4>}
      {lines.length === 0 ? (
        <p class="quiet">{w.noLines}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keys
        <section class="table-frame" aria-label={name} tabIndex={0}>
          <table class="chats">
            <thead>
              <tr>
                {heads.map((it) => (
                  <th key={it} scope="col">
                    {it}
                  </th>
                ))}
              </tr>
            </thead>
            {bodies.map(
              (some, i) =>
                some.length > 0 && (
                  <tbody key={i === 0 ? 'first' : 'rest'} hidden={i === 1 && !isAll}>
                    {some.map((line) => (
                      <Line
                        key={`${line.conv} ${line.n} ${line.endedAt}`}
                        line={line}
                        shown={shown}
                        isThemed={isThemed}
                      />
                    ))}
                  </tbody>
                ),
            )}
          </table>
        </section>
      )}
      {lines.length > atFirst && !isAll && (
        <button type="button" class="bt all" onClick={() => setAll(true)}>
          {w.all(lines.length)}
          <Heard>: {name}</Heard>
        </button>
      )}
    </section>
  );
}

function Line({ line, shown, isThemed }: { line: SessionLine; shown: Shown; isThemed: boolean }): JSX.Element {
  const { now, locale } = useUi();
  const { conv, visitor, name, endedAt, comment, marks, reasons } = line;
  const theme = new URLSearchParams({ code: reasons[0] ?? '', label: (comment ?? '').slice(0, 80) });
  return (
    <tr>
      <th scope="row">
        {conv === null ? (
          <bdi class="quiet">{name ?? w.erased}</bdi>
        ) : (
          <a href={hashOf(conv)}>
            <bdi>{visitorName(name === null ? {} : { name }, visitor ?? '')}</bdi>
          </a>
        )}
      </th>
      <td class="number">
        <span class="wide">{fullText(endedAt, locale)}</span>
        <span class="tight">{shortText(endedAt, now.peek(), locale)}</span>
      </td>
      {shown.said && (
        <td>
          <Said line={line} />
        </td>
      )}
      {shown.words && (
        <td class={comment === null ? 'said-words none' : 'said-words'}>
          <bdi>{comment ?? w.noWords}</bdi>
          {isThemed && comment !== null && (
            <a class="line-2" href={`${pageHash('reports', 'themes')}?${theme}`}>
              {w.toTheme}
              <Heard>: {comment}</Heard>
            </a>
          )}
        </td>
      )}
      {shown.signs && (
        <td class={marks.length === 0 ? 'quiet none' : 'quiet'}>{marks.map(signText).join(', ') || w.none}</td>
      )}
    </tr>
  );
}

function Said({ line: { score, resolved, reasons } }: { line: SessionLine }): JSX.Element {
  if (score === null) return <span class="quiet">{w.notRated}</span>;
  const side = score >= 4 ? 1 : 0;
  return (
    <>
      {scoreWords[score]}
      {reasons.length > 0 && <span class="quiet line-2">{reasons.map((r) => reasonWords[r][side]).join(' · ')}</span>}
      {resolved !== null && <span class="quiet line-2">{w.solved(resolvedWords[resolved])}</span>}
    </>
  );
}
