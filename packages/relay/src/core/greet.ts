// What a socket is told right after its welcome, of what is told whenever it changes; and what others learn of it.

import type { Core } from './core.ts';
import type { Admission } from './hello.ts';
import type { Peer } from './peer.ts';

export function greet(core: Core, peer: Peer): void {
  core.sums.resume(peer);
  core.staff.greet(peer);
  core.desk.greet(peer);
  core.recovery.greet(peer);
}

/** I1: what was wrong with its identity, by a word. I4: if it was accepted, the staff learns who that is, and the person’s other sockets what has come to be theirs. */
export async function introduce(core: Core, peer: Peer, { identity }: Admission): Promise<void> {
  if (identity?.why) peer.wire.frame({ t: 'err', code: 'identity_invalid', d: { why: identity.why } });
  if (!identity?.isNews || peer.who.role !== 'v') return;
  for (const id of peer.who.person?.ids ?? []) {
    const info = (await core.store.visitor(id))?.info;
    if (info) for (const conv of core.rows.setInfo(id, info)) core.sums.changed(conv, null);
  }
  for (const row of await core.store.conversationsOf(peer.who.id, core.limits.cursors)) {
    core.rows.offer(row);
    core.sums.changed(row.conv, peer.who.id);
  }
}
