// On paper the report card has an owner who signs it (RATINGS 7.1). Nothing of it is on the screen.
import type { JSX } from 'preact';
import { reportWords } from '../../report-words.ts';

const w = reportWords.signature;

export function Signature(): JSX.Element {
  return (
    <p class="signature">
      {[w.owner, w.signed, w.date].map((label) => (
        <span key={label}>{label}</span>
      ))}
    </p>
  );
}
