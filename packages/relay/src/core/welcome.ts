// The first frame a peer gets: who it is, what it may, what there is to see (H5).
import { type Limits, limits as protocolLimits, type Sum, type Welcome } from '@rapport/protocol';
import type { ConvRow } from '../store/store.ts';
import type { Core } from './core.ts';
import { invitesOf } from './invites.ts';
import type { Who } from './peer.ts';

/** A visitor's list is bounded; the staff's is what is not closed. */
const convsOfVisitor = 20;

/** `newToken`: only in the answer to a visitor's hello without one (T1). */
export async function welcome(core: Core, who: Who, newToken: string | null): Promise<Welcome> {
  const rows =
    who.role === 'a' ? await core.store.openConversations() : await core.store.conversationsOf(who.id, convsOfVisitor);
  const convs: Sum[] = [];
  for (const row of rows) {
    core.rows.offer(row);
    const known = await core.rows.get(row.conv);
    if (known) convs.push(await core.sums.of(who, known));
  }
  return {
    t: 'welcome',
    v: 1,
    sid: core.chance.id(),
    ep: core.store.epoch,
    me: { id: who.id, role: who.role, ...(who.name === undefined ? {} : { name: who.name }) },
    ...(newToken === null ? {} : { tok: newToken }),
    now: core.clock.now(),
    hb: core.limits.heartbeatMs,
    lim: limitsFor(core, who),
    caps: [],
    convs,
    here: core.staff.here(),
    ...(who.role === 'a'
      ? { presence: core.hub.agent(who.id)?.presence ?? 'away' }
      : visitorPart(core, who.site, rows)),
  };
}

function visitorPart(
  core: Core,
  site: { key: string; name: string },
  rows: readonly ConvRow[],
): Pick<Welcome, 'site' | 'inv'> {
  return {
    site: { key: site.key, name: site.name },
    inv: rows.flatMap((row) => invitesOf(core, row.conv, row.state)),
  };
}

const limitsFor = ({ limits }: Core, who: Who): Limits => ({
  frame: limits.frameBytes,
  text: who.role === 'a' ? limits.textAgent : limits.textVisitor,
  comment: limits.comment,
  cur: Math.min(limits.cursors, protocolLimits.cursors),
});
