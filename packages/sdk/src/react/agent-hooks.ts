// For those who answer.
import type { ConvId, Presence, StaffMember } from '@rapport/protocol';
import type { Agent, AgentConversation, Inbox, Offer } from '../agent-types.ts';
import { useHeld } from './held.ts';
import { useNearest } from './provider.ts';
import { useStore } from './store-hooks.ts';

const emptyInbox: Inbox = { waiting: [], mine: [], others: [], ended: [], complete: false };
const noOffers: readonly Offer[] = [];
const nobody: readonly StaffMember[] = [];

/** The agent of the nearest `AgentProvider`; null on a server and until it is made. */
export function useAgent(): Agent | null {
  const nearest = useNearest();
  if (nearest.role !== 'agent') throw new Error('The nearest provider is a VisitorProvider: it has no agent.');
  return nearest.client;
}

/** What waits, what is mine, what others have, what has ended. */
export function useInbox(): Inbox {
  return useStore(useAgent()?.inbox, emptyInbox);
}

/** What I am asked to take now; the soonest to run out first. */
export function useOffers(): readonly Offer[] {
  return useStore(useAgent()?.offers, noOffers);
}

/** Whether I take new conversations; null until the relay has said. */
export function usePresence(): Presence | null {
  return useStore(useAgent()?.presence, null);
}

/** Everybody who is here, me too. */
export function useStaff(): readonly StaffMember[] {
  return useStore(useAgent()?.staff, nobody);
}

/** One conversation, held as long as the component is there; null without `id`, on a server and until it is opened. */
export function useAgentConversation(id: ConvId | null): AgentConversation | null {
  return useHeld(useAgent(), id, open);
}

const open = (agent: Agent, id: ConvId): AgentConversation => agent.conversation(id);
