// The colours of a site as its widget takes them: made once, when the colour is saved, so that no visitor's browser has to (UX 2.3.2). Pure.
import { type Theme, themeOf } from '@rapport/protocol';
import { defaultSettings, type SiteSettings } from './site-settings.ts';

/** What the widget calls them. It has the others from these, or has no use for them. */
const widgetNames: readonly (readonly [widget: string, token: keyof Theme['light']])[] = [
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
  ['rapport-accent', 'accent'],
  ['rapport-on-accent', 'onAccent'],
];

export interface SiteTheme {
  readonly colour: string;
  readonly theme: Readonly<Record<string, readonly [light: string, dark: string]>>;
}

/** Null: the widget's own colours are those. */
export function siteTheme({ colour }: Pick<SiteSettings, 'colour'>): SiteTheme | null {
  // What was stored before colours were checked must not keep anybody out.
  if (colour === defaultSettings.colour || !/^#[0-9a-f]{6}$/i.test(colour)) return null;
  const { light, dark } = themeOf(colour as Parameters<typeof themeOf>[0]);
  const theme = Object.fromEntries(widgetNames.map(([name, token]) => [name, [light[token], dark[token]] as const]));
  return { colour, theme };
}
