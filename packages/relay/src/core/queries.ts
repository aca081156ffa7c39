// Questions: a page of history, a page of the closed conversations, one conversation. Read only, answered once, `res` or `err`.
import { type HistoryPage, type ListPage, parseStream, type Query, type ServerFrame } from '@rapport/protocol';
import { isTrouble } from '../store/store.ts';
import type { Core } from './core.ts';
import { mayEnter, mayListen, type Peer } from './peer.ts';
import { newestWithin } from './pump.ts';

const pageOfHistory = 50;
const pageOfList = 30;
/** Milliseconds after which a question that met trouble in the store may be asked again. */
const storeRetryMs = 1_000;

type Answer = (core: Core, peer: Peer, q: Query) => Promise<ServerFrame>;

const answers = new Map<string, Answer>([
  ['hist', hist],
  ['list', list],
  ['get', get],
]);

export async function answer(core: Core, peer: Peer, q: Query): Promise<void> {
  const run = answers.get(q.k);
  if (!run) return peer.wire.frame({ t: 'err', n: q.n, code: 'unsupported' });
  const retry = core.quotas.pace(peer, 'queries', core.clock.now());
  if (retry > 0) return peer.wire.frame({ t: 'err', n: q.n, code: 'rate_limited', retry });
  try {
    peer.wire.frame(await run(core, peer, q));
  } catch (error) {
    // B7: what cannot be read now is no reason to lose the socket.
    if (!isTrouble(error)) throw error;
    core.log.warn('a question failed', { kind: q.k, error: error.name });
    peer.wire.frame({ t: 'err', n: q.n, code: 'unavailable', retry: storeRetryMs });
  }
}

async function hist(core: Core, peer: Peer, q: Query): Promise<ServerFrame> {
  const place = parseStream(q.c ?? '');
  if (!place) return invalid(q, 'c');
  const known = await core.rows.refresh(place.conv);
  if (!known || !mayEnter(peer.who, known.row) || !mayListen(peer.who, place.audience)) return notFound(q);
  const limit = Math.min(q.lim ?? pageOfHistory, core.limits.historyEvents);
  if (limit < 1) return invalid(q, 'lim');
  if (place.audience === 'rating' && core.holdBack.isHeld(peer.who, place.conv, known.row.state))
    return { t: 'res', n: q.n, d: { e: [], more: false } satisfies HistoryPage }; // R7
  const before = q.before ?? known.row.heads[place.audience] + 1;
  const e = newestWithin(await core.store.history(place.conv, place.audience, before, limit), core.limits.windowBytes);
  const page: HistoryPage = { e, more: (e[0]?.s ?? 1) > 1 };
  return { t: 'res', n: q.n, d: page };
}

async function list(core: Core, peer: Peer, q: Query): Promise<ServerFrame> {
  if (peer.who.role !== 'a') return { t: 'err', n: q.n, code: 'forbidden' };
  const limit = Math.min(q.lim ?? pageOfList, core.limits.historyEvents);
  if (limit < 1) return invalid(q, 'lim');
  const { rows, cursor } = await core.store.closedConversations(limit, q.cursor);
  const sums = [];
  for (const row of rows) sums.push(await core.sums.of(peer.who, { row, info: null, unread: new Map() }));
  const page: ListPage = { rows: sums, ...(cursor === undefined ? {} : { cursor }) };
  return { t: 'res', n: q.n, d: page };
}

async function get(core: Core, peer: Peer, q: Query): Promise<ServerFrame> {
  const known = await core.rows.refresh(q.c ?? '');
  if (!known || !mayEnter(peer.who, known.row)) return notFound(q);
  return { t: 'res', n: q.n, d: await core.sums.of(peer.who, known) };
}

const invalid = (q: Query, field: string): ServerFrame => ({ t: 'err', n: q.n, code: 'invalid_field', d: { field } });
const notFound = (q: Query): ServerFrame => ({ t: 'err', n: q.n, code: 'not_found' });
