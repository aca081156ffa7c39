// One figure: what it asks, its value with interval and number, what is to be made of it, and how it is counted.
import type { Figure } from '@rapport/protocol';
import type { JSX } from 'preact';
import { figureWords } from '../../report-figure.ts';
import { howCounted } from '../../report-how.ts';
import { reportWords as w } from '../../report-words.ts';
import { Heard } from '../../ui.tsx';
import { FigureStrip } from './pictures.tsx';

export function FigureCard({ figure }: { figure: Figure }): JSX.Element {
  const { question, value, basis, verdict, change, isFew } = figureWords(figure);
  const how = howCounted(figure);
  // A sentence in the place of a number is no headline.
  const isSaid = figure.value === 'never' || (figure.show === 'none' && figure.value === null);
  return (
    <section class={isFew ? 'figure few' : 'figure'} aria-label={question}>
      <h4>{question}</h4>
      <p class={isSaid ? 'value said' : 'value'}>{value}</p>
      <FigureStrip figure={figure} limits={[]} />
      {basis?.split(' · ').map((part) => (
        <p key={part} class="quiet">
          {part}
        </p>
      ))}
      {verdict !== null && (
        <p class={`verdict ${verdict.is === 'met' ? 'good' : verdict.is === 'missed' ? 'bad' : ''}`}>{verdict.text}</p>
      )}
      {change.map((line) => (
        <p key={line} class="quiet">
          {line}
        </p>
      ))}
      {how.length > 0 && (
        <details class="how">
          <summary>
            {w.how}
            <Heard> {question}</Heard>
          </summary>
          <p>{how.join(' ')}</p>
        </details>
      )}
    </section>
  );
}
