// The sockets of one person, whichever of the visitors of the subject each of them is (I5). What one of them is, all of them know at once.
import type { ActorId } from '@rapport/protocol';
import type { Peer, Person } from '../peer.ts';

export interface Family {
  join(peer: Peer): void;
  leave(peer: Peer): void;
  /** Sockets of the person that `visitor` is one of, as far as an identity was accepted on them. */
  peersOf(visitor: ActorId): ReadonlySet<Peer>;
}

const nobody: ReadonlySet<never> = new Set();

export function createFamily(): Family {
  const byPerson = new Map<string, Set<Peer>>();
  const byVisitor = new Map<ActorId, Set<Peer>>();

  const signed = ({ who }: Peer): { readonly person: Person; readonly key: string } | null =>
    who.role === 'v' && who.person ? { person: who.person, key: `${who.site.key} ${who.person.sub}` } : null;

  return {
    join(peer) {
      const known = signed(peer);
      if (!known) return;
      const { person, key } = known;
      const all = into(byPerson, key, peer);
      for (const other of all) for (const id of signed(other)?.person.ids ?? []) person.ids.add(id);
      for (const other of all)
        for (const id of person.ids) {
          signed(other)?.person.ids.add(id);
          into(byVisitor, id, other);
        }
    },
    leave(peer) {
      const known = signed(peer);
      if (!known) return;
      outOf(byPerson, known.key, peer);
      for (const id of known.person.ids) outOf(byVisitor, id, peer);
    },
    peersOf: (visitor) => byVisitor.get(visitor) ?? nobody,
  };
}

function into(sets: Map<string, Set<Peer>>, key: string, peer: Peer): ReadonlySet<Peer> {
  const set = sets.get(key) ?? new Set();
  sets.set(key, set.add(peer));
  return set;
}

function outOf(sets: Map<string, Set<Peer>>, key: string, peer: Peer): void {
  const set = sets.get(key);
  if (set?.delete(peer) && set.size === 0) sets.delete(key);
}
