// What is to change because visitors keep naming it, as the relay keeps it. Loaded with its page; it knows no screen.
import type { ActorId, Figure, Reason } from '@rapport/protocol';
import type { Api } from './api.ts';

export interface Theme {
  readonly id: string;
  /** null: it is none of the reasons. */
  readonly code: Reason | null;
  readonly label: string;
  readonly decision: string;
  readonly owner: ActorId;
  readonly createdAt: number;
  readonly dueAt: number | null;
  readonly doneAt: number | null;
  /** The customers were told. */
  readonly isTold: boolean;
  /** The unhappy who name its reason since it is done, beside before it was decided. */
  readonly effect?: Figure | null;
}

/** What is said of it; all else is by whom and when. */
export type Draft = Pick<Theme, 'label' | 'decision' | 'owner' | 'dueAt'>;

/** Each call rejects with ApiError and with nothing else. */
export interface Themes {
  all(): Promise<readonly Theme[]>;
  add(theme: Draft & Pick<Theme, 'code'>): Promise<void>;
  change(id: string, change: Partial<Draft> & { readonly isDone?: boolean; readonly isTold?: boolean }): Promise<void>;
}

export function createThemes({ call }: Pick<Api, 'call'>): Themes {
  return {
    all: async () => ((await call('GET', '/v1/themes')) as { themes: readonly Theme[] }).themes,
    async add(theme) {
      await call('POST', '/v1/themes', theme);
    },
    async change(id, change) {
      await call('PUT', `/v1/themes/${encodeURIComponent(id)}`, change);
    },
  };
}
