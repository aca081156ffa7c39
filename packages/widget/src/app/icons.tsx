// Line icons, 20 px, drawn with the text's colour. All are decoration: the button beside them has the name.
import type { JSX } from 'preact';

const paths = {
  more: 'M5 12h0M12 12h0M19 12h0',
  down: 'm6 9 6 6 6-6',
  send: 'M5 12h14M13 6l6 6-6 6',
  face1: 'M8 17q4-5 8 0M9 10h0M15 10h0',
  face2: 'M8 16q4-3 8 0M9 10h0M15 10h0',
  face3: 'M8 15h8M9 10h0M15 10h0',
  face4: 'M8 14q4 3 8 0M9 10h0M15 10h0',
  face5: 'M8 13q4 6 8 0M9 10h0M15 10h0',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      {name.startsWith('face') && <circle cx="12" cy="12" r="9" />}
      <path d={paths[name]} />
    </svg>
  );
}
