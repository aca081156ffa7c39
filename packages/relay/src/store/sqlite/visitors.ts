// Visitors, and which of them may not write.
import type { ActorId, VisitorInfo } from '@rapport/protocol';
import type { Block, Store, VisitorRow } from '../store.ts';
import type { Database } from './database.ts';
import type { Transactions } from './transaction.ts';

type Visitors = Pick<
  Store,
  'createVisitor' | 'visitorByToken' | 'visitor' | 'updateVisitor' | 'blockVisitor' | 'blockedVisitors'
>;

export function createVisitors(db: Database, { write }: Transactions): Visitors {
  const columns = 'id, site, info, created_at, block, blocked_at';
  const insert = db.prepare('INSERT INTO visitor (id, site, token_hash, info, created_at) VALUES (?,?,?,?,?)');
  const byToken = db.prepare(`SELECT ${columns} FROM visitor WHERE token_hash = ?`);
  const byId = db.prepare(`SELECT ${columns} FROM visitor WHERE id = ?`);
  const update = db.prepare('UPDATE visitor SET info = ? WHERE id = ?');
  const block = db.prepare('UPDATE visitor SET block = ?, blocked_at = ? WHERE id = ?');
  const blocked = db.prepare(
    `SELECT ${columns} FROM visitor WHERE blocked_at IS NOT NULL ORDER BY blocked_at DESC LIMIT ?`,
  );

  return {
    createVisitor: ({ id, site, info, createdAt }, tokenHash) =>
      write(() => void insert.run(id, site, tokenHash, kept(info), createdAt)),
    visitorByToken: async (tokenHash) => visitorOf(byToken.get(tokenHash)),
    visitor: async (id) => visitorOf(byId.get(id)),
    updateVisitor: (id, info) => write(() => void update.run(kept(info), id)),
    // Also on a full disk: whoever harms must be kept out (B7).
    blockVisitor: (id, given) =>
      write(
        () => {
          const text = given && JSON.stringify({ by: given.by, reason: given.reason });
          block.run(text, given?.at ?? null, id);
          return visitorOf(byId.get(id))?.info ?? null;
        },
        { always: true },
      ),
    blockedVisitors: async (limit) =>
      blocked
        .all(limit)
        .map(visitorOf)
        .filter((row) => row !== null),
  };
}

const kept = ({ blocked: _, ...info }: VisitorInfo): string => JSON.stringify(info);

function visitorOf(row: Record<string, unknown> | undefined): VisitorRow | null {
  if (!row) return null;
  const { id, site, created_at, blocked_at } = row as {
    id: ActorId;
    site: string;
    created_at: number;
    blocked_at: number | null;
  };
  const info = JSON.parse(row['info'] as string) as VisitorInfo;
  if (blocked_at === null) return { id, site, info, createdAt: created_at };
  const { by, reason } = JSON.parse(row['block'] as string) as Omit<Block, 'at'>;
  return {
    id,
    site,
    info: { ...info, blocked: 1 },
    createdAt: created_at,
    block: { by, reason, at: blocked_at },
  };
}
