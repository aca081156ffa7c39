// The store in memory, for tests: the same rules and the same contract suite as the one on disk. It is "the disk" of a model test:
// it outlives the relay that uses it, and does each thing in a step of its own, so that a crash can fall between any two.
import type { ActorId, Audience, CmdId, ConvId, Ev, FileId, Mark } from '@rapport/protocol';
import type { Checkpoint } from '../core/ports.ts';
import { type AuditRow, auditedKinds } from './improve.ts';
import { type Earlier, type Held, judge } from './judge.ts';
import { advance, noMark } from './mark.ts';
import { createMemoryCases } from './memory-cases.ts';
import { createMemoryFiles } from './memory-files.ts';
import { createMemoryImprove } from './memory-improve.ts';
import { createMemoryMails } from './memory-mails.ts';
import { createMemoryPeople } from './memory-people.ts';
import { createMemorySessions } from './memory-sessions.ts';
import { type ConvRow, type Erased, mostOthers, type Others, type Outcome, type Store, type Unit } from './store.ts';

export interface MemoryStoreOptions {
  /** Runs a step later. @default queueMicrotask */
  readonly soon?: (run: () => void) => void;
  /** Called right before and right after a commit takes effect. What it throws rejects the commit. */
  readonly checkpoint?: (at: Checkpoint) => void;
  /** @default 'memory' */
  readonly epoch?: string;
}

interface Conversation {
  readonly conv: ConvId;
  held: Held;
  readonly log: Readonly<Record<Audience, Ev[]>>;
  /** By author and command. */
  readonly done: Map<string, Earlier>;
  readonly marks: Map<ActorId, Mark>;
}

export function createMemoryStore({
  soon = queueMicrotask,
  checkpoint,
  epoch = 'memory',
}: MemoryStoreOptions = {}): Store {
  /** In the order in which they were created. */
  const conversations = new Map<ConvId, Conversation>();

  function later<T>(work: () => T): Promise<T> {
    return new Promise((done, failed) => {
      soon(() => {
        try {
          done(work());
        } catch (cause) {
          failed(cause);
        }
      });
    });
  }

  // Everything is judged on copies first, and takes effect between the two checkpoints or not at all.
  function commit(units: readonly Unit[]): readonly Outcome[] {
    const held = new Map<ConvId, Held>();
    const done = new Map<string, Earlier>();
    const effects: (() => void)[] = [];
    const files = beginFiles();
    const outcomes = units.map((unit) => {
      const { conv } = unit;
      const known = conversations.get(conv);
      const name = nameOf(unit.actor, unit.cmd);
      const earlier = done.get(`${conv} ${name}`) ?? known?.done.get(name) ?? null;
      const others: Others = (visitor) =>
        [...new Map([...[...conversations.values()].map((it) => [it.conv, it.held] as const), ...held])]
          .filter(([other, { state }]) => other !== conv && samePerson(visitor).has(state.visitor))
          .slice(-mostOthers)
          .map(([, { state }]) => state);
      const { outcome, held: after } = judge(
        unit,
        held.get(conv) ?? known?.held ?? null,
        earlier,
        others,
        files.fileOf,
      );
      if (outcome.kind !== 'committed' || !after) return outcome;
      files.claim(conv, after.state.site, outcome.events);
      const memory = { hash: unit.hash, audience: outcome.audience, seq: outcome.seq, at: outcome.at };
      held.set(conv, after);
      done.set(`${conv} ${name}`, memory);
      effects.push(() => {
        const it = conversations.get(conv) ?? create(conv, after);
        it.held = after;
        it.done.set(name, memory);
        for (const { audience, ev } of outcome.events) it.log[audience].push(ev);
      });
      return outcome;
    });
    checkpoint?.('before-commit');
    for (const run of effects) run();
    files.take();
    checkpoint?.('after-commit');
    return outcomes;
  }

  function create(conv: ConvId, held: Held): Conversation {
    const created: Conversation = {
      conv,
      held,
      log: { main: [], notes: [], rating: [] },
      done: new Map(),
      marks: new Map(),
    };
    conversations.set(conv, created);
    return created;
  }

  const {
    dropVisitor,
    samePerson,
    isAgent,
    hoursOf,
    nameOf: visitorName,
    ...people
  } = createMemoryPeople(later, (id) => [...conversations.values()].some(({ held }) => held.state.visitor === id));
  const { mails, eraseMails } = createMemoryMails(later);
  const { files, eraseFiles, begin: beginFiles } = createMemoryFiles(later);
  const { improve, eraseReads, readAt } = createMemoryImprove(later, { voids, isAgent });

  function voids(): AuditRow[] {
    const kinds: readonly string[] = auditedKinds;
    return [...conversations.values()].flatMap(({ conv, log }) =>
      log.notes.flatMap(({ k, a, at, d }) =>
        kinds.includes(k) ? [{ at, actor: a, kind: k, data: { conv, ...(d as object) } }] : [],
      ),
    );
  }
  const { cases, eraseCases, caseOf } = createMemoryCases(later);
  const sessions = createMemorySessions({
    conversations: () =>
      [...conversations.values()].map(({ conv, held, log }) => ({ conv, visitor: held.state.visitor, log })),
    ...{ hoursOf, nameOf: visitorName, readAt, caseOf },
  });

  function erase(what: { conversation: ConvId } | { visitor: ActorId }): Erased {
    // I8
    const visitorsMeant = 'visitor' in what ? [...samePerson(what.visitor)] : [];
    const isMeant = ({ conv, held }: Conversation): boolean =>
      'conversation' in what ? conv === what.conversation : visitorsMeant.includes(held.state.visitor);
    const meant = [...conversations.values()].filter(isMeant);
    const dropped: FileId[] = [];
    for (const { conv } of meant) {
      dropped.push(...eraseFiles({ conv }));
      sessions.erase(conv);
      conversations.delete(conv);
      eraseMails({ conv });
      eraseReads(conv);
      eraseCases(conv);
    }
    for (const visitor of visitorsMeant) {
      eraseMails({ visitor });
      dropped.push(...eraseFiles({ visitor }));
    }
    const events = meant.flatMap(({ log }) => Object.values(log)).reduce((sum, stream) => sum + stream.length, 0);
    const visitors = visitorsMeant.filter(dropVisitor).length;
    return { visitors, conversations: meant.length, events, files: dropped };
  }

  const newestFirst = (): Conversation[] => [...conversations.values()].reverse();

  const newestOf = (visitors: ReadonlySet<ActorId>, limit: number): readonly ConvRow[] =>
    newestFirst()
      .filter((it) => visitors.has(it.held.state.visitor))
      .slice(0, limit)
      .map(rowOf);

  function closedConversations(limit: number, cursor?: string): { rows: readonly ConvRow[]; cursor?: string } {
    const order = new Map(newestFirst().map((it, i) => [it.conv, i]));
    const sorted = newestFirst()
      .filter((it) => it.held.state.closedAt !== null)
      .sort(
        (a, b) =>
          (b.held.state.closedAt ?? 0) - (a.held.state.closedAt ?? 0) ||
          (order.get(a.conv) ?? 0) - (order.get(b.conv) ?? 0),
      );
    const from = sorted.findIndex((it) => it.conv === cursor) + 1;
    const rows = sorted.slice(from, from + limit).map(rowOf);
    const last = rows.at(-1);
    return last && rows.length === limit ? { rows, cursor: last.conv } : { rows };
  }

  return {
    epoch,
    // Two steps: it may be on disk while nobody has heard of it yet.
    commit: async (units) => {
      const outcomes = await later(() => commit(units));
      return await later(() => outcomes);
    },
    conversation: (conv) => later(() => rowOrNull(conversations.get(conv))),
    events: (conv, audience, after, limit) =>
      later(() => (conversations.get(conv)?.log[audience] ?? []).slice(Math.max(0, after), Math.max(0, after) + limit)),
    history: (conv, audience, before, limit) =>
      later(() => (conversations.get(conv)?.log[audience] ?? []).slice(0, Math.max(0, before - 1)).slice(-limit)),
    unread: (conv, reader, after) =>
      later(
        () =>
          (conversations.get(conv)?.log.main ?? []).filter(
            (ev) => ev.s > after && ev.k === 'message' && ev.a !== reader,
          ).length,
      ),
    openConversations: (limit = Infinity, after) =>
      later(() => {
        const all = [...conversations.values()];
        const from = after === undefined ? 0 : all.findIndex(({ conv }) => conv === after) + 1 || all.length;
        return all
          .slice(from)
          .filter((it) => it.held.state.closedAt === null)
          .slice(0, limit)
          .map(rowOf);
      }),
    closedConversations: (limit, cursor) => later(() => closedConversations(limit, cursor)),
    conversationsOf: (visitor, limit) => later(() => newestOf(new Set([visitor]), limit)),
    conversationsOfPerson: (visitor, limit) => later(() => newestOf(samePerson(visitor), limit)),
    endedLately: (limit) => later(() => closedConversations(limit).rows),
    marks: (conv) => later(() => Object.fromEntries(conversations.get(conv)?.marks ?? [])),
    mark: (conv, actor, wish) =>
      later(() => {
        const it = conversations.get(conv);
        if (!it) return noMark;
        const mark = advance(it.marks.get(actor) ?? noMark, wish, it.held.heads.main);
        it.marks.set(actor, mark);
        return mark;
      }),
    ratingHistogram: (q) => later(() => sessions.ratingHistogram(q)),
    naming: (q) => later(() => sessions.naming(q)),
    service: (q) =>
      later(() =>
        sessions.service(
          q,
          [...conversations.values()].map(({ held }) => held.state),
        ),
      ),
    report: (name, q) => later(() => sessions.report(name, q)),
    reportRows: (q, after, limit) => later(() => sessions.reportRows(q, after, limit)),
    silent: (q, limit) => later(() => sessions.silent(q, limit)),
    erase: (what) => later(() => erase(what)),
    ...people,
    ...mails,
    ...files,
    ...improve,
    ...cases,
    close: () => later(() => undefined),
  };
}

function nameOf(actor: ActorId, cmd: CmdId): string {
  return `${actor} ${cmd}`;
}

function rowOf({ conv, held }: Conversation): ConvRow {
  return { conv, state: held.state, heads: held.heads, last: held.last, at: held.at };
}

function rowOrNull(it: Conversation | undefined): ConvRow | null {
  return it ? rowOf(it) : null;
}
