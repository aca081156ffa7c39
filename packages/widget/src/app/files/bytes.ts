// The bytes of files in the conversation: fetched once each, kept while the page is. Those that were sent from here are not fetched at all.
import type { FileRef } from '@rapport/protocol';
import type { Visitor } from '@rapport/sdk';

export interface Bytes {
  of(ref: FileRef): Promise<Blob>;
  keep(ref: FileRef, file: Blob): void;
  /** It could not be fetched, and nobody has tried again. */
  isMissing(ref: FileRef): boolean;
}

/** `changed`: something has come to be missing, or is not any more. */
export function createBytes(visitor: Visitor, changed: () => void): Bytes {
  const there = new Map<string, Promise<Blob>>();
  const missing = new Set<string>();
  return {
    of({ id }) {
      const known = there.get(id);
      if (known) return known;
      const wasMissing = missing.delete(id);
      const coming = visitor.file(id) as Promise<Blob>;
      there.set(id, coming);
      coming.then(
        () => wasMissing && changed(),
        () => {
          there.delete(id);
          missing.add(id);
          changed();
        },
      );
      return coming;
    },
    keep: ({ id }, file) => void there.set(id, Promise.resolve(file)),
    isMissing: ({ id }) => missing.has(id),
  };
}
