// What calls for this agent by name: what is offered, handed over, asked or whispered. Cards that stand until answered.
import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { ActorId, ConvId, EventData, StaffMember } from '@rapport/protocol';
import type { Agent, Inbox, InboxRow, Offer, StaffState } from '@rapport/sdk';
import type { Announce } from './announcer.ts';
import { staffName } from './colleagues.ts';
import { deskWords } from './desk-words.ts';
import type { IconName } from './icon.tsx';
import { visitorName } from './inbox.ts';
import { systemWords } from './system-words.ts';
import { isolate, words } from './words.ts';

export type Call =
  | { readonly type: 'offer'; readonly conv: ConvId; readonly until: number; readonly row: InboxRow | null }
  | {
      readonly type: 'hand';
      readonly conv: ConvId;
      readonly until: number;
      readonly row: InboxRow;
      readonly from: string;
    };

export interface Notice {
  readonly key: string;
  readonly conv: ConvId;
  readonly title: string;
  readonly text: string | null;
  readonly icon: IconName;
}

export interface Calls {
  /** The soonest to run out first. */
  readonly current: ReadonlySignal<readonly Call[]>;
  readonly notices: ReadonlySignal<readonly Notice[]>;
  /** By conversation: what could not be done. */
  readonly problem: ReadonlySignal<{ readonly conv: ConvId; readonly text: string } | null>;
  accept(conv: ConvId): Promise<boolean>;
  decline(conv: ConvId): Promise<boolean>;
  /** Takes part, and the owner stays. */
  join(conv: ConvId): Promise<boolean>;
  dismiss(key: string): void;
  dispose(): void;
}

export interface CallsNeeds {
  readonly agent: Agent;
  readonly me: ActorId;
  readonly inbox: ReadonlySignal<Inbox>;
  readonly offers: ReadonlySignal<readonly Offer[]>;
  readonly staff: ReadonlySignal<readonly StaffMember[]>;
  readonly isLead: boolean;
  readonly announce: Announce;
  /** Whether the chat is open before the agent's eyes. */
  readonly isOpen: (conv: ConvId) => boolean;
  /** Something wants to be heard. */
  readonly ring: () => void;
}

const icons = { escalated: 'flag', whisper: 'lock', returned: 'swap', consulted: 'chat' } as const;

/** More would cover the list; what is older is in the transcripts. */
const mostNotices = 3;

export function createCalls({ agent, me, inbox, offers, staff, isLead, announce, isOpen, ring }: CallsNeeds): Calls {
  const notices = signal<readonly Notice[]>([]);
  const problem = signal<{ conv: ConvId; text: string } | null>(null);
  const rows = (): readonly InboxRow[] => [...inbox.value.waiting, ...inbox.value.mine, ...inbox.value.others];
  const rowOf = (conv: ConvId): InboxRow | null => rows().find(({ id }) => id === conv) ?? null;
  const current = computed<readonly Call[]>(() =>
    [
      ...offers.value.map(
        ({ conversation, until }): Call => ({ type: 'offer', conv: conversation, until, row: rowOf(conversation) }),
      ),
      ...rows().flatMap((row): Call[] => {
        const { hand } = row.state;
        if (hand?.to !== me) return [];
        return [
          { type: 'hand', conv: row.id, until: hand.until, row, from: staffName(staff.value, row.state, hand.from) },
        ];
      }),
    ].sort((a, b) => a.until - b.until),
  );

  const visitorIn = (conv: ConvId): string => {
    const row = untracked(() => rowOf(conv));
    return row ? visitorName(row.visitor, row.state.visitor) : words.visitor;
  };
  const personIn = (conv: ConvId, id: ActorId): string => {
    const state = untracked(() => rowOf(conv))?.state ?? ({ participants: [] } as unknown as StaffState);
    return staffName(staff.peek(), state, id);
  };
  const notice = (
    type: keyof typeof icons,
    conv: ConvId,
    title: string,
    spoken: string,
    text: string | null = null,
  ): void => {
    const key = `${type} ${conv}`;
    const icon = icons[type];
    notices.value = [...notices.peek().filter((it) => it.key !== key), { key, conv, title, text, icon }].slice(
      -mostNotices,
    );
    announce(spoken, true);
    ring();
  };

  const heard = (conv: ConvId, kind: string, author: ActorId, data: unknown): void => {
    const name = visitorIn(conv);
    if (kind === 'returned') {
      const row = untracked(() => rowOf(conv));
      const d = data as EventData['returned'];
      if (row?.state.assignee !== me || d.why === 'withdrawn') return;
      const to = personIn(conv, d.to);
      const why =
        d.why === 'declined'
          ? systemWords.declined(to)
          : d.why === 'timeout'
            ? systemWords.timeout(to)
            : systemWords.gone(to);
      const title = deskWords.calls.backWithYou(isolate(name));
      notice('returned', conv, title, `${title}. ${why}`, why);
    }
    if (kind === 'note' && (data as EventData['note']).to === me) {
      const title = deskWords.calls.whisper(isolate(personIn(conv, author)), isolate(name));
      if (isOpen(conv)) {
        // It stands in the transcript before one's eyes.
        announce(title, true);
        ring();
      } else notice('whisper', conv, title, title, (data as EventData['note']).text);
    }
  };

  const act = async (
    conv: ConvId,
    run: (chat: ReturnType<Agent['conversation']>) => Promise<unknown>,
  ): Promise<boolean> => {
    problem.value = null;
    const chat = agent.conversation(conv);
    try {
      await run(chat);
      return true;
    } catch (error) {
      const code = (error as { code?: unknown } | null)?.code;
      const text = /^(taken|conflict|closed)$/.test(String(code)) ? deskWords.calls.tooLate : deskWords.calls.failed;
      problem.value = { conv, text };
      announce(text, true);
      return false;
    } finally {
      chat.dispose();
    }
  };

  const stops = [
    agent.on('offer', ({ conversation }) => {
      announce(deskWords.calls.spokenOffer(isolate(visitorIn(conversation))), true);
      ring();
    }),
    agent.on('handing', ({ conversation, from }) => {
      announce(
        deskWords.calls.spokenHand(isolate(personIn(conversation, from)), isolate(visitorIn(conversation))),
        true,
      );
      ring();
    }),
    agent.on('consulted', ({ conversation }) => {
      const row = untracked(() => rowOf(conversation));
      const asker = row?.state.assignee ? personIn(conversation, row.state.assignee) : words.somebody;
      const title = deskWords.calls.asksHelp(isolate(asker), isolate(visitorIn(conversation)));
      notice('consulted', conversation, title, title);
    }),
    agent.on('escalated', ({ conversation }) => {
      if (!isLead) return;
      const title = deskWords.calls.wantsLead(isolate(visitorIn(conversation)));
      notice('escalated', conversation, title, title);
    }),
    agent.on('note', ({ conversation, event }) => heard(conversation, event.kind, event.author, event.data)),
    // What was asked for a lead is over once one has come, or the chat has ended.
    effect(() => {
      const wanting = new Set(rows().flatMap((row) => (row.state.lead ? [`escalated ${row.id}`] : [])));
      const open = new Set(rows().map(({ id }) => id));
      untracked(() => {
        const left = notices
          .peek()
          .filter(({ key, conv }) => (key.startsWith('escalated') ? wanting.has(key) : open.has(conv)));
        if (left.length !== notices.peek().length && inbox.peek().complete) notices.value = left;
      });
    }),
  ];
  return {
    current,
    notices,
    problem,
    accept: (conv) => act(conv, (chat) => chat.accept()),
    decline: (conv) => act(conv, (chat) => chat.decline()),
    join: (conv) => act(conv, (chat) => chat.join()),
    dismiss(key) {
      notices.value = notices.peek().filter((it) => it.key !== key);
    },
    dispose() {
      for (const stop of stops) stop();
    },
  };
}
