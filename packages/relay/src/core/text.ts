// What may be kept of a text that a person typed (C3). Pure, linear in the length of the text, never throws.
// A body keeps its lines and its marks of writing direction; a line (a name, a title) must not disturb what stands beside it.

export type Cleaned =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly code: 'empty' | 'too_large' };

/** A message, note or comment. `maxCodePoints` counts what is left after cleaning. */
export function cleanBody(text: string, maxCodePoints: number): Cleaned {
  return measured(tidy(text).trim(), maxCodePoints);
}

/** A name, title or other field of one line. */
export function cleanLine(text: string, maxCodePoints: number): Cleaned {
  // Normalised after what stood between a letter and its mark is gone, so that cleaning again changes nothing.
  const line = tidy(text.replace(bidiControls, '')).replace(lineBreaks, ' ').replace(piledMarks, '$1');
  return measured(line.trim(), maxCodePoints);
}

const plain = /^[\x20-\x7e]*$/;
// Everything of C0 and C1 but TAB and LF; a CR has become LF before.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;
const lineBreaks = /[\t\n\u2028\u2029]/g;
const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** More than four marks on one letter reach into the lines above and below. */
const piledMarks = /(\p{M}{4})\p{M}+/gu;
/** U+2800 is a blank of Braille: no ignorable code point, and yet nothing to see. */
const visible = /[^\s\p{Default_Ignorable_Code_Point}\u2800]/u;

function tidy(text: string): string {
  if (plain.test(text)) return text;
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(controls, '').normalize('NFC');
}

function measured(text: string, maxCodePoints: number): Cleaned {
  if (!visible.test(text)) return { ok: false, code: 'empty' };
  return isLonger(text, maxCodePoints) ? { ok: false, code: 'too_large' } : { ok: true, text };
}

function isLonger(text: string, maxCodePoints: number): boolean {
  if (text.length <= maxCodePoints) return false;
  if (text.length > maxCodePoints * 2) return true;
  let points = 0;
  for (const _ of text) if (++points > maxCodePoints) return true;
  return false;
}
