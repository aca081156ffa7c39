// Who is signed in. A session is a random cookie of which the store keeps the hash; it dies after 12 hours without use,
// after 7 days, on sign-out, and when the agent is disabled or gets a new password.
import type { AgentRow, SecretRow, Store } from '../../store/store.ts';
import { hashOf, newToken } from './tokens.ts';

export const sessionTimes = {
  idleMs: 43_200_000,
  renewAfterMs: 3_600_000,
  absoluteMs: 604_800_000,
  ticketMs: 30_000,
} as const;

export interface SignedIn {
  readonly agent: AgentRow;
  /** Hash of the session or token: what `Relay.revoke` and a ticket's `parent` name. */
  readonly session: string;
  /** A program with an API token, not a person with a cookie. */
  readonly isProgram: boolean;
}

export interface Sessions {
  /** A new session; the result is the cookie's value. Always a fresh one: a planted cookie is never adopted. */
  begin(agent: string): Promise<string>;
  of(cookie: string | undefined): Promise<SignedIn | null>;
  /** Of whoever is signed in; that it was asked is no use of the session. */
  isOpen(cookie: string): Promise<boolean>;
  ofToken(token: string): Promise<SignedIn | null>;
  end(session: string): Promise<void>;
  /** A credential for one `hello` (T5), which ends with the session that asked for it (T7). */
  ticket(who: Pick<SignedIn, 'agent' | 'session'>): Promise<{ ticket: string; expiresAt: number }>;
}

export function createSessions(store: Store, now: () => number): Sessions {
  // A renewal that was under way while somebody signed out must not bring the session back.
  const ended = new Set<string>();

  const renew = async (row: SecretRow, at: number): Promise<void> => {
    const expiresAt = Math.min(at + sessionTimes.idleMs, row.createdAt + sessionTimes.absoluteMs);
    if (expiresAt - row.expiresAt < sessionTimes.renewAfterMs) return;
    // Written in this order, in one transaction: nobody sees the session missing.
    await Promise.all([store.dropSecret(row.hash), store.putSecret({ ...row, expiresAt })]);
    if (ended.has(row.hash)) await store.dropSecret(row.hash);
  };

  async function find(secret: string, kind: 'session' | 'api'): Promise<[SecretRow, AgentRow] | null> {
    const row = await store.secret(hashOf(secret));
    if (row?.kind !== kind || row.agent === null || row.expiresAt <= now()) return null;
    const agent = await store.agent(row.agent);
    // Without a password the agent waits for a new link: whatever was open before is over.
    return !agent || agent.disabled || agent.passwordHash === '' ? null : [row, agent];
  }

  return {
    async begin(agent) {
      const cookie = newToken();
      const at = now();
      await store.putSecret({
        hash: hashOf(cookie),
        kind: 'session',
        agent,
        parent: null,
        createdAt: at,
        expiresAt: at + sessionTimes.idleMs,
      });
      return cookie;
    },
    async of(cookie) {
      const [row, agent] = (cookie && (await find(cookie, 'session'))) || [];
      if (!row || !agent) return null;
      await renew(row, now());
      return { agent, session: row.hash, isProgram: false };
    },
    isOpen: async (cookie) => (await find(cookie, 'session')) !== null,
    async ofToken(token) {
      const [row, agent] = (await find(token, 'api')) ?? [];
      return row && agent ? { agent, session: row.hash, isProgram: true } : null;
    },
    async end(session) {
      ended.add(session);
      const oldest = ended.size > 1_000 ? ended.values().next().value : undefined;
      if (oldest !== undefined) ended.delete(oldest);
      await store.dropSecret(session);
    },
    async ticket({ agent, session }) {
      const ticket = newToken();
      const at = now();
      const expiresAt = at + sessionTimes.ticketMs;
      await store.putSecret({
        hash: hashOf(ticket),
        kind: 'ticket',
        agent: agent.id,
        parent: session,
        createdAt: at,
        expiresAt,
      });
      return { ticket, expiresAt };
    },
  };
}
