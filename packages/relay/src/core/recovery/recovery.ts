// Recovery: opens a case for everybody who was unhappy, keeps its clock, and lets the staff act on it. What the parts of it tell each
// other is bound here.
import type { ActorId, ConvId, ConvState } from '@rapport/protocol';
import type { CaseChange, CaseEvent, CaseRow } from '../../store/cases.ts';
import type { Core } from '../core.ts';
import type { Actor } from '../decide-context.ts';
import { type Mailer, noMail } from '../mail/mailer.ts';
import type { Peer } from '../peer.ts';
import type { Hint } from '../ports.ts';
import { createAct } from '../system-acts.ts';
import { createCaseBook } from './case-book.ts';
import { type CaseView, viewOf } from './case-view.ts';
import { reopenWithinMs, unasked } from './case-words.ts';
import { type CaseAct, decideCase, escalation, heard } from './decide-case.ts';
import { createOpening } from './opening.ts';
import { impossible, type Reached, wayTo, writeInChat, writeMail } from './reach.ts';
import { createReturning, hasWritten } from './returning.ts';

export type CaseAnswer =
  | { readonly ok: true; readonly view: CaseView }
  | {
      readonly ok: false;
      readonly code: 'not_found' | 'forbidden' | (Reached & { ok: false })['code'];
      readonly why?: string;
      readonly field?: string;
    };

export interface CaseQuery {
  readonly state: 'open' | 'closed';
  readonly site?: string;
  readonly limit: number;
}

export interface WholeCase {
  readonly view: CaseView;
  readonly events: readonly CaseEvent[];
  /** To whom it can be given, here or not, and who has done something about it. */
  readonly people: readonly { readonly id: ActorId; readonly name: string; readonly isGone: boolean }[];
}

/** What the HTTP side asks. Each time as one agent, who sees what he may see. */
export interface CaseDesk {
  list(q: CaseQuery, by: ActorId): Promise<{ readonly cases: readonly CaseView[]; readonly isMore: boolean }>;
  get(id: string, by: ActorId): Promise<WholeCase | null>;
  act(id: string, act: CaseAct, by: Actor): Promise<CaseAnswer>;
}

export interface Recovery {
  readonly desk: CaseDesk;
  /** `mailer`: by which visitors are written to. @default none */
  start(mailer?: Mailer): void;
  greet(peer: Peer): void;
  stop(): void;
}

type Ports = Omit<Core, 'recovery'>;

const most = 100_000;
/** After trouble in the store (B7). */
const troubleMs = 5_000;

export function createRecovery(core: Ports): Recovery {
  const { store, hub, clock, chance, log, bus } = core;
  const act = createAct(core);
  const underWay = new Map<string, Promise<unknown>>();
  let mailer: Mailer = noMail;
  let isStopped = false;
  let unsubscribe = (): void => {};

  const book = createCaseBook({
    hub,
    roster: core.roster,
    clock,
    due: (id) => quietly(id, (row) => escalation(row, clock.now())),
  });
  const returning = createReturning(clock, (id) => quietly(id, (row) => heard(row, clock.now())));
  const opening = createOpening({ store, clock, chance, log, changed });

  function changed(row: CaseRow, state: ConvState | null): void {
    book.put(row, state);
    if (state) returning.put(row, state.visitor);
  }

  async function stateOf({ conv }: CaseRow): Promise<ConvState | null> {
    return conv === null ? null : ((await store.conversation(conv))?.state ?? null);
  }

  async function change(id: string, judge: (row: CaseRow) => CaseChange | null): Promise<CaseRow | null> {
    const row = await store.changeCase(id, judge);
    if (row) changed(row, await stateOf(row));
    return row;
  }

  /** What the relay does by itself; in trouble, again. */
  function quietly(id: string, judge: (row: CaseRow) => CaseChange | null): void {
    change(id, judge).then(
      (row) => {
        if (row) log.info('a recovery case moved', { case: id, state: row.state, escalated: row.escalated });
      },
      (error: unknown) => {
        trouble('a recovery case could not be written', error);
        if (!isStopped) clock.setTimer(troubleMs, () => quietly(id, judge));
      },
    );
  }

  /** A system act on the log; `cmd` is the same for the same thing, so that it stands there once (L3). */
  function inLog(conv: ConvId, k: 'lock' | 'reinvite', n: number, cmd: string): Promise<boolean> {
    return new Promise((done) => act(conv, { k, d: { n } }, ({ kind }) => done(kind !== 'failed'), cmd));
  }

  /** R10: the visitor is asked how it was handled. */
  const reinvite = ({ id, conv, n, outcome }: CaseRow): Promise<boolean> =>
    conv === null || outcome === null || unasked.includes(outcome)
      ? Promise.resolve(true)
      : inLog(conv, 'reinvite', n, `again-${id}`);

  async function reach(row: CaseRow, asked: CaseAct & { k: 'contact' }, by: Actor): Promise<Reached> {
    const { how, text } = asked;
    const found = row.conv === null ? null : await store.conversation(row.conv);
    if (!found) return impossible('This visitor was erased: nobody can be reached.');
    const way = await wayTo(core, mailer, row, found, asked);
    if (!way.ok) return way;
    // R10: before anything is said, so that nobody can be pressed to change it.
    if (!(await inLog(found.conv, 'lock', row.n, `lock-${row.id}`)))
      return { ok: false, code: 'unavailable', why: 'It was not sent. Try again.' };
    if (text === undefined || how === 'phone') return way;
    return way.to === undefined
      ? writeInChat(core, found, text, by)
      : writeMail(core, mailer, row, found, { text, to: way.to }, by);
  }

  async function perform(id: string, asked: CaseAct, by: Actor): Promise<CaseAnswer> {
    const row = await store.recoveryCase(id);
    if (!row || !(await viewOf(store, row, by.id, clock.now()))) return { ok: false, code: 'not_found' };
    const judged = decideCase(row, asked, by, clock.now());
    if (!judged.ok) return judged;
    if (asked.k === 'own' && asked.to !== undefined) {
      const to = await store.agent(asked.to);
      if (!to || to.disabled) return { ok: false, code: 'invalid_field', field: 'to', why: 'There is no such agent.' };
    }
    if (asked.k === 'contact') {
      const met = await reach(row, asked, by);
      if (!met.ok) return met;
    }
    const next = await change(id, (now) => {
      const decision = decideCase(now, asked, by, clock.now());
      return decision.ok ? decision.change : null;
    });
    if (!next && judged.change)
      return { ok: false, code: 'conflict', why: 'Somebody else has changed this case meanwhile.' };
    if (next && asked.k === 'close' && !(await reinvite(next)))
      log.warn('whether it was handled well is asked after the next start', { case: id });
    const view = await viewOf(store, next ?? row, by.id, clock.now());
    return view ? { ok: true, view } : { ok: false, code: 'not_found' };
  }

  /** What the visitor wrote while nobody listened: before this start, and while cases were loaded. */
  async function listenBack(row: CaseRow, state: ConvState | null, since: number | null | undefined): Promise<void> {
    if (state && typeof since === 'number' && (await hasWritten(store, state.visitor, since)))
      quietly(row.id, (now) => heard(now, clock.now()));
  }

  async function load(): Promise<void> {
    for (const row of await store.openCases(most)) {
      const state = await stateOf(row);
      changed(row, state);
      if (row.state === 'waiting') await listenBack(row, state, (await store.caseEvents(row.id)).at(-1)?.at);
    }
    const since = clock.now() - reopenWithinMs;
    for (const row of await store.closedCases(most, { since })) {
      const state = await stateOf(row);
      changed(row, state);
      await reinvite(row);
      await listenBack(row, state, row.closedAt);
    }
    await opening.begin();
  }

  function begin(): void {
    if (isStopped) return;
    load().catch((error: unknown) => {
      if (isStopped) return;
      trouble('which recovery cases there are is not known', error);
      clock.setTimer(troubleMs, begin);
    });
  }

  function moved(hint: Hint): void {
    opening.moved(hint);
    returning.moved(hint);
    if (!hint.events?.some(({ ev }) => ev.k === 'guessing' || ev.k === 'guessed')) return;
    const state = core.rows.held(hint.conv)?.row.state;
    if (state) book.moved(hint.conv, state);
  }

  const trouble = (what: string, error: unknown): void =>
    log.warn(what, { error: error instanceof Error ? error.name : 'unknown' });

  const views = async (rows: readonly CaseRow[], by: ActorId): Promise<CaseView[]> => {
    const now = clock.now();
    return (await Promise.all(rows.map((row) => viewOf(store, row, by, now)))).filter((view) => view !== null);
  };

  return {
    desk: {
      list: async ({ state, site, limit }, by) => {
        const rows =
          state === 'open'
            ? await store.openCases(limit + 1, site)
            : await store.closedCases(limit + 1, site === undefined ? {} : { site });
        return { cases: await views(rows.slice(0, limit), by), isMore: rows.length > limit };
      },
      get: async (id, by) => {
        const row = await store.recoveryCase(id);
        const view = row && (await viewOf(store, row, by, clock.now()));
        if (!view) return null;
        const events = await store.caseEvents(id);
        const known = new Set(events.flatMap(({ actor, data }) => [actor, data.to]));
        const people = (await store.agents()).filter((agent) => !agent.disabled || known.has(agent.id));
        return { view, events, people: people.map(({ id, name, disabled }) => ({ id, name, isGone: disabled })) };
      },
      // One after the other, so that what is sent to a visitor is sent once.
      act: (id, asked, by) => {
        const before = underWay.get(id) ?? Promise.resolve();
        const mine = before.then(() => perform(id, asked, by));
        const settled = mine
          .catch(() => undefined)
          .finally(() => {
            if (underWay.get(id) === settled) underWay.delete(id);
          });
        underWay.set(id, settled);
        return mine;
      },
    },
    start: (given = noMail) => {
      mailer = given;
      unsubscribe = bus.subscribe(moved);
      begin();
    },
    greet: book.greet,
    stop: () => {
      isStopped = true;
      unsubscribe();
      opening.stop();
      book.stop();
    },
  };
}
