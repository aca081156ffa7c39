// The lines that visitors stand in, one per site and team: who is at which of the first nine places, and whose place has changed.
// Pure, and cheap for long lines: a place further back is nobody's to know (UX W4).
import type { ConvId } from '@rapport/protocol';

export interface Lines {
  /** `since`: its place goes by that, then by its id, as in route.ts. */
  put(conv: ConvId, line: string, since: number): void;
  drop(conv: ConvId): void;
  /** 1–9; null: further back, or in no line. */
  place(conv: ConvId): number | null;
  /** What has changed since this was asked the last time. */
  changes(): ReadonlyMap<ConvId, number | null>;
}

interface Stand {
  readonly conv: ConvId;
  readonly line: string;
  readonly since: number;
}

const shown = 9;

export function createLines(): Lines {
  const stands = new Map<ConvId, Stand>();
  const lines = new Map<string, Stand[]>();
  /** What was told last; absent: nothing was. */
  const told = new Map<ConvId, number | null>();
  /** The first places of each line as they were told. */
  const heads = new Map<string, readonly Stand[]>();
  const moved = new Set<string>();
  const touched = new Set<ConvId>();

  function drop(conv: ConvId): void {
    const stand = stands.get(conv);
    if (!stand) return;
    stands.delete(conv);
    const line = lines.get(stand.line) as Stand[];
    line.splice(indexOf(line, stand), 1);
    if (line.length === 0) lines.delete(stand.line);
    moved.add(stand.line);
    touched.add(conv);
  }

  function place(conv: ConvId): number | null {
    const stand = stands.get(conv);
    if (!stand) return null;
    const at = indexOf(lines.get(stand.line) as Stand[], stand);
    return at < shown ? at + 1 : null;
  }

  return {
    put: (conv, name, since) => {
      const before = stands.get(conv);
      if (before?.line === name && before.since === since) return;
      drop(conv);
      const stand = { conv, line: name, since };
      const line = lines.get(name) ?? [];
      if (line.length === 0) lines.set(name, line);
      line.splice(indexOf(line, stand), 0, stand);
      stands.set(conv, stand);
      moved.add(name);
      touched.add(conv);
    },
    drop,
    place,
    changes: () => {
      const changed = new Map<ConvId, number | null>();
      for (const name of moved) {
        const head = (lines.get(name) ?? []).slice(0, shown);
        for (const { conv } of [...(heads.get(name) ?? []), ...head]) touched.add(conv);
        if (head.length > 0) heads.set(name, head);
        else heads.delete(name);
      }
      for (const conv of touched) {
        const now = place(conv);
        if (told.get(conv) !== now) changed.set(conv, now);
        if (stands.has(conv)) told.set(conv, now);
        else told.delete(conv);
      }
      moved.clear();
      touched.clear();
      return changed;
    },
  };
}

/** Where it stands, or would stand. */
function indexOf(line: readonly Stand[], { conv, since }: Stand): number {
  let low = 0;
  let high = line.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = line[middle] as Stand;
    if (other.since < since || (other.since === since && other.conv < conv)) low = middle + 1;
    else high = middle;
  }
  return low;
}
