// The colours of a site as its widget takes them: made once, when the colour is saved, so that no visitor's browser has to (UX 2.3.2). Pure.
import { type WidgetTheme, widgetTheme } from '@rapport/protocol';
import { defaultSettings, type SiteSettings } from './site-settings.ts';

export interface SiteTheme {
  readonly colour: string;
  readonly theme: WidgetTheme;
}

/** Null: the widget's own colours are those. */
export function siteTheme({ colour }: Pick<SiteSettings, 'colour'>): SiteTheme | null {
  // What was stored before colours were checked must not keep anybody out.
  if (colour === defaultSettings.colour || !/^#[0-9a-f]{6}$/i.test(colour)) return null;
  return { colour, theme: widgetTheme(colour as Parameters<typeof widgetTheme>[0]) };
}
