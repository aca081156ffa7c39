// Recovery cases as the relay keeps them, and what is asked of it about them. Loaded with their page; it knows no screen.
import type { ActorId, ConvId, Reason, Resolved, Score, SessionLine } from '@rapport/protocol';
import type { Api } from './api.ts';
import { visitorName } from './inbox.ts';
import { recoveryWords } from './recovery-words.ts';

export interface Case {
  readonly id: string;
  /** null: erased. */
  readonly conv: ConvId | null;
  readonly n: number;
  readonly site: string;
  /** null: erased. */
  readonly visitor: ActorId | null;
  readonly visitorName: string | null;
  readonly triggers: readonly string[];
  readonly state: 'open' | 'owned' | 'contacted' | 'waiting' | 'closed';
  readonly owner: ActorId | null;
  readonly ownerName: string | null;
  readonly openedAt: number;
  readonly dueAt: number;
  /** Percent of its time at which leads were told that nobody had been in touch. */
  readonly escalated: 0 | 50 | 100;
  readonly contactedAt: number | null;
  readonly closedAt: number | null;
  readonly outcome: string | null;
  readonly actions: readonly string[];
  readonly cause: Reason | null;
  readonly second: Score | null;
  /** Two people have left the rating out of every figure. */
  readonly isVoid: boolean;
  readonly score: Score | null;
  readonly resolved: Resolved | null;
  readonly reasons: readonly Reason[];
  readonly comment: string | null;
  readonly wish: boolean;
  readonly contactTo: string | null;
  readonly lastWords: string | null;
}

export interface CaseEvent {
  readonly seq: number;
  readonly at: number;
  readonly actor: ActorId;
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A colleague, here or not. */
export interface Hand {
  readonly id: ActorId;
  readonly name: string;
  /** Did something about it once, and takes nothing any more. */
  readonly isGone: boolean;
}

export interface WholeCase {
  readonly case: Case;
  readonly events: readonly CaseEvent[];
  readonly people: readonly Hand[];
}

export interface Ending {
  readonly outcome: string;
  readonly actions: readonly string[];
  readonly cause: Reason | null;
  readonly note?: string;
}

/** Each call rejects with ApiError and with nothing else. */
export interface Recovery {
  cases(state: 'open' | 'closed'): Promise<{ readonly cases: readonly Case[]; readonly isMore: boolean }>;
  /** Chats of the last 30 days that nobody rated and that look bad (R18). */
  silent(): Promise<{ readonly sessions: readonly SessionLine[]; readonly isMore: boolean }>;
  one(id: string): Promise<WholeCase>;
  /** Without `to`: oneself. */
  own(id: string, to?: ActorId): Promise<void>;
  contact(id: string, how: 'chat' | 'mail' | 'phone', text?: string): Promise<void>;
  wait(id: string): Promise<void>;
  note(id: string, text: string): Promise<void>;
  close(id: string, ending: Ending): Promise<void>;
}

export function createRecovery({ call }: Pick<Api, 'call'>): Recovery {
  const post = async (id: string, act: string, body: object): Promise<void> => {
    await call('POST', `/v1/cases/${encodeURIComponent(id)}/${act}`, body);
  };
  return {
    cases: async (state) => (await call('GET', `/v1/cases?state=${state}`)) as Awaited<ReturnType<Recovery['cases']>>,
    silent: async () => (await call('GET', '/v1/silent')) as Awaited<ReturnType<Recovery['silent']>>,
    one: async (id) => (await call('GET', `/v1/cases/${encodeURIComponent(id)}`)) as WholeCase,
    own: (id, to) => post(id, 'own', to === undefined ? {} : { to }),
    contact: (id, how, text) => post(id, 'contact', { how, ...(text?.trim() && { text }) }),
    wait: (id) => post(id, 'wait', {}),
    note: (id, text) => post(id, 'note', { text }),
    close: (id, ending) => post(id, 'close', ending),
  };
}

/** The clock of a case runs while nobody has been in touch since it was opened, or opened again. */
export const isUntouched = ({ state }: Case): boolean => state === 'open' || state === 'owned';

/** How far its time has run. Who was contacted waits for nobody's clock. */
export function dueKind(it: Case, now: number): 'ok' | 'soon' | 'late' | 'done' {
  if (!isUntouched(it)) return 'done';
  if (now >= it.dueAt) return 'late';
  return now >= it.dueAt - dueMs / 2 ? 'soon' : 'ok';
}

/** Of a case that was opened again, too: `openedAt` is that of the first time. */
const dueMs = 86_400_000;

/** As the inbox calls him. */
export const nameOf = ({ visitor, visitorName: name }: Case): string =>
  visitor === null ? recoveryWords.erased : visitorName(name === null ? {} : { name }, visitor);
