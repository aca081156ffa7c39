// The agents.
import type { Presence } from '@rapport/protocol';
import type { AgentRow, Store } from '../store.ts';
import type { Database } from './database.ts';
import type { Transactions } from './transaction.ts';

type Agents = Pick<Store, 'agents' | 'agent' | 'agentByEmail' | 'putAgent' | 'changeAgent' | 'setPresence'>;

/** On a full disk people must be able to sign in and out, and be kept out (B7). */
const always = { always: true };

export function createAgents(db: Database, { write }: Transactions): Agents {
  const all = db.prepare('SELECT * FROM agent ORDER BY name, id');
  const byId = db.prepare('SELECT * FROM agent WHERE id = ?');
  const byEmail = db.prepare('SELECT * FROM agent WHERE email = ?');
  const put = db.prepare(
    `INSERT INTO agent (id, email, name, role, password_hash, presence, disabled, teams, langs, capacity)
     VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)
     ON CONFLICT (id) DO UPDATE SET email = ?2, name = ?3, role = ?4, password_hash = ?5, presence = ?6, disabled = ?7,
       teams = ?8, langs = ?9, capacity = ?10`,
  );
  const setPresence = db.prepare('UPDATE agent SET presence = ? WHERE id = ? AND disabled = 0');

  const allNow = (): readonly AgentRow[] =>
    all
      .all()
      .map(agentOf)
      .filter((row) => row !== null);
  const putNow = ({
    id,
    email,
    name,
    role,
    passwordHash,
    presence,
    disabled,
    teams,
    langs,
    capacity,
  }: AgentRow): void =>
    void put.run(
      id,
      email,
      name,
      role,
      passwordHash,
      presence,
      Number(disabled),
      teams ? JSON.stringify(teams) : null,
      langs ? JSON.stringify(langs) : null,
      capacity ?? null,
    );

  return {
    agents: async () => allNow(),
    agent: async (id) => agentOf(byId.get(id)),
    agentByEmail: async (email) => agentOf(byEmail.get(email)),
    putAgent: (row) => write(() => putNow(row)),
    changeAgent: (id, change) =>
      write(() => {
        const row = agentOf(byId.get(id));
        const changed = row && change(row, allNow());
        if (changed) putNow({ ...changed, id });
        return changed;
      }, always),
    setPresence: (id, presence) => write(() => setPresence.run(presence, id).changes === 1),
  };
}

function agentOf(row: Record<string, unknown> | undefined): AgentRow | null {
  if (!row) return null;
  const { id, email, name, role, password_hash, presence, disabled, teams, langs, capacity } = row as {
    id: string;
    email: string;
    name: string;
    role: AgentRow['role'];
    password_hash: string;
    presence: Presence;
    disabled: number;
    teams: string | null;
    langs: string | null;
    capacity: number | null;
  };
  return {
    id,
    email,
    name,
    role,
    passwordHash: password_hash,
    presence,
    disabled: disabled === 1,
    ...(teams === null ? {} : { teams: JSON.parse(teams) as string[] }),
    ...(langs === null ? {} : { langs: JSON.parse(langs) as string[] }),
    ...(capacity === null ? {} : { capacity }),
  };
}
