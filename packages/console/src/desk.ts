// What a signed-in agent has before it: the inbox, the open chat, status, report. One store that adapts createAgent.
import { batch, computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { ActorId, ConvId, Presence, StaffMember, Team } from '@rapport/protocol';
import type { Agent, CaseCounts, Inbox, InboxRow, Offer, StaffState, Status } from '@rapport/sdk';
import type { Announce } from './announcer.ts';
import type { Api, Csat, Me, SiteInfo } from './api.ts';
import { type Calls, createCalls } from './calls.ts';
import { staffName } from './colleagues.ts';
import type { Drafts } from './drafts.ts';
import { createEnding, type Ending, type SetTimer } from './ending.ts';
import { createGuessing, type Guessing } from './guess.ts';
import { type Held, holdMine } from './held.ts';
import { isVoid, needYou, neighbour, nextNeedy, rowOf, sections, visitorName } from './inbox.ts';
import { observe } from './observe.ts';
import { type OpenChat, openChat } from './open-chat.ts';
import { createReadRatings, type ReadRatings } from './read-ratings.ts';
import type { Router } from './route.ts';
import { createStillList, type StillList } from './still-list.ts';
import { scoreWords } from './survey-words.ts';
import { isolate, words } from './words.ts';

export interface Desk {
  readonly me: Me;
  readonly agent: Agent;
  readonly status: ReadonlySignal<Status>;
  readonly inbox: ReadonlySignal<Inbox>;
  /** As it is shown: it stands still under the pointer. */
  readonly list: StillList;
  readonly needYou: ReadonlySignal<number>;
  readonly open: ReadonlySignal<OpenChat | null>;
  readonly ending: Ending;
  readonly guessing: Guessing;
  readonly presence: ReadonlySignal<Presence | null>;
  readonly presenceProblem: ReadonlySignal<string | null>;
  setPresence(status: Presence): Promise<void>;
  /** Null until known. */
  readonly report: ReadonlySignal<Csat | 'failed' | null>;
  readonly archive: {
    readonly more: ReadonlySignal<boolean>;
    readonly problem: ReadonlySignal<string | null>;
    load(): Promise<void>;
  };
  /** By key; empty until known. */
  readonly sites: ReadonlySignal<ReadonlyMap<string, SiteInfo>>;
  /** Whether answers can go out by mail; null: not known. */
  readonly canMail: ReadonlySignal<boolean | null>;
  /** Teams of the site, as far as they are known. */
  teamsOf(site: string): readonly Team[];
  readonly offers: ReadonlySignal<readonly Offer[]>;
  readonly staff: ReadonlySignal<readonly StaffMember[]>;
  /** Milliseconds at which an offer was missed, if the status was changed for it. */
  readonly missedAt: ReadonlySignal<number | null>;
  /** Recovery cases; null: not told yet. */
  readonly cases: ReadonlySignal<CaseCounts | null>;
  readonly readRatings: ReadRatings;
  readonly calls: Calls;
  /** What was written with a hand-over to me, by conversation. */
  readonly handTexts: Held['handTexts'];
  /** What a colleague is called, whether taking part or not. */
  person(state: StaffState, id: ActorId): string;
  /** Whether this agent may see and do what leads may. */
  readonly isLead: boolean;
  /** One more conversation, beside the open one. Whoever takes it disposes it. */
  look(conv: ConvId): OpenChat;
  readonly setTimer: SetTimer;
  /** Opens who needs this agent next. */
  next(): ConvId | null;
  /** Opens the conversation after or before the open one. */
  step(by: 1 | -1): ConvId | null;
  nameOf(conv: ConvId): string;
  dispose(): void;
}

export interface DeskNeeds {
  readonly me: Me;
  readonly agent: Agent;
  readonly api: Api;
  readonly router: Router;
  readonly drafts: Drafts;
  readonly announce: Announce;
  readonly now: () => number;
  readonly setTimer: SetTimer;
  /** Something wants to be heard. */
  readonly ring: () => void;
}

export const reportDays = 30;
const reportAfterMs = 400;

export function createDesk({ me, agent, api, router, drafts, announce, now, setTimer, ring }: DeskNeeds): Desk {
  const stops: (() => void)[] = [];
  const status = observe(agent.status, stops);
  const inbox = observe(agent.inbox, stops);
  const presence = observe(agent.presence, stops);
  const offers = observe(agent.offers, stops);
  const staff = observe(agent.staff, stops);
  const missedAt = observe(agent.missedAt, stops);
  const isLead = me.role !== 'agent';
  const held = holdMine(agent, inbox, me.id);
  stops.push(held.dispose);
  const isOpen = (conv: ConvId): boolean => router.route.peek().conv === conv;
  const calls = createCalls({ agent, me: me.id, inbox, offers, staff, isLead, announce, isOpen, ring });
  const presenceProblem = signal<string | null>(null);
  const archived = signal<readonly InboxRow[]>([]);
  const live = computed(() => sections(inbox.value, archived.value));
  const list = createStillList(live, setTimer);
  const ending = createEnding(agent, announce, setTimer);
  const nameOf = (conv: ConvId): string => {
    const row = rowOf(live.peek(), conv);
    return row ? visitorName(row.visitor, row.state.visitor) : words.visitor;
  };

  const open = signal<OpenChat | null>(null);
  stops.push(
    effect(() => {
      const { conv } = router.route.value;
      untracked(() => {
        if (open.peek()?.id === conv) return;
        const old = open.peek();
        open.value = conv === null ? null : openChat(conv, { agent, drafts, announce, setTimer });
        old?.dispose();
      });
    }),
  );

  const readRatings = createReadRatings(api, document);
  const archive = createArchive(agent, archived);
  const report = createReport(api, now, setTimer);
  const voided = computed(() => {
    const shown = open.value;
    const all = [...inbox.value.ended, ...(shown ? [{ id: shown.id, state: shown.state.value }] : [])];
    const out = all.flatMap(({ id, state }) =>
      Object.keys(state.voids ?? {}).flatMap((n) => (isVoid(state, Number(n)) ? `${id} ${n}` : [])),
    );
    return [...new Set(out)].sort().join();
  });
  const sites = signal<ReadonlyMap<string, SiteInfo>>(new Map());
  const canMail = signal<boolean | null>(null);
  stops.push(
    agent.on('rated', ({ conversation, session, rating }) => {
      readRatings.came(conversation, session);
      announce(words.rating.announced(isolate(nameOf(conversation)), scoreWords[rating.score]));
      report.soon();
    }),
    report.stop,
    // At first, and whenever a rating is left out of it or taken back in.
    effect(() => {
      voided.value;
      report.soon();
    }),
  );
  void archive.load();
  api.sites().then(
    (known) => {
      sites.value = known.sites;
      canMail.value = known.canMail;
    },
    () => {}, // the site's key is shown instead
  );

  return {
    me,
    agent,
    status,
    inbox,
    list,
    needYou: computed(() => needYou(inbox.value, me.id)),
    open,
    ending,
    guessing: createGuessing({ agent, me: me.id, inbox, announce, now }),
    presence,
    presenceProblem,
    async setPresence(next) {
      presenceProblem.value = null;
      try {
        await agent.setPresence(next);
      } catch {
        presenceProblem.value = words.presence.failed;
      }
    },
    report: report.value,
    archive,
    sites,
    canMail,
    teamsOf: (site) => sites.value.get(site)?.teams ?? [],
    offers,
    staff,
    missedAt,
    cases: observe(agent.cases, stops),
    readRatings,
    calls,
    handTexts: held.handTexts,
    person: (state, id) => staffName(staff.value, state, id),
    isLead,
    look: (conv) => openChat(conv, { agent, drafts, announce, setTimer }),
    setTimer,
    next() {
      const next = nextNeedy(inbox.peek(), me.id, router.route.peek().conv);
      if (next !== null) router.go(next, { replace: router.route.peek().conv !== null });
      return next;
    },
    step(by) {
      const next = neighbour(list.shown.peek(), router.route.peek().conv, by);
      if (next !== null) router.go(next, { replace: router.route.peek().conv !== null });
      return next;
    },
    nameOf,
    dispose() {
      ending.dispose();
      calls.dispose();
      for (const stop of stops) stop();
      open.peek()?.dispose();
      agent.dispose();
    },
  };
}

function createArchive(agent: Agent, rows: { value: readonly InboxRow[] }): Desk['archive'] {
  const more = signal(false);
  const problem = signal<string | null>(null);
  let cursor: string | undefined;
  return {
    more,
    problem,
    async load() {
      problem.value = null;
      try {
        const page = await agent.archive({ limit: 20, ...(cursor === undefined ? {} : { cursor }) });
        batch(() => {
          cursor = page.cursor;
          more.value = page.cursor !== undefined;
          rows.value = [...rows.value, ...page.rows];
        });
      } catch {
        problem.value = words.list.olderFailed;
      }
    },
  };
}

/** The report is asked for once in a burst; while it is asked for again, what was known stays. */
function createReport(
  api: Api,
  now: () => number,
  setTimer: SetTimer,
): { value: ReadonlySignal<Csat | 'failed' | null>; soon(): void; stop(): void } {
  const value = signal<Csat | 'failed' | null>(null);
  let cancel: (() => void) | null = null;
  const load = (): void => {
    cancel = null;
    const to = now();
    api.csat(to - reportDays * 86_400_000, to).then(
      (r) => {
        value.value = r;
      },
      () => {
        value.value ??= 'failed';
      },
    );
  };
  return {
    value,
    soon() {
      cancel ??= setTimer(reportAfterMs, load);
    },
    stop() {
      cancel?.();
    },
  };
}
