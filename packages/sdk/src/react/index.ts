// The public entry of @rapport/sdk/react: hooks over the stores. Whatever they show, the SDK knows; nothing is kept here.
export { useAgent, useAgentConversation, useInbox, useOffers, usePresence, useStaff } from './agent-hooks.ts';
export type { AgentProviderProps, VisitorProviderProps } from './provider.ts';
export { AgentProvider, VisitorProvider } from './provider.ts';
export { useClientEvent, useStore } from './store-hooks.ts';
export { useConversationState, useMessages, useRead, useTimeline } from './talk-hooks.ts';
export { useConnection, useConversation, useConversations, useHere, useSite, useVisitor } from './visitor-hooks.ts';
