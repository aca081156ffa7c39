// A list that stands still under the pointer: while it is held, rows keep their places and only their contents change (UX C2).
// What would be new or stand elsewhere is told, and shown when the agent asks for it, or a second after letting go.
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { SetTimer } from './ending.ts';
import type { Section, SectionKey } from './inbox.ts';

export interface Change {
  /** Rows that are not shown yet. */
  readonly fresh: number;
  /** Rows that are shown have another place by now. */
  readonly moved: boolean;
}

export interface StillList<K extends string = SectionKey> {
  readonly shown: ReadonlySignal<readonly Section<K>[]>;
  /** Null while what is shown is how it is. */
  readonly change: ReadonlySignal<Change | null>;
  hold(): void;
  release(): void;
  /** Shows how it is, and holds that. */
  apply(): void;
}

const releaseAfterMs = 1_000;

export function createStillList<K extends string = SectionKey>(
  live: ReadonlySignal<readonly Section<K>[]>,
  setTimer: SetTimer,
): StillList<K> {
  const held = signal<readonly Section<K>[] | null>(null);
  let cancel: (() => void) | null = null;
  const stay = (): void => {
    cancel?.();
    cancel = null;
  };
  return {
    shown: computed(() => (held.value ? inPlace(held.value, live.value) : live.value)),
    change: computed(() => (held.value ? changeOf(held.value, live.value) : null)),
    hold() {
      batch(() => {
        stay();
        held.value ??= live.peek();
      });
    },
    release() {
      stay();
      cancel = setTimer(releaseAfterMs, () => {
        held.value = null;
      });
    },
    apply() {
      if (held.peek()) held.value = live.peek();
    },
  };
}

/** The rows of `before` in their places, as they are by now. One that is nowhere any more is gone. */
export function inPlace<K extends string>(
  before: readonly Section<K>[],
  now: readonly Section<K>[],
): readonly Section<K>[] {
  const rows = new Map(now.flatMap((section) => section.rows.map((row) => [row.id, row])));
  return before.map(({ key, rows: old }) => ({ key, rows: old.flatMap(({ id }) => rows.get(id) ?? []) }));
}

export function changeOf<K extends string>(before: readonly Section<K>[], now: readonly Section<K>[]): Change | null {
  const shown = placesIn(inPlace(before, now));
  const places = placesIn(now);
  const known = new Set(shown.map(({ id }) => id));
  const kept = places.filter(({ id }) => known.has(id));
  const fresh = places.length - kept.length;
  const moved = kept.some(({ id, key }, n) => shown[n]?.id !== id || shown[n]?.key !== key);
  return fresh > 0 || moved ? { fresh, moved } : null;
}

const placesIn = (sections: readonly Section<string>[]): { readonly id: string; readonly key: string }[] =>
  sections.flatMap(({ key, rows }) => rows.map(({ id }) => ({ id, key })));
