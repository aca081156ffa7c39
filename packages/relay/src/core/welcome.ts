// The first frame a peer gets: who it is, what it may, what there is to see (H5).
import { type ConvId, type Limits, limits as protocolLimits, type Sum, type Welcome } from '@rapport/protocol';
import type { ConvRow } from '../store/store.ts';
import type { Core } from './core.ts';
import { invitesOf } from './invites.ts';
import type { Peer, VisitorPeer, Who } from './peer.ts';

/** A visitor's list is bounded; the staff's is what is not closed, the longest open first. */
const convsOfVisitor = 20;

/** Tells a peer of the conversations that its welcome had no room for. */
export type Further = (peer: Peer) => Promise<void>;

/** `newToken`: only in the answer to a visitor's hello without one (T1). Null: the welcome holds everything. */
export async function welcome(
  core: Core,
  who: Who,
  newToken: string | null,
): Promise<readonly [Welcome, Further | null]> {
  const { limits, store } = core;
  const rows = who.role === 'a' ? await store.openConversations(limits.sums) : await theirs(core, who);
  const convs: Sum[] = [];
  let bytes = 0;
  for (const row of rows) {
    core.rows.offer(row);
    const known = await core.rows.get(row.conv);
    if (!known) continue;
    const sum = await core.sums.of(who, known);
    bytes += JSON.stringify(sum).length;
    // A7: what it would be too long for follows by itself.
    if (bytes > limits.windowBytes && convs.length > 0) break;
    convs.push(sum);
  }
  const last = convs.at(-1)?.c;
  const isCut = last !== rows.at(-1)?.conv || (who.role === 'a' && rows.length === limits.sums);
  const frame = frameOf(core, who, newToken, rows, convs);
  if (!isCut) return [frame, null];
  const left = rows.slice(rows.findIndex((row) => row.conv === last) + 1);
  return [{ ...frame, more: 1 }, (peer) => tellFurther(core, peer, left, rows.at(-1)?.conv)];
}

/** I5: with those of the whole person, if it is known who that is. */
const theirs = ({ store }: Core, { id, person }: VisitorPeer): Promise<readonly ConvRow[]> =>
  person ? store.conversationsOfPerson(id, convsOfVisitor) : store.conversationsOf(id, convsOfVisitor);

/** A7: page by page, with a turn for everybody else between them; the lists themselves leave as the socket takes them. */
async function tellFurther(core: Core, peer: Peer, left: readonly ConvRow[], seen: ConvId | undefined): Promise<void> {
  let rows = left;
  let after = peer.who.role === 'a' ? seen : undefined;
  for (;;) {
    for (const { conv } of rows) core.sums.owe(peer, conv);
    if (after === undefined || !peer.wire.isOpen) break;
    await new Promise<void>((resolve) => core.clock.soon(resolve));
    rows = await core.store.openConversations(core.limits.sums, after);
    after = rows.at(-1)?.conv;
  }
  core.sums.listed(peer);
}

function frameOf(
  core: Core,
  who: Who,
  newToken: string | null,
  rows: readonly ConvRow[],
  convs: readonly Sum[],
): Welcome {
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
    here: core.staff.here(who.role === 'v' ? who.site.key : undefined),
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
  const { teams, leadButton, lang, texts } = core.sites.settings(site.key);
  return {
    site: {
      key: site.key,
      name: site.name,
      ...(teams.length > 1 && { teams: teams.map(({ key, name }) => ({ key, name })) }),
      ...(leadButton === 'always' && { lead: 1 as const }),
      ...(core.canMail && { mail: 1 as const }),
      ...core.sites.theme(site.key),
      ...((lang !== null || Object.keys(texts).length > 0) && { words: { ...(lang !== null && { lang }), texts } }),
    },
    inv: rows.flatMap((row) => invitesOf(core, row.conv, row.state)),
  };
}

const limitsFor = ({ limits, sites }: Core, who: Who): Limits => ({
  frame: limits.frameBytes,
  text: who.role === 'a' ? limits.textAgent : limits.textVisitor,
  comment: limits.comment,
  cur: Math.min(limits.cursors, protocolLimits.cursors),
  ...fileLimit(limits.fileBytes, who.role === 'v' ? sites.settings(who.site.key).files : null),
});

/** U7: what a site does not take is not offered. */
function fileLimit(
  fileBytes: number,
  ofSite: { readonly on: boolean; readonly maxBytes: number } | null,
): Pick<Limits, 'file'> {
  if (!ofSite) return { file: fileBytes };
  return ofSite.on ? { file: ofSite.maxBytes } : {};
}
