// Which visitors are one person, by the word of their site, in the memory store.
import type { ActorId, Signed } from '@rapport/protocol';
import type { Identified, Persons } from './persons.ts';
import type { VisitorRow } from './store.ts';

type Outcome = Awaited<ReturnType<Persons['identify']>>;

export interface MemoryPersons {
  identify(one: Identified): Outcome;
  has(visitor: ActorId): boolean;
  /** The visitor, and those of the same subject. */
  same(visitor: ActorId): ReadonlySet<ActorId>;
  /** With what was signed. */
  shown(visitor: ActorId): VisitorRow | null;
  drop(visitor: ActorId): void;
}

export function createMemoryPersons(visitors: ReadonlyMap<ActorId, VisitorRow>): MemoryPersons {
  const subjects = new Map<ActorId, Pick<Signed, 'sub' | 'at'>>();
  /** By site and subject. */
  const claims = new Map<string, Omit<Signed, 'sub' | 'at'>>();
  /** By site and id. */
  const signatures = new Map<string, { readonly visitor: ActorId; readonly until: number }>();
  const name = (site: string, what: string): string => JSON.stringify([site, what]);
  const personOf = (id: ActorId): string => name(visitors.get(id)?.site ?? '', subjects.get(id)?.sub ?? '');

  return {
    identify({ visitor, site, sub, jti, until, now, ...given }) {
      if (visitors.get(visitor)?.site !== site) return 'gone';
      const known = subjects.get(visitor);
      if (known && known.sub !== sub) return 'other';
      for (const [key, one] of signatures) if (one.until < now) signatures.delete(key);
      const key = name(site, jti);
      const first = signatures.get(key);
      if (first && first.visitor !== visitor) return 'replayed';
      if (!first) signatures.set(key, { visitor, until });
      subjects.set(visitor, { sub, at: now });
      claims.set(name(site, sub), given);
      return 'ok';
    },
    has: (visitor) => subjects.has(visitor),
    same(visitor) {
      if (!subjects.has(visitor)) return new Set([visitor]);
      const person = personOf(visitor);
      return new Set([...subjects.keys()].filter((id) => personOf(id) === person));
    },
    shown(visitor) {
      const row = visitors.get(visitor);
      const subject = subjects.get(visitor);
      if (!row || !subject) return row ?? null;
      return { ...row, info: { ...row.info, signed: { ...claims.get(personOf(visitor)), ...subject } } };
    },
    drop(visitor) {
      claims.delete(personOf(visitor));
      subjects.delete(visitor);
      for (const [key, one] of signatures) if (one.visitor === visitor) signatures.delete(key);
    },
  };
}
