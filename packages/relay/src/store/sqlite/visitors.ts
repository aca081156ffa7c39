// Visitors, and which of them may not write.
import type { ActorId, Signed, VisitorInfo } from '@rapport/protocol';
import type { Block, Store, VisitorRow } from '../store.ts';
import type { Database } from './database.ts';
import type { Transactions } from './transaction.ts';

type Visitors = Pick<
  Store,
  'createVisitor' | 'visitorByToken' | 'visitor' | 'updateVisitor' | 'blockVisitor' | 'blockedVisitors'
>;

export function createVisitors(db: Database, { write }: Transactions): Visitors {
  const columns = 'v.id, v.site, v.info, v.created_at, v.block, v.blocked_at, v.sub, v.signed_at, p.claims';
  const visitors = 'visitor v LEFT JOIN person p ON p.site = v.site AND p.sub = v.sub';
  const insert = db.prepare('INSERT INTO visitor (id, site, token_hash, info, created_at) VALUES (?,?,?,?,?)');
  const byToken = db.prepare(`SELECT ${columns} FROM ${visitors} WHERE v.token_hash = ?`);
  const byId = db.prepare(`SELECT ${columns} FROM ${visitors} WHERE v.id = ?`);
  const update = db.prepare('UPDATE visitor SET info = ? WHERE id = ?');
  const block = db.prepare('UPDATE visitor SET block = ?, blocked_at = ? WHERE id = ?');
  const blocked = db.prepare(
    `SELECT ${columns} FROM ${visitors} WHERE v.blocked_at IS NOT NULL ORDER BY v.blocked_at DESC LIMIT ?`,
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

const kept = ({ blocked: _, signed: __, ...info }: VisitorInfo): string => JSON.stringify(info);

function visitorOf(row: Record<string, unknown> | undefined): VisitorRow | null {
  if (!row) return null;
  const { id, site, created_at, blocked_at } = row as {
    id: ActorId;
    site: string;
    created_at: number;
    blocked_at: number | null;
  };
  const said = JSON.parse(row['info'] as string) as VisitorInfo;
  const signed = signedOf(row);
  const info = { ...said, ...(signed && { signed }) };
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

function signedOf(row: Record<string, unknown>): Signed | null {
  const { sub, signed_at: at, claims } = row as { sub: string | null; signed_at: number; claims: string | null };
  return sub === null ? null : { ...(JSON.parse(claims ?? '{}') as object), sub, at };
}
