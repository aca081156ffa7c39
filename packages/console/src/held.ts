// Keeps every conversation of mine followed, and those that are being handed to me: whispers are heard, typing is seen, the word that
// comes with a hand-over is known, and switching takes no time.
import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { ActorId, ConvId, EventData } from '@rapport/protocol';
import type { Agent, AgentConversation, Inbox, Timeline } from '@rapport/sdk';

export interface Held {
  /** What was written with the hand-over that stands, by conversation. */
  readonly handTexts: ReadonlySignal<ReadonlyMap<ConvId, string>>;
  dispose(): void;
}

/** More than anybody can talk in at once. */
const most = 50;

export function holdMine(agent: Agent, inbox: ReadonlySignal<Inbox>, me: ActorId): Held {
  const held = new Map<ConvId, { readonly chat: AgentConversation; readonly stop: () => void }>();
  const handTexts = signal<ReadonlyMap<ConvId, string>>(new Map());
  const hold = (id: ConvId): void => {
    const chat = agent.conversation(id);
    const stop = chat.timeline.subscribe((timeline) => {
      const text = handText(timeline);
      if (text !== null && handTexts.peek().get(id) !== text) handTexts.value = new Map(handTexts.peek()).set(id, text);
    });
    held.set(id, { chat, stop });
  };
  const drop = (id: ConvId): void => {
    const it = held.get(id);
    held.delete(id);
    it?.stop();
    it?.chat.dispose();
  };
  const stop = effect(() => {
    const { mine, others } = inbox.value;
    const handed = others.filter(({ state }) => state.hand?.to === me);
    const wanted = new Set([...handed, ...mine].slice(0, most).map(({ id }) => id));
    untracked(() => {
      for (const id of [...held.keys()]) if (!wanted.has(id)) drop(id);
      for (const id of wanted) if (!held.has(id)) hold(id);
    });
  });
  return {
    handTexts,
    dispose() {
      stop();
      for (const id of [...held.keys()]) drop(id);
    },
  };
}

/** The word of the newest hand-over to a person; null: there is none. */
export function handText({ items }: Timeline): string | null {
  for (let n = items.length - 1; n >= 0; n--) {
    const item = items[n];
    if (item?.type !== 'event' || item.event.kind !== 'handing') continue;
    const { to, text } = item.event.data as EventData['handing'];
    if (to !== undefined) return text;
  }
  return null;
}
