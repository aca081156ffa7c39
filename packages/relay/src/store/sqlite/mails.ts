// Mail on its way. Its end is written on a full disk too: what was sent must not be sent again because nobody could note it down.
import type { ActorId, ConvId } from '@rapport/protocol';
import { type MailRow, type Mails, mailKeptMs } from '../mails.ts';
import type { Database } from './database.ts';
import type { Transactions } from './transaction.ts';

interface Row {
  readonly id: string;
  readonly key: string;
  readonly kind: MailRow['kind'];
  readonly address: string;
  readonly lang: string;
  readonly data: string;
  readonly conv: ConvId | null;
  readonly visitor: ActorId | null;
  readonly state: MailRow['state'];
  readonly attempts: number;
  readonly since: number;
  readonly next_at: number;
  readonly ended_at: number | null;
  readonly error: string | null;
  readonly round: number;
  readonly told: number;
}

const always = { always: true };

export function createMails(db: Database, transactions: Transactions): Mails {
  const put = db.prepare(
    `INSERT INTO mail (id, key, kind, address, lang, data, conv, visitor, state, attempts, since, next_at, ended_at, error, round, told)
     VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING`,
  );
  const forget = db.prepare('DELETE FROM mail WHERE state = ? AND ended_at < ? AND told = 1');
  const byId = db.prepare('SELECT * FROM mail WHERE id = ?');
  const queued = db.prepare(`SELECT * FROM mail WHERE state = 'queued' ORDER BY next_at, id LIMIT ?`);
  const failed = db.prepare(`SELECT * FROM mail WHERE state = 'failed' ORDER BY ended_at DESC, id LIMIT ?`);
  const untold = db.prepare('SELECT * FROM mail WHERE told = 0 AND ended_at IS NOT NULL ORDER BY id LIMIT ?');
  const count = db.prepare('SELECT count(*) AS n FROM mail WHERE state = ?');
  const change = db.prepare(
    `UPDATE mail SET data = ?, state = ?, attempts = ?, since = ?, next_at = ?, ended_at = ?, error = ?, round = ?, told = ?
     WHERE id = ? AND state = ? AND attempts = ?`,
  );
  const drop = db.prepare('DELETE FROM mail WHERE id = ?');
  const ofConversation = db.prepare(
    `SELECT 1 FROM mail WHERE conv = ? AND state = 'queued' AND kind = 'reply' LIMIT 1`,
  );
  const countTo = db.prepare('SELECT count(*) AS n FROM mail WHERE address = ? AND kind = ? AND since >= ?');
  const countOf = db.prepare('SELECT count(*) AS n FROM mail WHERE visitor = ? AND kind = ? AND since >= ?');

  const read = (id: string): MailRow | null => mailOf(byId.get(id));

  // Rows shrink and go here every day: the pages that this leaves over would keep copies of addresses that erasing cannot find.
  const write = <T>(work: () => T, o?: { readonly always: boolean }): Promise<T> =>
    transactions.write(() => {
      db.exec('PRAGMA secure_delete = ON');
      try {
        return work();
      } finally {
        db.exec('PRAGMA secure_delete = FAST');
      }
    }, o);

  return {
    putMail: (row) =>
      write(() => {
        for (const state of ['sent', 'failed'] as const) forget.run(state, row.since - mailKeptMs[state]);
        const { id, key, kind, to, lang, conv, visitor } = row;
        const values = [
          id,
          key,
          kind,
          to,
          lang,
          JSON.stringify(row.data),
          conv,
          visitor,
          row.state,
          row.attempts,
        ] as const;
        const times = [row.since, row.nextAt, row.endedAt, row.error, row.round, Number(row.isTold)] as const;
        return put.run(...values, ...times).changes === 1;
      }),
    mail: async (id) => read(id),
    queuedMails: async (limit) => queued.all(limit).flatMap(one),
    failedMails: async (limit) => failed.all(limit).flatMap(one),
    untoldMails: async (limit) => untold.all(limit).flatMap(one),
    countMails: async () => ({
      queued: (count.get('queued') as { n: number }).n,
      failed: (count.get('failed') as { n: number }).n,
    }),
    changeMail: ({ id, state, attempts }, wish) =>
      write(() => {
        const now = read(id);
        if (!now) return false;
        const row = { ...now, ...wish };
        const values = [JSON.stringify(row.data), row.state, row.attempts, row.since, row.nextAt, row.endedAt] as const;
        const rest = [row.error, row.round, Number(row.isTold)] as const;
        return change.run(...values, ...rest, id, state, attempts).changes === 1;
      }, always),
    dropMail: (id) => write(() => void drop.run(id), always),
    isReplyQueued: async (conv) => ofConversation.get(conv) !== undefined,
    countMailsTo: async (to, kind, since) => (countTo.get(to, kind, since) as { n: number }).n,
    countMailsOf: async (visitor, kind, since) => (countOf.get(visitor, kind, since) as { n: number }).n,
  };
}

const one = (row: unknown): MailRow[] => [mailOf(row)].filter((mail) => mail !== null);

function mailOf(row: unknown): MailRow | null {
  if (!row) return null;
  const { id, key, kind, address, lang, data, conv, visitor, state, attempts, since, error, round, ...rest } =
    row as Row;
  const { next_at: nextAt, ended_at: endedAt, told } = rest;
  return {
    ...{ id, key, kind, to: address, lang, data: JSON.parse(data) as unknown, conv, visitor, state },
    ...{ attempts, since, nextAt, endedAt, error, round, isTold: told === 1 },
  };
}
