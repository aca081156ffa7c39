// A conversation moved: the hint becomes events for those who hear, sums for those who list, and an invitation for its visitor.

import type { Audience } from '@rapport/protocol';
import { type ActorId, type ConvId, type Ev, type EventData, streamOf } from '@rapport/protocol';
import type { Appended } from '../store/store.ts';
import { endIfBlocked } from './block-command.ts';
import type { Core } from './core.ts';
import { invitesOf, sendInvite } from './invites.ts';
import type { Hint } from './ports.ts';

const audiences: readonly Audience[] = ['main', 'notes', 'rating'];

export function onHint(core: Core, hint: Hint): void {
  core.rows.apply(hint);
  for (const audience of audiences) {
    const events = hint.events ? of(audience, hint.events) : nothing;
    // A stream without events in a hint that names them has not moved.
    if (hint.events && events.length === 0) continue;
    core.pump.deliver(core.hub.hearing(streamOf(hint.conv, audience)), hint.heads[audience], events);
  }
  // R7: who has guessed hears at once what was kept from him.
  if (hint.events?.some(({ ev }) => ev.k === 'guessed')) deliverRating(core, hint.conv, hint.heads.rating);
  tellLists(core, hint).catch((error: unknown) => {
    core.log.warn('telling of a move failed', { error: error instanceof Error ? error.name : 'unknown' });
  });
}

/** R7: the time is past in which `agent` was to guess. */
export async function release(core: Core, conv: ConvId, agent: ActorId): Promise<void> {
  const known = await core.rows.refresh(conv);
  if (!known) return;
  deliverRating(core, conv, known.row.heads.rating);
  for (const peer of core.hub.peersOf(agent)) core.sums.owe(peer, conv);
}

function deliverRating(core: Core, conv: ConvId, head: number): void {
  core.pump.deliver(core.hub.hearing(streamOf(conv, 'rating')), head, nothing);
}

const nothing: readonly Ev[] = [];

function of(audience: Audience, appended: readonly Appended[]): readonly Ev[] {
  const events: Ev[] = [];
  for (const one of appended) if (one.audience === audience) events.push(one.ev);
  return events;
}

async function tellLists(core: Core, { conv, events }: Hint): Promise<void> {
  const known = core.rows.held(conv) ?? (await core.rows.get(conv));
  if (!known) return;
  const { state } = known.row;
  core.desk.saw(known.row, events);
  if (state.blocked) await endIfBlocked(core, state.visitor);
  // S1: that a note was written is not the visitor's to know.
  const concernsVisitor = !events || events.some((appended) => appended.audience !== 'notes');
  // R7: nor that there is a rating, the agent's who is to guess it.
  const isRatingAlone = events?.every(({ audience }) => audience === 'rating') ?? false;
  core.sums.changed(
    conv,
    concernsVisitor ? state.visitor : null,
    (peer) => isRatingAlone && core.holdBack.isHeld(peer.who, conv, state),
  );
  // R2. A hint from elsewhere names no events: then every open invitation is told again, which does no harm.
  const invited = events
    ?.filter(({ ev }) => ev.k === 'invited' || ev.k === 'reinvited')
    .map(({ ev }) => (ev.d as EventData['invited']).n);
  if (invited?.length === 0) return;
  for (const invite of invitesOf(core, conv, state)) {
    if (!invited || invited.includes(invite.n)) sendInvite(core, state.visitor, invite);
  }
}
