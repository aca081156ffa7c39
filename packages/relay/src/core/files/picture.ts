// A picture as it is kept: the bytes that show it, and how large it is. One file per format takes the others out (U4). Pure.
import { gif } from './gif.ts';
import { jpeg } from './jpeg.ts';
import { png } from './png.ts';
import { webp } from './webp.ts';

export interface Picture {
  /** What is left of it, in order. */
  readonly parts: readonly Uint8Array[];
  /** Pixels, as it is to be shown. */
  readonly w: number;
  readonly h: number;
}

/** Null: it has no measures, or ends before it has begun. It never decodes: a small file can be a large picture. */
type Clean = (bytes: Buffer) => Picture | null;

const formats: ReadonlyMap<string, Clean> = new Map([
  ['image/png', png],
  ['image/jpeg', jpeg],
  ['image/gif', gif],
  ['image/webp', webp],
]);

export const isPicture = (type: string): boolean => formats.has(type);

export function pictureOf(type: string, bytes: Buffer): Picture | null {
  const picture = formats.get(type)?.(bytes) ?? null;
  return picture && picture.w > 0 && picture.h > 0 ? picture : null;
}
