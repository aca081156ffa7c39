// One brand colour in, every colour of a theme out: each text reaches 4.5 : 1 on what it stands on, each boundary 3 : 1, in light and dark
// (UX 2.3.2). The relay computes it when the colour is saved, the console for its preview; the widget gets the values alone. Pure.
import type { Hex } from './colour.ts';
import { contrast, hexFrom, oklchOf } from './colour.ts';

export const tokenNames = [
  'bg',
  'subtle',
  'raised',
  'surface',
  'surfaceHover',
  'border',
  'borderStrong',
  'text',
  'text2',
  'text3',
  'soft',
  'softHover',
  'accent',
  'accentHover',
  'onAccent',
  'accentText',
  'accentEdge',
] as const;

export type Tokens = Readonly<Record<(typeof tokenNames)[number], Hex>>;

export interface Theme {
  readonly light: Tokens;
  readonly dark: Tokens;
}

const white: Hex = '#ffffff';
const ink: Hex = '#101114';
/** Lightness moves in steps of this. */
const step = 0.005;

/** Lightness and chroma of the neutral colours, tinted with the brand's hue. */
const neutrals = {
  light: {
    bg: [1, 0],
    subtle: [0.984, 0.003],
    raised: [1, 0],
    surface: [0.96, 0.005],
    surfaceHover: [0.937, 0.007],
    border: [0.912, 0.007],
    borderStrong: [0.6, 0.014],
    text: [0.215, 0.013],
    text2: [0.43, 0.014],
    text3: [0.492, 0.014],
  },
  dark: {
    bg: [0.185, 0.01],
    subtle: [0.155, 0.009],
    raised: [0.225, 0.011],
    surface: [0.262, 0.012],
    surfaceHover: [0.305, 0.013],
    border: [0.335, 0.013],
    borderStrong: [0.6, 0.014],
    text: [0.955, 0.004],
    text2: [0.8, 0.009],
    text3: [0.735, 0.01],
  },
} as const;

/** Lightness of the soft ground of own messages and its hover, and the most chroma it takes. */
const softs = {
  light: { soft: [0.945, 0.032], softHover: [0.918, 0.045] },
  dark: { soft: [0.325, 0.06], softHover: [0.365, 0.066] },
} as const;

export function themeOf(brand: Hex): Theme {
  return { light: tokensOf(brand, 'light'), dark: tokensOf(brand, 'dark') };
}

function tokensOf(brand: Hex, mode: 'light' | 'dark'): Tokens {
  const { l, c, h: hue } = oklchOf(brand);
  // Greys have no hue of their own: theirs is a faint cool one.
  const isGrey = c < 0.02;
  const h = isGrey ? 260 : hue;
  const tint = isGrey ? 0.5 : 1;
  const colour = (lightness: number, chroma: number): Hex => hexFrom({ l: lightness, c: chroma, h });
  const neutral = Object.fromEntries(
    Object.entries(neutrals[mode]).map(([name, [lightness, chroma]]) => [name, colour(lightness, chroma * tint)]),
  ) as Record<keyof (typeof neutrals)['light'], Hex>;
  const [soft, softHover] = [softs[mode].soft, softs[mode].softHover].map(([lightness, most]) =>
    colour(lightness, Math.min(c, most)),
  ) as [Hex, Hex];
  const { bg, raised, surface, subtle, borderStrong } = neutral;

  const { accent, onAccent, lightness } = accentOn(bg, l, (at) => colour(at, c), mode);
  const away = onAccent === white ? -0.04 : mode === 'dark' ? 0.03 : -0.03;
  const text =
    mode === 'dark'
      ? reach(Math.max(l, 0.6), 1, [bg, raised, surface, soft], (at) => colour(at, c))
      : reach(Math.min(l, 0.62), -1, [bg, subtle, surface, soft], (at) => colour(at, c));
  return {
    ...neutral,
    soft,
    softHover,
    accent,
    accentHover: colour(Math.max(0, Math.min(1, lightness + away)), c),
    onAccent,
    accentText: text,
    accentEdge: contrast(accent, bg) < 3 ? borderStrong : accent,
  };
}

/** The solid accent, as near to the brand as its text allows: white if it can be read, else ink. */
function accentOn(
  bg: Hex,
  brand: number,
  at: (lightness: number) => Hex,
  mode: 'light' | 'dark',
): { accent: Hex; onAccent: Hex; lightness: number } {
  let lightness = brand;
  while (mode === 'dark' && contrast(at(lightness), bg) < 3 && lightness < 1) lightness += step;
  const start = lightness;
  if (contrast(white, at(lightness)) < 3) return { accent: at(lightness), onAccent: ink, lightness };
  // Mid-tones are darkened a little, so that white can be read on them.
  while (contrast(white, at(lightness)) < 4.5) lightness -= step;
  if (mode === 'dark' && contrast(at(lightness), bg) < 3) return { accent: at(start), onAccent: ink, lightness: start };
  return { accent: at(lightness), onAccent: white, lightness };
}

/** From `lightness` in `direction` until it reaches 4.5 : 1 on every ground; black or white if nothing before does. */
function reach(lightness: number, direction: 1 | -1, grounds: readonly Hex[], at: (lightness: number) => Hex): Hex {
  for (let now = lightness; now >= 0 && now <= 1; now += (direction * step) / 2) {
    const colour = at(now);
    if (grounds.every((ground) => contrast(colour, ground) >= 4.5)) return colour;
  }
  return direction < 0 ? '#000000' : white;
}
