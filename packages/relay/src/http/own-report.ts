// What a report is about if its reader does not say: coaching and the brief of an agent are his own, and a brief begins where he has
// stopped reading and ends now, so that it can be called read up to its end.
import type { ReportName } from '@rapport/protocol';
import type { AgentRow, Store } from '../store/store.ts';

/** Who was away for longer begins here. */
const longestMs = 7 * 86_400_000;

export function agentOf(name: ReportName, asked: string | undefined, reader: AgentRow): string | undefined {
  const isOwn = reader.role === 'agent' && (name === 'coaching' || name === 'brief');
  return isOwn ? reader.id : asked;
}

export async function sinceRead(
  store: Pick<Store, 'briefedAt'>,
  { id }: AgentRow,
  now: number,
): Promise<{ readonly from: number; readonly to: number }> {
  const read = (await store.briefedAt(id)) ?? 0;
  return { from: Math.min(Math.max(read, now - longestMs), now - 1), to: now };
}
