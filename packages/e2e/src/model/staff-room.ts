// Sign-in of the agents: sessions in the store, tickets made from them, and what was signed out when (T5, T7).
import { createHash } from 'node:crypto';
import type { Store } from '@rapport/relay';

export interface StaffRoom {
  signIn(agent: string): Promise<void>;
  /** As another node would do it: the nodes here find out by looking. */
  signOut(agent: string): Promise<void>;
  isSignedIn(agent: string): boolean;
  /** A ticket, made where `nowMs` is the time. Throws for who is signed out. */
  ticket(agent: string, nowMs: number): Promise<string>;
  /** Since when what this ticket opened may not be open any more; null: it may. */
  revokedAt(ticket: string): number | null;
}

export interface StaffRoomOptions {
  readonly kept: Store;
  readonly now: () => number;
  readonly token: () => string;
  /** Hears every secret that is made. */
  readonly onSecret: (secret: string) => void;
}

const sha256hex = (text: string): string => createHash('sha256').update(text).digest('hex');
const foreverMs = 1e12;
const ticketMs = 30_000;

export function createStaffRoom({ kept, now, token, onSecret }: StaffRoomOptions): StaffRoom {
  const sessions = new Map<string, string>();
  const sessionOf = new Map<string, string>();
  const ended = new Map<string, number>();

  return {
    async signIn(agent) {
      const session = token();
      onSecret(session);
      const createdAt = now();
      const hash = sha256hex(session);
      await kept.putSecret({
        hash,
        kind: 'session',
        agent,
        parent: null,
        createdAt,
        expiresAt: createdAt + foreverMs,
      });
      sessions.set(agent, session);
    },
    async signOut(agent) {
      const session = sessions.get(agent);
      if (session === undefined) return;
      sessions.delete(agent);
      ended.set(session, now());
      await kept.dropSecret(sha256hex(session));
    },
    isSignedIn: (agent) => sessions.has(agent),
    async ticket(agent, nowMs) {
      const session = sessions.get(agent);
      if (session === undefined) throw new Error('signed out');
      const ticket = token();
      onSecret(ticket);
      sessionOf.set(ticket, session);
      const row = { hash: sha256hex(ticket), kind: 'ticket', agent, parent: sha256hex(session) } as const;
      await kept.putSecret({ ...row, createdAt: nowMs, expiresAt: nowMs + ticketMs });
      return ticket;
    },
    revokedAt: (ticket) => ended.get(sessionOf.get(ticket) ?? '') ?? null,
  };
}
