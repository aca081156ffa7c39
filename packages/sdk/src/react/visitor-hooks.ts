// For the visitor's side, and what is the same for both.
import type { ConvId, Here, Welcome } from '@rapport/protocol';
import type { Status } from '../types.ts';
import type { Visitor, VisitorConversation, VisitorState } from '../visitor-types.ts';
import { useHeld } from './held.ts';
import { useNearest } from './provider.ts';
import { useStore } from './store-hooks.ts';

const idle: Status = { phase: 'idle' };
const none: readonly VisitorState[] = [];

/** The visitor of the nearest `VisitorProvider`; null on a server and until it is made. */
export function useVisitor(): Visitor | null {
  const nearest = useNearest();
  if (nearest.role !== 'visitor') throw new Error('The nearest provider is an AgentProvider: it has no visitor.');
  return nearest.client;
}

/** Whether there is a connection, of the nearest provider's visitor or agent. */
export function useConnection(): Status {
  return useStore(useNearest().client?.status, idle);
}

/**
 * Without `id` the newest conversation, or null. With it that one, held as long as the component is there: its events come here
 * also when they are not shown anywhere else.
 */
export function useConversation(id?: ConvId | null): VisitorConversation | null {
  const visitor = useVisitor();
  const newest = useStore(visitor?.current, null);
  const held = useHeld(visitor, id ?? null, open);
  return id === undefined ? newest : held;
}

const open = (visitor: Visitor, id: ConvId): VisitorConversation => visitor.open(id);

/** All conversations of this visitor, the newest first. */
export function useConversations(): readonly VisitorState[] {
  return useStore(useVisitor()?.conversations, none);
}

/** Who would answer now; null until known. */
export function useHere(): Here | null {
  return useStore(useVisitor()?.here, null);
}

/** The site's name and what it offers; null until known. */
export function useSite(): NonNullable<Welcome['site']> | null {
  return useStore(useVisitor()?.site, null);
}
