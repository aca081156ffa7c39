// A conversation moved: the hint becomes events for those who hear, sums for those who list, and an invitation for its visitor.

import type { Audience } from '@rapport/protocol';
import { type EventData, streamOf } from '@rapport/protocol';
import type { Core } from './core.ts';
import { invitesOf, sendInvite } from './invites.ts';
import type { Hint } from './ports.ts';

const audiences: readonly Audience[] = ['main', 'notes', 'rating'];

export function onHint(core: Core, hint: Hint): void {
  core.rows.apply(hint);
  for (const audience of audiences) {
    const events = (hint.events ?? [])
      .filter((appended) => appended.audience === audience)
      .map((appended) => appended.ev);
    core.pump.deliver(core.hub.hearing(streamOf(hint.conv, audience)), hint.heads[audience], events);
  }
  tellLists(core, hint).catch((error: unknown) => {
    core.log.warn('telling of a move failed', { error: error instanceof Error ? error.name : 'unknown' });
  });
}

async function tellLists(core: Core, { conv, events }: Hint): Promise<void> {
  const known = await core.rows.get(conv);
  if (!known) return;
  const { state } = known.row;
  // S1: that a note was written is not the visitor's to know.
  const concernsVisitor = !events || events.some((appended) => appended.audience !== 'notes');
  core.sums.changed(conv, concernsVisitor ? state.visitor : null);
  // R2. A hint from elsewhere names no events: then every open invitation is told again, which does no harm.
  const invited = events?.filter((a) => a.ev.k === 'invited').map((a) => (a.ev.d as EventData['invited']).n);
  for (const invite of invitesOf(core, conv, state)) {
    if (!invited || invited.includes(invite.n)) sendInvite(core, state.visitor, invite);
  }
}
