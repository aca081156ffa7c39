// Mail of the memory store.
import type { ActorId, ConvId } from '@rapport/protocol';
import { type MailRow, type Mails, mailKeptMs } from './mails.ts';

/** `eraseMails`: everything of a conversation, or of a visitor. */
export function createMemoryMails(later: <T>(work: () => T) => Promise<T>): {
  readonly mails: Mails;
  eraseMails(of: { conv: ConvId } | { visitor: ActorId }): void;
} {
  const rows = new Map<string, MailRow>();
  const inState = (state: MailRow['state']): MailRow[] => [...rows.values()].filter((row) => row.state === state);
  const ofKind = (kind: MailRow['kind'], since: number): MailRow[] =>
    [...rows.values()].filter((row) => row.kind === kind && row.since >= since);
  const byId = (a: MailRow, b: MailRow): number => (a.id < b.id ? -1 : 1);

  function forget(now: number): void {
    for (const { id, state, endedAt, isTold } of rows.values())
      if (state !== 'queued' && isTold && (endedAt ?? now) < now - mailKeptMs[state]) rows.delete(id);
  }

  const mails: Mails = {
    putMail: (row) =>
      later(() => {
        forget(row.since);
        if ([...rows.values()].some(({ id, key }) => id === row.id || key === row.key)) return false;
        rows.set(row.id, row);
        return true;
      }),
    mail: (id) => later(() => rows.get(id) ?? null),
    queuedMails: (limit) =>
      later(() =>
        inState('queued')
          .sort((a, b) => a.nextAt - b.nextAt || byId(a, b))
          .slice(0, limit),
      ),
    failedMails: (limit) =>
      later(() =>
        inState('failed')
          .sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0) || byId(a, b))
          .slice(0, limit),
      ),
    untoldMails: (limit) =>
      later(() =>
        [...rows.values()]
          .filter(({ state, isTold }) => state !== 'queued' && !isTold)
          .sort(byId)
          .slice(0, limit),
      ),
    countMails: () => later(() => ({ queued: inState('queued').length, failed: inState('failed').length })),
    changeMail: ({ id, state, attempts }, change) =>
      later(() => {
        const row = rows.get(id);
        if (row?.state !== state || row.attempts !== attempts) return false;
        rows.set(id, { ...row, ...change });
        return true;
      }),
    dropMail: (id) => later(() => void rows.delete(id)),
    isReplyQueued: (conv) => later(() => inState('queued').some((row) => row.conv === conv && row.kind === 'reply')),
    countMailsTo: (to, kind, since) =>
      later(() => ofKind(kind, since).filter((row) => row.to.toLowerCase() === to.toLowerCase()).length),
    countMailsOf: (visitor, kind, since) =>
      later(() => ofKind(kind, since).filter((row) => row.visitor === visitor).length),
  };

  return {
    mails,
    eraseMails(of) {
      for (const row of rows.values())
        if ('conv' in of ? row.conv === of.conv : row.visitor === of.visitor) rows.delete(row.id);
    },
  };
}
