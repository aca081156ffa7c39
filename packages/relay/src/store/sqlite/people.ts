// Visitors, sites, agents and secrets: small rows, read and written one at a time. Nothing of them is cached, so that the CLI may write while the relay runs.
import type { VisitorInfo } from '@rapport/protocol';
import type { AgentRow, SecretRow, SiteRow, Store, VisitorRow } from '../store.ts';
import { secretGraceMs } from '../store.ts';
import type { Database } from './database.ts';
import type { Transactions } from './transaction.ts';

type People = Pick<
  Store,
  | 'createVisitor'
  | 'visitorByToken'
  | 'visitor'
  | 'updateVisitor'
  | 'sites'
  | 'site'
  | 'putSite'
  | 'agents'
  | 'agent'
  | 'agentByEmail'
  | 'putAgent'
  | 'setPresence'
  | 'disableAgent'
  | 'putSecret'
  | 'secret'
  | 'takeSecret'
  | 'dropSecret'
  | 'dropSecretsOf'
>;

/** On a full disk people must be able to sign in and out, and be kept out (B7). */
const always = { always: true };

export function createPeople(db: Database, { write }: Transactions): People {
  const insertVisitor = db.prepare('INSERT INTO visitor (id, site, token_hash, info, created_at) VALUES (?,?,?,?,?)');
  const visitorByToken = db.prepare('SELECT id, site, info, created_at FROM visitor WHERE token_hash = ?');
  const visitorById = db.prepare('SELECT id, site, info, created_at FROM visitor WHERE id = ?');
  const updateVisitor = db.prepare('UPDATE visitor SET info = ? WHERE id = ?');

  const sites = db.prepare('SELECT * FROM site ORDER BY key');
  const site = db.prepare('SELECT * FROM site WHERE key = ?');
  const putSite = db.prepare(
    `INSERT INTO site (key, name, origins, native, disabled) VALUES (?1,?2,?3,?4,?5)
     ON CONFLICT (key) DO UPDATE SET name = ?2, origins = ?3, native = ?4, disabled = ?5`,
  );

  const agents = db.prepare('SELECT * FROM agent ORDER BY name, id');
  const agent = db.prepare('SELECT * FROM agent WHERE id = ?');
  const agentByEmail = db.prepare('SELECT * FROM agent WHERE email = ?');
  const putAgent = db.prepare(
    `INSERT INTO agent (id, email, name, role, password_hash, presence, disabled) VALUES (?1,?2,?3,?4,?5,?6,?7)
     ON CONFLICT (id) DO UPDATE SET email = ?2, name = ?3, role = ?4, password_hash = ?5, presence = ?6, disabled = ?7`,
  );
  const setPresence = db.prepare('UPDATE agent SET presence = ? WHERE id = ? AND disabled = 0');
  const disableAgent = db.prepare('UPDATE agent SET disabled = 1 WHERE id = ?');

  const putSecret = db.prepare(
    'INSERT INTO secret (hash, kind, agent, parent, created_at, expires_at) VALUES (?,?,?,?,?,?)',
  );
  const dropExpired = db.prepare('DELETE FROM secret WHERE expires_at < ?');
  const secret = db.prepare('SELECT * FROM secret WHERE hash = ?');
  const takeSecret = db.prepare('DELETE FROM secret WHERE hash = ? RETURNING *');
  const dropSecret = db.prepare('DELETE FROM secret WHERE hash = ?');
  const dropSecretsOf = db.prepare('DELETE FROM secret WHERE agent IS ? AND kind = ?');

  return {
    createVisitor: ({ id, site, info, createdAt }, tokenHash) =>
      write(() => void insertVisitor.run(id, site, tokenHash, JSON.stringify(info), createdAt)),
    visitorByToken: async (tokenHash) => visitorOf(visitorByToken.get(tokenHash)),
    visitor: async (id) => visitorOf(visitorById.get(id)),
    updateVisitor: (id, info) => write(() => void updateVisitor.run(JSON.stringify(info), id)),

    sites: async () =>
      sites
        .all()
        .map(siteOf)
        .filter((row) => row !== null),
    site: async (key) => siteOf(site.get(key)),
    putSite: ({ key, name, origins, native, disabled }) =>
      write(() => void putSite.run(key, name, JSON.stringify(origins), Number(native), Number(disabled))),

    agents: async () =>
      agents
        .all()
        .map(agentOf)
        .filter((row) => row !== null),
    agent: async (id) => agentOf(agent.get(id)),
    agentByEmail: async (email) => agentOf(agentByEmail.get(email)),
    putAgent: ({ id, email, name, role, passwordHash, presence, disabled }) =>
      write(() => void putAgent.run(id, email, name, role, passwordHash, presence, Number(disabled))),
    setPresence: (id, presence) => write(() => setPresence.run(presence, id).changes === 1),
    disableAgent: (id) => write(() => void disableAgent.run(id), always),

    putSecret: ({ hash, kind, agent, parent, createdAt, expiresAt }) =>
      write(
        () => {
          dropExpired.run(createdAt - secretGraceMs);
          putSecret.run(hash, kind, agent, parent, createdAt, expiresAt);
        },
        { always: agent !== null },
      ),
    secret: async (hash) => secretOf(secret.get(hash)),
    takeSecret: (hash) => write(() => secretOf(takeSecret.get(hash)), always),
    dropSecret: (hash) => write(() => void dropSecret.run(hash), always),
    dropSecretsOf: (agent, kind) => write(() => void dropSecretsOf.run(agent, kind), always),
  };
}

type Row = Record<string, unknown> | undefined;

function visitorOf(row: Row): VisitorRow | null {
  if (!row) return null;
  const {
    id,
    site,
    info,
    created_at: createdAt,
  } = row as { id: string; site: string; info: string; created_at: number };
  return { id, site, info: JSON.parse(info) as VisitorInfo, createdAt };
}

function siteOf(row: Row): SiteRow | null {
  if (!row) return null;
  const { key, name, origins, native, disabled } = row as {
    key: string;
    name: string;
    origins: string;
    native: number;
    disabled: number;
  };
  return { key, name, origins: JSON.parse(origins) as string[], native: native === 1, disabled: disabled === 1 };
}

function agentOf(row: Row): AgentRow | null {
  if (!row) return null;
  const {
    password_hash: passwordHash,
    disabled,
    ...rest
  } = row as Omit<AgentRow, 'passwordHash' | 'disabled'> & { password_hash: string; disabled: number };
  const { id, email, name, role, presence } = rest;
  return { id, email, name, role, passwordHash, presence, disabled: disabled === 1 };
}

function secretOf(row: Row): SecretRow | null {
  if (!row) return null;
  const {
    created_at: createdAt,
    expires_at: expiresAt,
    ...rest
  } = row as Omit<SecretRow, 'createdAt' | 'expiresAt'> & { created_at: number; expires_at: number };
  const { hash, kind, agent, parent } = rest;
  return { hash, kind, agent, parent, createdAt, expiresAt };
}
