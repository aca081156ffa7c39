// A case as the staff sees it: its row, and what its visitor has said as it is in the log now.
import type { ActorId, ConvId, Reason, Resolved, Score } from '@rapport/protocol';
import type { CaseRow } from '../../store/cases.ts';
import type { Store } from '../../store/store.ts';
import { isGuessing } from '../decide-context.ts';

export interface CaseView extends CaseRow {
  readonly ownerName: string | null;
  /** null: erased. */
  readonly visitor: ActorId | null;
  /** null: not told, or erased. */
  readonly visitorName: string | null;
  readonly score: Score | null;
  readonly resolved: Resolved | null;
  readonly reasons: readonly Reason[];
  readonly comment: string | null;
  /** Wants to be contacted. */
  readonly wish: boolean;
  /** Where the visitor can be reached: what he gave with the rating, else what is known of him. */
  readonly contactTo: string | null;
  /** What he said of how it was handled; never in place of the first score. */
  readonly second: Score | null;
  /** Two people have left his rating out of every figure. */
  readonly isVoid: boolean;
  /** His last words in the conversation, if he spoke last. */
  readonly lastWords: string | null;
}

type Reads = Pick<Store, 'agent' | 'conversation' | 'visitor'>;

const unknown: Omit<CaseView, keyof CaseRow | 'ownerName'> = {
  visitor: null,
  visitorName: null,
  score: null,
  resolved: null,
  reasons: [],
  comment: null,
  wish: false,
  contactTo: null,
  second: null,
  isVoid: false,
  lastWords: null,
};

/** null: kept from this agent (R7). */
export async function viewOf(store: Reads, row: CaseRow, agent: string, now: number): Promise<CaseView | null> {
  const found = row.conv === null ? null : await store.conversation(row.conv as ConvId);
  const ownerName = row.owner === null ? null : ((await store.agent(row.owner))?.name ?? null);
  if (!found) return { ...row, ...unknown, ownerName };
  const { state, last } = found;
  if (isGuessing(state, agent, now)) return null;
  const rate = Object.hasOwn(state.rate, row.n) ? state.rate[row.n] : undefined;
  const rating = rate?.rating;
  const info = (await store.visitor(state.visitor))?.info;
  return {
    ...row,
    ownerName,
    visitor: state.visitor,
    visitorName: info?.name ?? null,
    score: rating?.score ?? null,
    resolved: rating?.resolved ?? null,
    reasons: rating?.reasons ?? [],
    comment: rating?.comment ?? null,
    wish: rating?.contact?.wish ?? false,
    contactTo: rating?.contact?.to ?? info?.email ?? null,
    second: rate?.second?.score ?? null,
    isVoid: state.voids?.[row.n]?.second !== undefined,
    lastWords: last?.a === state.visitor ? (last.d as { text: string }).text : null,
  };
}
