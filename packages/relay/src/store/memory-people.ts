// Visitors, sites, agents and secrets of the memory store.
import type { ActorId, VisitorInfo } from '@rapport/protocol';
import type { Hours } from '../core/queue/hours.ts';
import { createMemoryPersons } from './memory-persons.ts';
import {
  type AgentRow,
  type Block,
  type SecretRow,
  type SiteRow,
  type Store,
  StoreFailed,
  secretGraceMs,
  type VisitorRow,
} from './store.ts';

type People = Pick<
  Store,
  | 'createVisitor'
  | 'visitorByToken'
  | 'visitor'
  | 'updateVisitor'
  | 'blockVisitor'
  | 'blockedVisitors'
  | 'identify'
  | 'kin'
  | 'sites'
  | 'site'
  | 'putSite'
  | 'addSite'
  | 'changeSite'
  | 'seeSite'
  | 'agents'
  | 'agent'
  | 'agentByEmail'
  | 'putAgent'
  | 'changeAgent'
  | 'setPresence'
  | 'putSecret'
  | 'secret'
  | 'secretsOf'
  | 'takeSecret'
  | 'dropSecret'
  | 'dropSecretsOf'
>;

/** `dropVisitor`: says whether there was one. The others: at once, for what happens in a step of another part. `hasBegun`: a conversation. */
export function createMemoryPeople(
  later: <T>(work: () => T) => Promise<T>,
  hasBegun: (visitor: ActorId) => boolean,
): People & {
  dropVisitor(id: ActorId): boolean;
  samePerson(id: ActorId): ReadonlySet<ActorId>;
  isAgent(id: ActorId): boolean;
  hoursOf(site: string): Hours | null;
  nameOf(visitor: ActorId): string | null;
} {
  const visitors = new Map<ActorId, VisitorRow>();
  const tokens = new Map<string, ActorId>();
  const persons = createMemoryPersons(visitors);
  const sites = new Map<string, SiteRow>();
  const agents = new Map<ActorId, AgentRow>();
  const secrets = new Map<string, SecretRow>();

  const byEmail = (email: string): AgentRow | null =>
    [...agents.values()].find((row) => row.email.toLowerCase() === email.toLowerCase()) ?? null;

  const allAgents = (): AgentRow[] =>
    [...agents.values()].sort((a, b) => (a.name < b.name || (a.name === b.name && a.id < b.id) ? -1 : 1));

  function putAgent(row: AgentRow): AgentRow {
    const same = byEmail(row.email);
    if (same && same.id !== row.id) throw new StoreFailed('Another agent has this address.');
    agents.set(row.id, row);
    return row;
  }

  function putSite({ seen: _, ...row }: SiteRow): SiteRow {
    const seen = sites.get(row.key)?.seen;
    const put = { ...row, ...(seen ? { seen } : {}) };
    sites.set(row.key, put);
    return put;
  }

  return {
    createVisitor: (row, tokenHash) =>
      later(() => {
        if (visitors.has(row.id) || tokens.has(tokenHash)) throw new StoreFailed('This visitor exists.');
        visitors.set(row.id, { ...row, info: infoOf(row.info, undefined) });
        tokens.set(tokenHash, row.id);
      }),
    visitorByToken: (tokenHash) => later(() => persons.shown(tokens.get(tokenHash) ?? '')),
    visitor: (id) => later(() => persons.shown(id)),
    identify: (one) => later(() => persons.identify(one)),
    kin: (visitor) =>
      later(() =>
        [...persons.same(visitor)].flatMap((id) => {
          const isBlocked = visitors.get(id)?.block !== undefined;
          return persons.has(id) && (isBlocked || hasBegun(id)) ? [{ id, isBlocked }] : [];
        }),
      ),
    updateVisitor: (id, info) =>
      later(() => {
        const row = visitors.get(id);
        if (row) visitors.set(id, { ...row, info: infoOf(info, row.block) });
      }),
    blockVisitor: (id, block) =>
      later(() => {
        const known = visitors.get(id);
        if (!known) return null;
        const { block: _, ...row } = known;
        const info = infoOf(row.info, block ?? undefined);
        visitors.set(id, { ...row, info, ...(block ? { block } : {}) });
        return persons.shown(id)?.info ?? null;
      }),
    blockedVisitors: (limit) =>
      later(() =>
        [...visitors.values()]
          .filter((row) => row.block)
          .sort((a, b) => (b.block?.at ?? 0) - (a.block?.at ?? 0))
          .slice(0, limit)
          .map((row) => persons.shown(row.id) ?? row),
      ),

    samePerson: persons.same,
    dropVisitor(id) {
      persons.drop(id);
      for (const [hash, visitor] of tokens) if (visitor === id) tokens.delete(hash);
      return visitors.delete(id);
    },

    isAgent: (id) => agents.has(id),
    hoursOf: (site) => sites.get(site)?.settings?.hours ?? null,
    nameOf: (visitor) => visitors.get(visitor)?.info.name ?? null,

    sites: () => later(() => [...sites.values()].sort((a, b) => (a.key < b.key ? -1 : 1))),
    site: (key) => later(() => sites.get(key) ?? null),
    putSite: (row) => later(() => void putSite(row)),
    addSite: (row) => later(() => !sites.has(row.key) && !!putSite(row)),
    changeSite: (key, change) =>
      later(() => {
        const row = sites.get(key);
        const changed = row ? change(row) : null;
        return changed && putSite({ ...changed, key });
      }),
    seeSite: (key, seen) =>
      later(() => {
        const row = sites.get(key);
        if (row) sites.set(key, { ...row, seen });
      }),

    agents: () => later(allAgents),
    agent: (id) => later(() => agents.get(id) ?? null),
    agentByEmail: (email) => later(() => byEmail(email)),
    putAgent: (row) => later(() => void putAgent(row)),
    changeAgent: (id, change) =>
      later(() => {
        const row = agents.get(id);
        const changed = row ? change(row, allAgents()) : null;
        return changed && putAgent({ ...changed, id });
      }),
    setPresence: (id, presence) =>
      later(() => {
        const row = agents.get(id);
        if (!row || row.disabled) return false;
        agents.set(id, { ...row, presence });
        return true;
      }),

    putSecret: (row) =>
      later(() => {
        for (const [hash, { expiresAt }] of secrets)
          if (expiresAt < row.createdAt - secretGraceMs) secrets.delete(hash);
        if (secrets.has(row.hash)) throw new StoreFailed('This secret exists.');
        secrets.set(row.hash, row);
      }),
    secret: (hash) => later(() => secrets.get(hash) ?? null),
    secretsOf: (agent, kind) =>
      later(() =>
        [...secrets.values()]
          .filter((row) => row.agent === agent && row.kind === kind)
          .sort((a, b) => a.createdAt - b.createdAt || (a.hash < b.hash ? -1 : 1)),
      ),
    takeSecret: (hash) =>
      later(() => {
        const row = secrets.get(hash) ?? null;
        secrets.delete(hash);
        return row;
      }),
    dropSecret: (hash) => later(() => void secrets.delete(hash)),
    dropSecretsOf: (agent, kind) =>
      later(() => {
        for (const [hash, row] of secrets) if (row.agent === agent && row.kind === kind) secrets.delete(hash);
      }),
  };
}

function infoOf({ blocked: _, signed: __, ...info }: VisitorInfo, block: Block | undefined): VisitorInfo {
  return block ? { ...info, blocked: 1 } : info;
}
