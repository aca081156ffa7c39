// The client that the hooks below it use. A client made here ends with its provider.
import type { ReactElement, ReactNode } from 'react';
import { createContext, createElement, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { Agent } from '../agent-types.ts';
import type { Visitor } from '../visitor-types.ts';

type Given<C> = C | (() => C);

/** The nearest provider's; null while it has none yet. */
type Nearest =
  | { readonly role: 'visitor'; readonly client: Visitor | null }
  | { readonly role: 'agent'; readonly client: Agent | null };

const Context = createContext<Nearest | null>(null);

/**
 * Made in an effect and not while rendering: a rendering may be thrown away, and a client takes over what an earlier page left
 * unsent. So there is none on a server, and StrictMode's second mount has another one than its first.
 */
function useClient<C extends { dispose(): void }>(given: Given<C>): C | null {
  const [made, setMade] = useState<C | null>(null);
  // The first is the one that counts; `() => …` in JSX is another function each time.
  const make = useRef(given);
  useEffect(() => {
    if (typeof make.current !== 'function') return;
    const client = make.current();
    setMade(client);
    return () => {
      setMade(null);
      client.dispose();
    };
  }, []);
  return typeof given === 'function' ? made : given;
}

export interface VisitorProviderProps {
  /**
   * A visitor that the application has made and disposes; or how to make one, which happens once it is on a page, and which is
   * disposed when the provider goes. For another one, give the provider another `key`.
   */
  readonly visitor: Visitor | (() => Visitor);
  readonly children?: ReactNode;
}

/** Gives its visitor to the hooks below it. */
export function VisitorProvider({ visitor, children }: VisitorProviderProps): ReactElement {
  const client = useClient(visitor);
  const value = useMemo<Nearest>(() => ({ role: 'visitor', client }), [client]);
  return createElement(Context.Provider, { value }, children);
}

export interface AgentProviderProps {
  /** As the `visitor` of a `VisitorProvider`. */
  readonly agent: Agent | (() => Agent);
  readonly children?: ReactNode;
}

/** Gives its agent to the hooks below it. It connects when the application calls `connect()`. */
export function AgentProvider({ agent, children }: AgentProviderProps): ReactElement {
  const client = useClient(agent);
  const value = useMemo<Nearest>(() => ({ role: 'agent', client }), [client]);
  return createElement(Context.Provider, { value }, children);
}

/** What the nearest provider gives. Throws without one: a hook that shows nothing for ever would hide the mistake. */
export function useNearest(): Nearest {
  const nearest = useContext(Context);
  if (!nearest)
    throw new Error('Put a VisitorProvider or an AgentProvider of @rapport/sdk/react around this component.');
  return nearest;
}
