// A conversation that is held as long as a component shows it.
import { useEffect, useState } from 'react';

interface Held<C, T> {
  readonly client: C;
  readonly talk: T;
}

/** `open` must be the same function in every rendering. */
export function useHeld<C, T extends { readonly id: string; dispose(): void }>(
  client: C | null,
  id: string | null,
  open: (client: C, id: string) => T,
): T | null {
  const [held, setHeld] = useState<Held<C, T> | null>(null);
  useEffect(() => {
    if (client === null || id === null) return;
    const talk = open(client, id);
    setHeld({ client, talk });
    return () => {
      setHeld(null);
      talk.dispose();
    };
  }, [client, id, open]);
  // Until the effect has run, what is there is of another id, or of another client.
  return held && held.client === client && held.talk.id === id ? held.talk : null;
}
