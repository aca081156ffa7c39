// `block`, `unblock`: the visitor itself is kept out, or let in again, before the conversation says so (Q13): if the log cannot be
// written after that, the agent hears it and sends the same again, and nobody has slipped through meanwhile.
import { type ActorId, type Command, type CommandData, close } from '@rapport/protocol';
import type { Unit } from '../store/store.ts';
import type { Settled } from './committer.ts';
import type { Core } from './core.ts';
import { decide } from './decide.ts';
import { type Actor, type DecideContext, refuse } from './decide-context.ts';
import { fingerprint } from './fingerprint.ts';

/** Conversations of one visitor that may each say that it is blocked. */
const most = 100;

/** What it came to without touching the visitor: a repeat (L3), a refusal, trouble. Null: done, and `unit` is to be committed. */
export async function prepareBlock(
  core: Core,
  unit: Unit,
  { k, d }: Command,
  context: DecideContext,
): Promise<Settled | null> {
  const visitor = await probe(core, unit);
  if (typeof visitor !== 'string') return visitor;
  const reason = (d as Partial<CommandData['block']>).reason?.trim() ?? '';
  const block = k === 'block' ? { by: unit.actor, reason, at: unit.now } : null;
  const info = await core.store.blockVisitor(visitor, block);
  if (info) for (const conv of core.rows.setInfo(visitor, info)) core.sums.changed(conv, null);
  if (block) endBlocked(core, visitor);
  else await unblockElsewhere(core, visitor, unit, context);
  return null;
}

/** The visitor, if `unit` would be carried out now. Asked of the store in its own turn, so that nothing is done twice (L3). */
function probe(core: Core, unit: Unit): Promise<ActorId | Settled> {
  return new Promise((answer) => {
    let visitor: ActorId | null = null;
    const judge: Unit['decide'] = (state, others, file) => {
      const decision = unit.decide(state, others, file);
      if (!decision.ok || !state) return decision;
      visitor = state.visitor;
      return refuse('unavailable');
    };
    core.committer.submit({ ...unit, decide: judge }, (outcome) => answer(visitor ?? outcome));
  });
}

/** Ends every socket of a visitor at once: nothing is executed on it afterwards. */
function endBlocked(core: Core, visitor: ActorId): void {
  core.revocations += 1;
  for (const peer of [...core.hub.peersOf(visitor)]) {
    peer.revoked = true;
    peer.wire.close(close.banned, 'banned');
  }
}

/** Q13: it was another node, perhaps, that was asked to; sockets are here, too. */
export async function endIfBlocked(core: Core, visitor: ActorId): Promise<void> {
  const isHere = !core.hub.peersOf(visitor)[Symbol.iterator]().next().done;
  if (isHere && (await core.store.visitor(visitor))?.block) endBlocked(core, visitor);
}

/** From the list of those who are blocked, outside of any conversation. False: there is no such visitor. */
export async function unblockVisitor(core: Core, visitor: ActorId, by: Actor): Promise<boolean> {
  const info = await core.store.blockVisitor(visitor, null);
  if (!info) return false;
  for (const conv of core.rows.setInfo(visitor, info)) core.sums.changed(conv, null);
  const now = core.clock.now();
  const context = { actor: by, site: '', now, hereNow: false, ratingSecret: () => '' };
  await unblockElsewhere(core, visitor, { conv: '', actor: by.id, cmd: core.chance.id(), now }, context);
  return true;
}

/** It was blocked in another conversation, perhaps: all of them say the same. */
async function unblockElsewhere(
  core: Core,
  visitor: ActorId,
  asked: Pick<Unit, 'conv' | 'actor' | 'cmd' | 'now'>,
  context: Omit<DecideContext, 'conv' | 'cmd'>,
): Promise<void> {
  for (const { conv, state } of await core.store.conversationsOf(visitor, most)) {
    if (conv === asked.conv || !state.blocked) continue;
    const command = { k: 'unblock', d: {} };
    const { actor, site, now, hereNow, ratingSecret } = context;
    const own: DecideContext = { actor, site, now, hereNow, ratingSecret, conv, cmd: asked.cmd };
    const unit: Unit = { ...asked, conv, hash: fingerprint(command), decide: (it) => decide(it, command, own) };
    core.committer.submit(unit, () => {});
  }
}
