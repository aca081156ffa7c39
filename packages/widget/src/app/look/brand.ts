// A page's own colour, made into a theme as the relay makes one of the site's. A chunk of its own: most pages have their site's.
import { hexOf, type WidgetTheme, widgetTheme } from '@rapport/protocol';

/** Null: no colour that this browser knows. */
export function themeFrom(colour: string): WidgetTheme | null {
  const hex = hexOf(colour) ?? drawn(colour);
  return hex && widgetTheme(hex);
}

/** Any way to write a colour, as the browser draws it. */
function drawn(colour: string): ReturnType<typeof hexOf> {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!canvas || !CSS.supports('color', colour)) return null;
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return hexOf(`#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`);
}
