// The bytes of files in a chat, fetched once each; drawn on a canvas or given to the browser to keep, never opened.
import type { FileRef } from '@rapport/protocol';
import { fileTypes } from '@rapport/protocol';
import type { Agent } from '@rapport/sdk';

export interface FileBytes {
  of(ref: FileRef): Promise<Blob>;
  keep(ref: FileRef, file: Blob): void;
}

export function createFileBytes({ file }: Pick<Agent, 'file'>): FileBytes {
  const there = new Map<string, Promise<Blob>>();
  return {
    of({ id }) {
      const known = there.get(id);
      if (known !== undefined) return known;
      const coming = file(id) as Promise<Blob>;
      there.set(id, coming);
      coming.catch(() => there.delete(id));
      return coming;
    },
    keep: ({ id }, blob) => void there.set(id, Promise.resolve(blob)),
  };
}

/** Whatever else is said of it, nothing but these four is drawn. */
export const isPicture = ({ type, w, h }: FileRef): boolean =>
  type.startsWith('image/') && (fileTypes as readonly string[]).includes(type) && !!w && !!h;

/** Rejects if it is no picture. */
export async function paint(canvas: HTMLCanvasElement, blob: Blob): Promise<void> {
  const bitmap = await createImageBitmap(blob);
  const { width, height } = bitmap;
  const seen = canvas.getBoundingClientRect();
  const scale = Math.min(1, Math.max(seen.width / width, seen.height / height) * devicePixelRatio * 2 || 1);
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d');
  if (context !== null) context.imageSmoothingQuality = 'high';
  context?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
}

/** A browser may ask where to before it reads. */
const keptForMs = 60_000;

export function saveAs(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([blob], { type: 'application/octet-stream' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), keptForMs);
}

/** 1.4 MB, as one reads it. */
export function sizeText(bytes: number, locale: string): string {
  const [value, unit] =
    bytes < 1_000_000 ? [Math.max(0.1, bytes / 1_000), 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(
    value,
  );
}
