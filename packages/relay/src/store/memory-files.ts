// Uploaded files of the memory store.
import type { ActorId, ConvId, FileId } from '@rapport/protocol';
import { claimsIn, type FileOf, type FileRow, type Files } from './files.ts';
import type { Appended } from './store.ts';

export interface MemoryFiles {
  readonly files: Files;
  /** What one commit sees and claims; `take` when it takes effect. */
  begin(): {
    readonly fileOf: FileOf;
    claim(conv: ConvId, site: string, events: readonly Appended[]): void;
    take(): void;
  };
  /** Everything that was sent in a conversation, or uploaded by a visitor and not sent. */
  eraseFiles(of: { readonly conv: ConvId } | { readonly visitor: ActorId }): readonly FileId[];
}

export function createMemoryFiles(later: <T>(work: () => T) => Promise<T>): MemoryFiles {
  const rows = new Map<FileId, FileRow>();

  function drop(isMeant: (row: FileRow) => boolean): readonly FileId[] {
    const meant = [...rows.values()].filter(isMeant).map(({ id }) => id);
    for (const id of meant) rows.delete(id);
    return meant;
  }

  return {
    files: {
      putFile: (row) => later(() => void rows.set(row.id, row)),
      file: (id) => later(() => rows.get(id) ?? null),
      uploadsOf: (by, since) =>
        later(() =>
          [...rows.values()]
            .filter((row) => row.by === by && row.at > since)
            .sort((a, b) => a.at - b.at)
            .map(({ at, size }) => ({ at, size })),
        ),
      dropUnsentFiles: (before) => later(() => drop(({ conv, at }) => conv === null && at < before)),
      dropSentFiles: (site, before) =>
        later(() => drop((row) => row.conv !== null && row.site === site && row.at < before)),
    },
    begin() {
      const claimed = new Map<FileId, FileRow>();
      const fileOf: FileOf = (id) => claimed.get(id) ?? rows.get(id) ?? null;
      return {
        fileOf,
        claim(conv, site, events) {
          for (const { id, inNote } of claimsIn(events)) {
            const row = fileOf(id);
            if (row) claimed.set(id, { ...row, conv, site, inNote });
          }
        },
        take() {
          for (const [id, row] of claimed) if (rows.has(id)) rows.set(id, row);
        },
      };
    },
    eraseFiles: (of) =>
      drop((row) => ('conv' in of ? row.conv === of.conv : row.conv === null && row.by === of.visitor)),
  };
}
