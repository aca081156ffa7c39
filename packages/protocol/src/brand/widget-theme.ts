// The colours of a theme by the names that the widget has for them: `--rapport-NAME`, which a page may set as well. Pure.
import { type Theme, themeOf } from './brand.ts';
import type { Hex } from './colour.ts';

/** The widget has the others from these, or has no use for them. */
const widgetNames: readonly (readonly [name: string, token: keyof Theme['light']])[] = [
  ['bg', 'bg'],
  ['subtle', 'subtle'],
  ['raised', 'raised'],
  ['surface', 'surface'],
  ['border', 'border'],
  ['border-strong', 'borderStrong'],
  ['text', 'text'],
  ['text-2', 'text2'],
  ['text-3', 'text3'],
  ['soft', 'soft'],
  ['accent-text', 'accentText'],
  ['accent', 'accent'],
  ['on-accent', 'onAccent'],
];

export type WidgetTheme = Readonly<Record<string, readonly [light: string, dark: string]>>;

export function widgetTheme(colour: Hex): WidgetTheme {
  const { light, dark } = themeOf(colour);
  return Object.fromEntries(widgetNames.map(([name, token]) => [name, [light[token], dark[token]] as const]));
}
