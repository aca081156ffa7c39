// `presence`: whether an agent takes new conversations. Kept over sign-outs; nothing is appended (C11).
import type { Command, CommandData, Presence, ServerFrame } from '@rapport/protocol';
import type { Core } from './core.ts';
import type { Peer } from './peer.ts';

export async function presence(core: Core, peer: Peer, { i, c, d }: Command): Promise<ServerFrame> {
  if (peer.who.role !== 'a') return { t: 'err', i, c, code: 'forbidden' };
  const { status } = d as CommandData['presence'];
  const id = peer.who.id;
  if (peer.revoked || !(await core.store.setPresence(id, status))) return { t: 'err', i, c, code: 'forbidden' };
  setPresence(core, id, status);
  return { t: 'ack', i, c, s: 0, at: core.clock.now() };
}

/** Tells the agent's sockets, and visitors if that changes who is here (P4). */
export function setPresence(core: Core, agent: string, status: Presence, why?: 'missed'): void {
  const here = core.hub.agent(agent);
  if (!here || here.presence === status) return;
  here.presence = status;
  for (const peer of here.peers) peer.wire.frame({ t: 'presence', status, ...(why && { why }) });
  core.staff.changed();
  core.desk.agentMoved(agent);
}

/** What was offered to him was not taken: he is not given the next one, until he says that he is back (Q3). */
export async function missed(core: Core, agent: string): Promise<void> {
  if (core.hub.agent(agent)?.presence !== 'available') return;
  await core.store.setPresence(agent, 'finishing');
  setPresence(core, agent, 'finishing', 'missed');
}
