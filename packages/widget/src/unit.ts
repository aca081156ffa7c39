// Lengths in the style sheets are written `12u`: CSS px at the default text size, scaled by `--u`, which follows the person's text size and never the page's.

/** The sheet with every `12u` made into `calc(12*var(--u))`, ready for `adoptedStyleSheets`. */
export function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css.replace(/(-?[\d.]+)u\b/g, 'calc($1*var(--u))'));
  return sheet;
}
