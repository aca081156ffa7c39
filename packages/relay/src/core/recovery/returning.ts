// Visitors whose word is waited for, or whose case was closed lately: if one of them writes, in whatever conversation, his cases hear it.
import type { ActorId } from '@rapport/protocol';
import type { CaseRow } from '../../store/cases.ts';
import type { Store } from '../../store/store.ts';
import type { Clock, Hint } from '../ports.ts';
import { reopenWithinMs } from './case-words.ts';

export interface Returning {
  /** The case as it is now. */
  put(row: CaseRow, visitor: ActorId): void;
  moved(hint: Hint): void;
}

const words: ReadonlySet<string> = new Set(['message', 'complained']);

const mostConversations = 20;
/** Of one stream: of more than these the visitor's word is not the only one that was not seen. */
const mostEvents = 50;

/** Whether he has written since, in any of his newest conversations: nobody heard it while the relay was not there. */
export async function hasWritten(
  store: Pick<Store, 'conversationsOf' | 'history'>,
  visitor: ActorId,
  since: number,
): Promise<boolean> {
  for (const { conv, at, heads } of await store.conversationsOf(visitor, mostConversations)) {
    if (at <= since) continue;
    for (const audience of ['main', 'rating'] as const) {
      const newest = await store.history(conv, audience, heads[audience] + 1, mostEvents);
      if (newest.some((ev) => ev.a === visitor && words.has(ev.k) && ev.at > since)) return true;
    }
  }
  return false;
}

/** `heard`: the visitor of this case has written. */
export function createReturning(clock: Clock, heard: (id: string) => void): Returning {
  /** Until when each case of a visitor is to hear it. */
  const watched = new Map<ActorId, Map<string, number>>();

  function forget(visitor: ActorId, id: string): void {
    const cases = watched.get(visitor);
    if (cases?.delete(id) && cases.size === 0) watched.delete(visitor);
  }

  return {
    put: (row, visitor) => {
      forget(visitor, row.id);
      const until =
        row.state === 'waiting' ? Number.POSITIVE_INFINITY : row.closedAt === null ? 0 : row.closedAt + reopenWithinMs;
      if (until < clock.now()) return;
      const cases = watched.get(visitor) ?? new Map<string, number>();
      watched.set(visitor, cases.set(row.id, until));
    },
    moved: ({ events }) => {
      if (watched.size === 0) return;
      for (const { ev } of events ?? []) {
        const cases = words.has(ev.k) ? watched.get(ev.a) : undefined;
        for (const [id, until] of [...(cases ?? [])]) {
          forget(ev.a, id);
          if (clock.now() <= until) heard(id);
        }
      }
    },
  };
}
