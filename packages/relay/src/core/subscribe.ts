// Hearing a stream: from a cursor, or from a window when the cursor is of no use (D6). The answer needs nothing but the cursor (D10).

import type { Audience } from '@rapport/protocol';
import { type ConvId, parseStream, type Seq, type Stream, streamOf } from '@rapport/protocol';
import type { Core } from './core.ts';
import { present } from './decide-context.ts';
import { mayEnter, mayListen, type Peer, type Subscription } from './peer.ts';
import { newestWithin } from './pump.ts';
import type { Known } from './rows.ts';

interface Place {
  readonly conv: ConvId;
  readonly audience: Audience;
}

/** `sameLog: false`: the cursor counts in another log (D8). */
export async function subscribe(
  core: Core,
  peer: Peer,
  stream: Stream,
  cursor: Seq | -1,
  sameLog = true,
): Promise<void> {
  const place = parseStream(stream);
  // From the store: it may have been erased.
  const known = place && (await core.rows.refresh(place.conv));
  // C4, S1: another's conversation and a stream not for these eyes are as if they were not there.
  if (!place || !known || !mayEnter(peer.who, known.row) || !mayListen(peer.who, place.audience)) {
    return peer.wire.frame({ t: 'err', c: stream, code: 'not_found' });
  }
  const head = known.row.heads[place.audience];
  // R7: whatever the cursor is, the answer is that of a stream in which nothing stands.
  const isHeld = place.audience === 'rating' && core.holdBack.isHeld(peer.who, place.conv, known.row.state);
  const isUseless = (!isHeld && (cursor > head || head - cursor > core.limits.replayEvents)) || !sameLog;
  if (cursor === -1 || isUseless) return snap(core, peer, place.audience, known, { reset: cursor !== -1, isHeld });
  start(core, peer, stream, place, cursor, head);
}

/** A conversation that this peer has just begun: heard from its first event on. */
export function hearFromStart(core: Core, peer: Peer, conv: string): void {
  for (const audience of ['main', 'rating'] as const) {
    const stream = streamOf(conv, audience);
    if (!peer.subs.has(stream)) listen(core, { peer, stream, conv, audience, pos: 0, head: 0 });
  }
}

function listen(core: Core, place: Omit<Subscription, 'reading' | 'again'>): Subscription {
  const sub = { ...place, reading: false, again: false };
  if (place.peer.wire.isOpen) core.hub.listen(sub);
  return sub;
}

function start(core: Core, peer: Peer, stream: Stream, { conv, audience }: Place, pos: Seq, head: Seq): void {
  // Read after listening, whatever the head was a moment ago: an event is either in what is read, or its hint comes after (D7).
  void core.pump.pump(listen(core, { peer, stream, conv, audience, pos, head }));
}

async function snap(
  core: Core,
  peer: Peer,
  audience: Audience,
  known: Known,
  { reset, isHeld }: { readonly reset: boolean; readonly isHeld: boolean },
): Promise<void> {
  const { limits, store } = core;
  const { conv, state, heads } = known.row;
  const h = isHeld ? 0 : heads[audience];
  // A short read of known length: it need not wait for a thread that reads long ones.
  const tail = store.events(conv, audience, Math.max(0, h - limits.snapEvents), Math.min(h, limits.snapEvents));
  const [window, mk] = await Promise.all([tail, store.marks(conv)]);
  const e = newestWithin(window, limits.windowBytes);
  const st = present(state, { actor: peer.who, now: core.clock.now() }); // S1
  const stream = streamOf(conv, audience);
  peer.wire.frame({ t: 'snap', c: stream, st, mk, lo: e[0]?.s ?? h + 1, h, e, ...(reset ? { reset: 1 } : {}) });
  start(core, peer, stream, { conv, audience }, h, h);
}
