// Who is signed in, for the relay in memory (I4–I6): of an identity only what stands before its first dot is looked at.
import type { ActorId, Hello } from '@rapport/protocol';

export interface Subjects {
  /** The visitor token that a hello ends up with. */
  tokenOf(hello: Hello): string;
  /** Whether what `author` has begun is open to `reader`. */
  mayRead(reader: ActorId, author: ActorId): boolean;
  /** Visitors made so far. */
  count(): number;
}

/** `tokens`: the visitor of each token; `subjects`: who is signed in with it. */
export function createSubjects(tokens: Map<string, ActorId>, subjects: Map<string, string>): Subjects {
  let visitors = 0;
  const subjectOf = (visitor: ActorId): string | undefined =>
    subjects.get([...tokens].find(([, id]) => id === visitor)?.[0] ?? '');
  return {
    count: () => visitors,
    tokenOf({ tok, id }) {
      const subject = id?.split('.')[0];
      const known = subjects.get(tok ?? '');
      const isKept = tok && (subject === undefined || known === undefined || known === subject);
      const is = isKept ? tok : `token-${++visitors}`;
      if (subject) subjects.set(is, subject);
      return is;
    },
    mayRead(reader, author) {
      const owner = subjectOf(author);
      return !owner || subjectOf(reader) === owner;
    },
  };
}
