// The icons, drawn as elements: 20 px, stroke 1.9, the colour of the text beside them. All decorative.
import type { JSX } from 'preact';

const shapes = {
  inbox: ['M4 13 6.5 5h11L20 13v6H4v-6Z', 'M4 13h4.5l1.5 2.5h4l1.5-2.5H20'],
  gear: [
    'M12 15.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4Z',
    'M12 2.8v2.6M12 18.6v2.6M5.5 5.5l1.8 1.8M16.7 16.7l1.8 1.8M2.8 12h2.6M18.6 12h2.6M5.5 18.5l1.8-1.8M16.7 7.3l1.8-1.8',
  ],
  people: [
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z',
    'M2.8 19.5c.5-3.2 3-5 6.2-5s5.7 1.8 6.2 5',
    'M16 4.9a3.3 3.3 0 0 1 0 6.3M18 14.9c1.8.7 3 2.3 3.3 4.6',
  ],
  sliders: [
    'M4 7h8M18 7h2M4 17h2M12 17h8',
    'M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
    'M9 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  ],
  help: ['M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z', 'M9.6 9.3a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.2.9-1.2 1.8', 'M12 16.8v.1'],
  clock: ['M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z', 'M12 7.2V12l3 1.8'],
  warn: ['M12 4 2.8 20h18.4L12 4Z', 'M12 10.2v4.4M12 17.3v.1'],
  lock: ['M6 11h12v9H6z', 'M8.5 11V8a3.5 3.5 0 0 1 7 0v3'],
  mail: ['M3.5 6h17v12h-17z', 'm4 7 8 6 8-6'],
  back: ['m14.5 5.5-6.5 6.5 6.5 6.5'],
  close: ['m6 6 12 12M18 6 6 18'],
  panel: ['M4 5h16v14H4z', 'M14.5 5v14'],
  down: ['M12 5v14M6 13l6 6 6-6'],
  eye: [
    'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z',
    'M12 14.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6Z',
  ],
  chat: ['M4 5h16v11h-8.5L7 20v-4H4V5Z'],
  more: [
    'M5 12a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0M11.5 12a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0M18 12a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0',
  ],
  chart: ['M4 4v16h16', 'M8 16v-4M12 16V8M16 16v-6'],
  heart: ['M12 20S4 15 4 9.500A4.300 4.300 0 0 1 12 7.500a4.300 4.300 0 0 1 8 2C20 15 12 20 12 20Z'],
  page: ['M6 3.500h8l4 4V20.500H6Z', 'M9 11h6M9 14.500h6'],
  clip: [
    'm19 11.5-8 8a5 5 0 0 1-7-7l8.5-8.5a3.3 3.3 0 0 1 4.700 4.700L9 17.200a1.700 1.700 0 0 1-2.400-2.400l7.400-7.300',
  ],
  check: ['m5 12.5 4.5 4.5L19 7.5'],
  flag: ['M6 21V4.5M6 5h11.5l-2.5 4 2.5 4H6'],
  swap: ['M4 8.5h14M14 4.5l4 4-4 4', 'M20 15.5H6M10 11.5l-4 4 4 4'],
  bad: [
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z',
    'M8.5 16c1-1.5 2.1-2.2 3.5-2.200s2.5.7 3.5 2.2',
    'M9 9.800v.1M15 9.800v.1',
  ],
  middle: ['M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z', 'M8.5 15h7', 'M9 9.800v.1M15 9.800v.1'],
  good: [
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z',
    'M8.5 14c1 1.5 2.1 2.2 3.5 2.200s2.5-.7 3.5-2.2',
    'M9 9.800v.1M15 9.800v.1',
  ],
} as const;

export type IconName = keyof typeof shapes;

export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg
      class={`icon icon-${name}`}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.9"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {shapes[name].map((d) => (
        <path key={d} d={d} />
      ))}
    </svg>
  );
}
