// Who waits still, and who has got an answer, in conversations that have not ended. Pure.
import type { ConvState } from '@rapport/protocol';
import type { Asked } from '../reports/report.ts';

/** Begun in the period and not ended. */
export interface OpenCounts {
  readonly waiting: number;
  readonly answered: number;
}

export type OpenQuery = Pick<Asked, 'from' | 'to' | 'site' | 'agent'>;

/** Of conversations that have not ended, those whose session began in the period. */
export function openIn(states: Iterable<ConvState>, q: OpenQuery): OpenCounts {
  const open = { waiting: 0, answered: 0 };
  for (const { closedAt, openedAt, site, as, fromStaff } of states) {
    if (closedAt !== null || openedAt < q.from || openedAt >= q.to) continue;
    if ((q.site !== undefined && q.site !== site) || (q.agent !== undefined && q.agent !== as)) continue;
    open[fromStaff > 0 ? 'answered' : 'waiting'] += 1;
  }
  return open;
}
