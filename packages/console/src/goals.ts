// What is aimed at, and what happened when: as the relay keeps them. Loaded with the reports; it knows no screen.
import type { ActorId } from '@rapport/protocol';
import type { Api } from './api.ts';

export interface Target {
  /** Id of a figure, such as `csat`. */
  readonly metric: string;
  /** null: of every site. */
  readonly site: string | null;
  /** 0 to 1. */
  readonly value: number;
  readonly owner: ActorId;
  readonly validUntil: number;
}

export const noteKinds = ['staffing', 'promise', 'survey', 'product', 'other'] as const;
export type NoteKind = (typeof noteKinds)[number];

export interface Annotation {
  readonly id: string;
  readonly at: number;
  /** One of `noteKinds`, or `theme`: one that was done. */
  readonly kind: string;
  readonly text: string;
  /** null: of every site. */
  readonly site: string | null;
}

/** All of one kind that happened to one site on one day: one mark on the trend, which tells each of them. */
export interface DayNote {
  readonly id: string;
  readonly at: number;
  readonly kind: string;
  /** In their order. */
  readonly texts: readonly string[];
}

/** `notes`: the oldest first. */
export function byDay(notes: readonly Annotation[], dayOf: (at: number) => string): readonly DayNote[] {
  const all = new Map<string, DayNote>();
  for (const { id, at, kind, site, text } of notes) {
    const key = JSON.stringify([dayOf(at), kind, site]);
    const first = all.get(key) ?? { id, at, kind, texts: [] };
    all.set(key, { ...first, texts: [...first.texts, text] });
  }
  return [...all.values()];
}

/** Each call rejects with ApiError and with nothing else. */
export interface Goals {
  targets(): Promise<readonly Target[]>;
  /** null: no target any more. */
  setTarget(metric: string, value: number | null): Promise<void>;
  /** Of [from, to), the oldest first. */
  annotations(from: number, to: number): Promise<readonly Annotation[]>;
  annotate(note: { readonly at: number; readonly kind: NoteKind; readonly text: string }): Promise<void>;
}

export function createGoals({ call }: Pick<Api, 'call'>): Goals {
  return {
    targets: async () => ((await call('GET', '/v1/targets')) as { targets: readonly Target[] }).targets,
    async setTarget(metric, value) {
      await call('PUT', '/v1/targets', { metric, value });
    },
    annotations: async (from, to) =>
      ((await call('GET', `/v1/annotations?from=${from}&to=${to}`)) as { annotations: readonly Annotation[] })
        .annotations,
    async annotate(note) {
      await call('POST', '/v1/annotations', note);
    },
  };
}
