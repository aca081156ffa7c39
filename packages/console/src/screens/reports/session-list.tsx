// Chats that a report is about, each opened by its visitor's name, with the visitor's own words.
import type { SessionLine } from '@rapport/protocol';
import type { JSX } from 'preact';
import { listName, signText } from '../../report-codes.ts';
import { reportWords as w } from '../../report-words.ts';
import { hashOf } from '../../route.ts';
import { reasonWords, resolvedWords, scoreWords } from '../../survey-words.ts';
import { fullText } from '../../time.ts';
import { useUi } from '../../ui.tsx';

export function SessionList({ id, lines }: { id: string; lines: readonly SessionLine[] }): JSX.Element {
  const name = listName(id);
  return (
    <section class="report-part">
      <h4>{name}</h4>
      {lines.length === 0 ? <p class="quiet">{w.noLines}</p> : <Lines name={name} lines={lines} />}
    </section>
  );
}

function Lines({ name, lines }: { name: string; lines: readonly SessionLine[] }): JSX.Element {
  const { locale } = useUi();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keys
    <section class="table-frame" aria-label={name} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{w.who}</th>
            <th scope="col">{w.ended}</th>
            <th scope="col">{w.said}</th>
            <th scope="col">{w.theirWords}</th>
            <th scope="col">{w.signs}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.conv} ${line.n} ${line.endedAt}`}>
              <th scope="row">
                {line.conv === null ? (
                  <bdi class="quiet">{line.name ?? w.erased}</bdi>
                ) : (
                  <a href={hashOf(line.conv)}>
                    <bdi>{line.name ?? w.unnamed}</bdi>
                  </a>
                )}
              </th>
              <td class="number">{fullText(line.endedAt, locale)}</td>
              <td>
                <Said line={line} />
              </td>
              <td dir="auto">{line.comment ?? w.noWords}</td>
              <td>{line.marks.length > 0 ? line.marks.map(signText).join(', ') : w.none}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
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
