// Credentials of staff, each under the hash of its secret (T1).
import type { SecretRow, Store } from '../store.ts';
import { secretGraceMs } from '../store.ts';
import type { Database } from './database.ts';
import type { Transactions } from './transaction.ts';

type Secrets = Pick<Store, 'putSecret' | 'secret' | 'secretsOf' | 'takeSecret' | 'dropSecret' | 'dropSecretsOf'>;

/** On a full disk people must be able to sign in and out, and be kept out (B7). */
const always = { always: true };

export function createSecrets(db: Database, { write }: Transactions): Secrets {
  const put = db.prepare(
    'INSERT INTO secret (hash, kind, agent, parent, created_at, expires_at, name) VALUES (?,?,?,?,?,?,?)',
  );
  const dropExpired = db.prepare('DELETE FROM secret WHERE expires_at < ?');
  const byHash = db.prepare('SELECT * FROM secret WHERE hash = ?');
  const ofAgent = db.prepare('SELECT * FROM secret WHERE agent IS ? AND kind = ? ORDER BY created_at, hash');
  const take = db.prepare('DELETE FROM secret WHERE hash = ? RETURNING *');
  const drop = db.prepare('DELETE FROM secret WHERE hash = ?');
  const dropOf = db.prepare('DELETE FROM secret WHERE agent IS ? AND kind = ?');

  return {
    putSecret: ({ hash, kind, agent, parent, createdAt, expiresAt, name }) =>
      write(
        () => {
          dropExpired.run(createdAt - secretGraceMs);
          put.run(hash, kind, agent, parent, createdAt, expiresAt, name ?? null);
        },
        { always: agent !== null },
      ),
    secret: async (hash) => secretOf(byHash.get(hash)),
    secretsOf: async (agent, kind) =>
      ofAgent
        .all(agent, kind)
        .map(secretOf)
        .filter((row) => row !== null),
    takeSecret: (hash) => write(() => secretOf(take.get(hash)), always),
    dropSecret: (hash) => write(() => void drop.run(hash), always),
    dropSecretsOf: (agent, kind) => write(() => void dropOf.run(agent, kind), always),
  };
}

function secretOf(row: Record<string, unknown> | undefined): SecretRow | null {
  if (!row) return null;
  const { hash, kind, agent, parent, created_at, expires_at, name } = row as {
    hash: string;
    kind: SecretRow['kind'];
    agent: string | null;
    parent: string | null;
    created_at: number;
    expires_at: number;
    name: string | null;
  };
  return {
    hash,
    kind,
    agent,
    parent,
    createdAt: created_at,
    expiresAt: expires_at,
    ...(name === null ? {} : { name }),
  };
}
