// Line icons, 20 px, drawn with the text's colour, and the round letter of a person. All are decoration: what they stand beside has the name.
/** @jsxRuntime classic */ /** @jsx h */
import { h, type VNode } from './dom.ts';

const eyes = 'M9 10h0M15 10h0M12 3a9 9 0 0 1 0 18 9 9 0 0 1 0-18M8 ';
const paths = {
  more: 'M5 12h0M12 12h0M19 12h0',
  down: 'm6 9 6 6 6-6',
  send: 'M5 12h14M13 6l6 6-6 6',
  clip: 'm19 11-8 8a5 5 0 0 1-7-7l9-9a3 3 0 0 1 5 5l-9 9',
};
const mouths = ['17q4-5 8 0', '16q4-3 8 0', '15h8', '14q4 3 8 0', '13q4 6 8 0'];

export function Icon(name: keyof typeof paths | number): VNode {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={typeof name === 'number' ? eyes + mouths[name] : paths[name]} />
    </svg>
  );
}

export function Avatar(name: string): VNode {
  return (
    <span class="av" aria-hidden="true">
      {[...name.trim()][0]?.toLocaleUpperCase()}
    </span>
  );
}
