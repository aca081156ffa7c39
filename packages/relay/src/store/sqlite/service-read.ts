// The long read behind the service report: visitor by visitor, and added up here, so that only counts travel to the relay's thread.
import type { ActorId, Audience, ConvState, Ev } from '@rapport/protocol';
import { type ConvLog, factsOf } from '../../core/service/facts.ts';
import {
  createSum,
  createTally,
  type OpenCounts,
  openIn,
  type ServiceCounts,
  type ServiceQuery,
} from '../../core/service/tally.ts';
import type { Database } from './database.ts';
import { audienceOf, type EventRow, eventColumns, evOf } from './rows.ts';

type Row = EventRow & { readonly cid: number; readonly stream: number };

/** What somebody wrote is not looked at, and that the visitor wrote neither. */
const withoutTexts = eventColumns.replace('e.data', `iif(e.kind IN ('message', 'note'), '{}', e.data) AS data`);

export interface ServiceReads {
  /** Whose sessions ended in the period. */
  serviceVisitors(q: ServiceQuery): readonly ActorId[];
  serviceOf(q: ServiceQuery, visitors: readonly ActorId[]): ServiceCounts;
  serviceOpen(q: ServiceQuery): OpenCounts;
}

/** Between so many visitors, whoever waits for a page of history has his turn. */
const atOnce = 200;

/** The report in pieces, each a read of its own. */
export async function readService(
  read: <K extends keyof ServiceReads>(
    name: K,
    ...args: Parameters<ServiceReads[K]>
  ) => Promise<ReturnType<ServiceReads[K]>>,
  q: ServiceQuery,
): Promise<ServiceCounts> {
  const visitors = await read('serviceVisitors', q);
  const sum = createSum(q);
  for (let from = 0; from < visitors.length; from += atOnce)
    sum.add(await read('serviceOf', q, visitors.slice(from, from + atOnce)));
  return sum.counts(await read('serviceOpen', q));
}

export function createServiceReads(db: Database): ServiceReads {
  const visitors = db.prepare(
    `SELECT DISTINCT v.visitor FROM event c JOIN conversation v ON v.cid = c.cid
     WHERE c.kind = 'closed' AND c.at >= ?1 AND c.at < ?2 AND (?3 IS NULL OR v.site = ?3)`,
  );
  const eventsOf = db.prepare(
    `SELECT p.cid, p.stream, ${withoutTexts} FROM conversation v JOIN place p ON p.cid = v.cid JOIN event e ON e.id = p.id
     WHERE v.visitor = ?1 AND NOT (e.kind = 'message' AND e.actor = ?1) ORDER BY p.cid, p.stream, p.seq`,
  );
  const open = db.prepare('SELECT c.cid, c.state FROM conversation c WHERE c.closed_at IS NULL');
  // The end of the log that has no place yet and is not in the state either: messages of open conversations (settle.ts).
  const unsettled = db.prepare(
    `SELECT e.cid, e.actor FROM event e JOIN conversation c ON c.cid = e.cid
     WHERE e.id > coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'settled'), 0)
       AND e.stream = 0 AND e.seq > c.head AND e.kind = 'message'`,
  );

  function openStates(): ConvState[] {
    const rows = open.all() as { cid: number; state: string }[];
    const states = new Map(rows.map(({ cid, state }) => [cid, JSON.parse(state) as ConvState]));
    for (const { cid, actor } of unsettled.iterate() as Iterable<{ cid: number; actor: string }>) {
      const state = states.get(cid);
      if (state && actor !== state.visitor) states.set(cid, { ...state, fromStaff: state.fromStaff + 1 });
    }
    return [...states.values()];
  }

  return {
    serviceVisitors: (q) =>
      (visitors.all(q.from, q.to, q.site ?? null) as { visitor: ActorId }[]).map(({ visitor }) => visitor),
    serviceOf(q, some) {
      const tally = createTally(q);
      for (const visitor of some)
        for (const facts of factsOf(logsOf(eventsOf.all(visitor) as unknown as Row[]))) tally.add(facts);
      return tally.counts(nothingOpen);
    },
    serviceOpen: (q) => openIn(openStates(), q),
  };
}

const nothingOpen: OpenCounts = { waiting: 0, answered: 0 };

function logsOf(rows: readonly Row[]): readonly ConvLog[] {
  const convs = new Map<number, Record<Audience, Ev[]>>();
  for (const row of rows) {
    const log = convs.get(row.cid) ?? { main: [], notes: [], rating: [] };
    convs.set(row.cid, log);
    log[audienceOf(row.stream)].push(evOf(row));
  }
  return [...convs.values()];
}
