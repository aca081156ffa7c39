// The conversation that is open on the desk: its values as signals, its drafts, and what can be done with it.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ActorId, ConvId, RatingState, VisitorInfo } from '@rapport/protocol';
import type { Agent, AgentConversation, Complaint, Message, StaffState, Timeline } from '@rapport/sdk';
import { type Acts, createActs } from './acts.ts';
import type { Announce } from './announcer.ts';
import { type Attached, createAttached } from './attached.ts';
import type { Drafts, Mode } from './drafts.ts';
import type { SetTimer } from './ending.ts';
import { createFileBytes, type FileBytes } from './file-bytes.ts';
import { personName, visitorName } from './inbox.ts';
import { observe } from './observe.ts';
import { isolate, words } from './words.ts';

/** The relay says nothing of a conversation that does not exist, or not to this agent. */
const goneAfterMs = 4_000;

export interface OpenChat {
  readonly id: ConvId;
  readonly state: ReadonlySignal<StaffState>;
  readonly timeline: ReadonlySignal<Timeline>;
  readonly visitor: ReadonlySignal<VisitorInfo>;
  readonly name: ReadonlySignal<string>;
  readonly mode: ReadonlySignal<Mode>;
  readonly draft: Signal<string>;
  /** What went wrong beside the composer or the join button; null: nothing. */
  readonly problem: Signal<string | null>;
  readonly joining: ReadonlySignal<boolean>;
  /** False once it is clear that there is no such conversation. */
  readonly found: ReadonlySignal<boolean>;
  /** What became of each session's invitation, by session. */
  readonly ratings: ReadonlySignal<Readonly<Record<number, RatingState>>>;
  readonly complaints: ReadonlySignal<readonly Complaint[]>;
  /** A file attached to a note never slips into a reply. */
  readonly attached: Readonly<Record<Mode, Attached>>;
  readonly bytes: FileBytes;
  readonly acts: Acts;
  /** The sheet that is open over it. */
  readonly sheet: Signal<'transfer' | 'consult' | 'block' | 'takeover' | 'copy' | null>;
  /** Whom the next note is whispered to; null: it is for everybody. */
  readonly whisperTo: Signal<ActorId | null>;
  /** What ends the chat, while it is asked what becomes of a reply that is not sent. */
  readonly unsent: Signal<(() => void) | null>;
  /** Ends it by `end`, or asks first. */
  askToEnd(end: () => void): void;
  watch(on: boolean): void;
  setMode(mode: Mode): void;
  /** `mode` is that of the field which was written in: a text never slips into the other draft. */
  write(text: string, mode: Mode): void;
  /** What is chosen, pasted or dropped. */
  attach(files: readonly File[], mode: Mode): void;
  /** Sends the draft of this mode, and what is attached. False: it stays where it is, and `problem` says why. */
  submit(mode: Mode): boolean;
  join(): Promise<void>;
  older(): Promise<void>;
  retry(message: Message): void;
  discard(message: Message): void;
  /** Everything shown was in view. */
  seen(): void;
  dispose(): void;
}

export interface OpenChatNeeds {
  readonly agent: Agent;
  readonly drafts: Drafts;
  readonly announce: Announce;
  readonly setTimer: SetTimer;
}

export function openChat(id: ConvId, { agent, drafts, announce, setTimer }: OpenChatNeeds): OpenChat {
  const chat: AgentConversation = agent.conversation(id);
  const stops: (() => void)[] = [];
  const state = observe(chat.state, stops);
  const timeline = observe(chat.timeline, stops);
  const visitor = observe(chat.visitor, stops);
  const name = computed(() => visitorName(visitor.value, state.value.visitor));
  const chosen = signal<Mode>('reply');
  /** A closed conversation takes notes only. */
  const mode = computed<Mode>(() => (!state.value.can.send && state.value.can.note ? 'note' : chosen.value));
  const draft = signal(drafts.get(id, mode.peek()));
  const problem = signal<string | null>(null);
  const joining = signal(false);
  const found = signal(true);
  const known = (): boolean => chat.state.getSnapshot().openedAt > 0;
  stops.push(
    setTimer(goneAfterMs, () => {
      found.value = known() || agent.status.getSnapshot().phase !== 'online';
    }),
    chat.state.subscribe(() => {
      if (known()) found.value = true;
    }),
  );
  const ratings = observe(chat.ratings, stops);
  const complaints = observe(chat.complaints, stops);
  const whisperTo = signal<ActorId | null>(null);
  const unsent = signal<(() => void) | null>(null);
  stops.push(
    mode.subscribe((m) => {
      draft.value = drafts.get(id, m);
    }),
  );
  const bytes = createFileBytes(agent);
  const attached = {
    reply: createAttached(agent, announce, bytes.keep),
    note: createAttached(agent, announce, bytes.keep),
  };
  stops.push(attached.reply.dispose, attached.note.dispose);
  stops.push(speakNew(chat, () => name.peek(), announce));

  return {
    id,
    state,
    timeline,
    visitor,
    name,
    mode,
    draft,
    problem,
    joining,
    found,
    ratings,
    complaints,
    attached,
    bytes,
    acts: createActs(chat, (wish) => agent.mailTranscript(id, wish)),
    sheet: signal<'transfer' | 'consult' | 'block' | 'takeover' | 'copy' | null>(null),
    whisperTo,
    unsent,
    askToEnd(end) {
      if (state.peek().can.send && drafts.get(id, 'reply').trim() !== '') unsent.value = end;
      else end();
    },
    watch: (on) => chat.watch(on),
    setMode(next) {
      problem.value = null;
      if (next === 'note') chat.typing(false);
      chosen.value = next;
    },
    write(text, m) {
      drafts.set(id, m, text);
      if (m === mode.peek()) draft.value = text;
      problem.value = null;
      if (m === 'reply') chat.typing(text.trim() !== '');
    },
    attach(files, m) {
      problem.value = attached[m].add(files);
    },
    submit(m) {
      const text = drafts.get(id, m);
      const files = attached[m].ready();
      if (files === null || (text.trim() === '' && files.length === 0)) return false;
      const said = files.length > 0 ? { text, files } : text;
      try {
        const to = whisperTo.peek();
        if (m === 'note') chat.note(said, to === null ? {} : { to });
        else chat.send(said);
      } catch (error) {
        problem.value = codeOf(error) === 'outbox_full' ? words.composer.full : words.composer.notTaken;
        return false;
      }
      drafts.set(id, m, '');
      attached[m].clear();
      if (m === 'note') whisperTo.value = null;
      if (m === mode.peek()) draft.value = '';
      problem.value = null;
      if (m === 'reply') chat.typing(false);
      return true;
    },
    async join() {
      joining.value = true;
      problem.value = null;
      try {
        await chat.accept();
      } catch (error) {
        problem.value =
          codeOf(error) === 'taken'
            ? words.conversation.taken(winner(error, chat.state.getSnapshot()))
            : words.conversation.joinFailed;
        announce(problem.value, true);
      } finally {
        joining.value = false;
      }
    },
    async older() {
      try {
        await chat.older();
        announce(words.conversation.earlierLoaded);
      } catch {
        problem.value = words.conversation.earlierFailed;
      }
    },
    retry: (message) => chat.retry(message.key),
    discard: (message) => {
      chat.discard(message.key);
    },
    seen: () => chat.read(),
    dispose() {
      chat.typing(false);
      for (const stop of stops) stop();
      chat.dispose();
    },
  };
}

const longestSpoken = 250;

/** Speaks what others write while the conversation is open; what was there when it opened is not news. */
function speakNew(chat: AgentConversation, name: () => string, announce: Announce): () => void {
  let seen: number | null = null;
  const failed = new Set<string>();
  return chat.timeline.subscribe(({ items, head }) => {
    const fresh: Message[] = [];
    for (const item of items) {
      if (item.type !== 'message') continue;
      const { message } = item;
      if (message.status === 'failed' && !failed.has(message.key)) {
        failed.add(message.key);
        if (seen !== null) announce(words.alert.notSent, true);
      }
      if (seen !== null && !message.mine && message.seq !== null && message.seq > seen) fresh.push(message);
    }
    if (seen !== null || head > 0) seen = Math.max(seen ?? 0, head);
    const { visitor } = chat.state.getSnapshot();
    const called = (m: Message): string =>
      m.author === visitor ? name() : personName(chat.state.getSnapshot(), m.author);
    const [first] = fresh;
    if (first === undefined) return;
    if (fresh.length > 3) announce(words.alert.saidMore(isolate(called(first)), fresh.length));
    else for (const m of fresh) announce(words.alert.said(isolate(called(m)), isolate(cut(lineOf(m)))));
  });
}

/** A text, and what its files are called. */
const lineOf = ({ text, files = [] }: Message): string =>
  [text, ...files.map(({ name }) => name)].filter(Boolean).join(', ');

const cut = (text: string): string =>
  text.length > longestSpoken ? text.slice(0, longestSpoken) + words.alert.continues : text;

export function codeOf(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : null;
}

function winner(error: unknown, state: StaffState): string {
  const as: unknown = (error as { details?: { as?: unknown } | null }).details?.as;
  return typeof as === 'string' ? personName(state, as as ActorId) : words.somebody;
}
