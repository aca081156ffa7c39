// Carries out one step of a schedule upon the world, and remembers what people have said: each text is said once.
import type { ConvId, Score } from '@rapport/protocol';
import type { Outgoing } from '@rapport/sdk';
import { actAtTheDesk } from './desk-act.ts';
import { breakDown } from './fault.ts';
import type { Step } from './step.ts';
import { actOnRatings } from './survey-act.ts';
import type { Person, Tab } from './tab.ts';
import type { World } from './world.ts';

export interface Said {
  readonly text: string;
  readonly person: Person;
  readonly line: number;
  readonly kind: 'message' | 'note';
  /** Counts up for everything said. */
  readonly order: number;
  fate: 'said' | 'retried' | 'discarded';
  /** The SDK refused it at once. */
  readonly out: Outgoing | null;
}

export interface Memory {
  readonly said: Map<string, Said>;
  trespasses: number;
}

const tabsOf = (world: World, role?: 'v' | 'a'): Tab[] => [...world.tabs].filter((tab) => !role || tab.role === role);
const nth = <T>(list: readonly T[], at: number): T | undefined =>
  list.length > 0 ? list[at % list.length] : undefined;

/** The conversations that this tab can choose among, in a stable order. */
export function convsOf(tab: Tab): ConvId[] {
  if (tab.visitor) return tab.visitor.conversations.getSnapshot().map((conv) => conv.id);
  const { waiting, mine, others, ended } = (tab.agent as NonNullable<Tab['agent']>).inbox.getSnapshot();
  return [...mine, ...waiting, ...others, ...ended].map((row) => row.id);
}

export function act(world: World, memory: Memory, step: Step): void {
  const { dice } = world;
  const anyTab = (who: number): Tab | undefined => nth(tabsOf(world), who);
  const visitorTab = (who: number): Tab | undefined => nth(tabsOf(world, 'v'), who);
  const agentTab = (who: number): Tab | undefined => nth(tabsOf(world, 'a'), who);
  const convOf = (tab: Tab, at: number): ConvId | undefined => nth(convsOf(tab), at);

  function remember(tab: Tab, kind: Said['kind'], say: (text: string) => Outgoing | null): void {
    const order = memory.said.size + 1;
    const text = `${kind} ${order} of ${tab.name} ${dice.id().slice(0, 6)}`;
    if (kind === 'note') world.tap.notes.add(text);
    memory.said.set(text, { text, person: tab.person, line: tab.line, kind, order, fate: 'said', out: say(text) });
  }
  function begin(tab: Tab): void {
    const visitor = tab.visitor as NonNullable<Tab['visitor']>;
    remember(tab, 'message', (text) => {
      const conversation = tab.took(visitor.start({ message: text }));
      world.tap.ownerOf.set(conversation.id, tab.person.name);
      return null;
    });
  }

  switch (step.do) {
    case 'say': {
      const tab = anyTab(step.who);
      if (!tab) return;
      if (tab.visitor) {
        const current = tab.visitor.current.getSnapshot();
        if (!current) return begin(tab);
        return remember(tab, 'message', (text) => tab.took(current).send(text));
      }
      const conv = convOf(tab, step.conv);
      if (conv && tab.open(conv).state.getSnapshot().can.send)
        remember(tab, 'message', (text) => tab.open(conv).send(text));
      return;
    }
    case 'new chat': {
      const tab = visitorTab(step.who);
      if (tab) begin(tab);
      return;
    }
    case 'end': {
      const tab = anyTab(step.who);
      const conv = tab && convOf(tab, step.conv);
      if (tab && conv)
        void tab
          .open(conv)
          .end()
          .catch(() => {});
      return;
    }
    case 'rate':
    case 'skip rating': {
      const visitor = visitorTab(step.who)?.visitor;
      const ended = visitor?.conversations.getSnapshot().find((one) => one.can.rate);
      if (!visitor || !ended) return;
      const conversation = visitor.open(ended.id);
      if (step.do === 'rate') conversation.rate({ score: step.score as Score, comment: 'of the model' });
      else conversation.dismiss();
      return;
    }
    case 'retry':
    case 'discard': {
      const tab = anyTab(step.who);
      for (const conversation of tab?.opened.values() ?? []) {
        for (const item of conversation.timeline.getSnapshot().items) {
          if (item.type === 'event' || item.message.status !== 'failed') continue;
          const said = memory.said.get(item.message.text);
          if (step.do === 'retry') conversation.retry(item.key);
          const gone = step.do === 'discard' && conversation.discard(item.key);
          if (said && step.do === 'retry') said.fate = 'retried';
          if (said && gone) said.fate = 'discarded';
        }
      }
      return;
    }
    case 'look': {
      const tab = anyTab(step.who);
      const conv = tab && convOf(tab, step.conv);
      if (tab && conv) tab.open(conv).read();
      return;
    }
    case 'type': {
      const tab = anyTab(step.who);
      const conv = tab && convOf(tab, step.conv);
      if (tab && conv) tab.open(conv).typing(true);
      return;
    }
    case 'accept': {
      const agents = step.both ? tabsOf(world, 'a') : [agentTab(step.who)];
      const first = nth(tabsOf(world, 'a'), step.who)?.agent?.inbox.getSnapshot().waiting;
      const conv = first && nth(first, step.conv)?.id;
      for (const tab of agents)
        if (tab?.agent && conv)
          void tab
            .took(tab.agent.conversation(conv))
            .accept()
            .catch(() => {});
      return;
    }
    case 'see through': {
      const tab = agentTab(step.who);
      const { mine = [], waiting = [] } = tab?.agent?.inbox.getSnapshot() ?? {};
      const conv = nth([...mine, ...waiting], step.conv)?.id;
      if (!tab?.agent || conv === undefined) return;
      const conversation = tab.took(tab.agent.conversation(conv));
      const answer = (): void => {
        if (conversation.state.getSnapshot().can.send) remember(tab, 'message', (text) => conversation.send(text));
      };
      const taken = mine.some(({ id }) => id === conv) ? Promise.resolve() : conversation.accept();
      void taken
        .then(answer)
        .then(() => conversation.end())
        .catch(() => {});
      return;
    }
    case 'note': {
      const tab = agentTab(step.who);
      const conv = tab && convOf(tab, step.conv);
      if (tab?.agent && conv)
        remember(tab, 'note', (text) =>
          tab.took((tab.agent as NonNullable<Tab['agent']>).conversation(conv)).note(text),
        );
      return;
    }
    case 'presence': {
      void agentTab(step.who)
        ?.agent?.setPresence(step.available ? 'available' : 'away')
        .catch(() => {});
      return;
    }
    case 'trespass': {
      const tab = visitorTab(step.who);
      const link = tab && world.linksOf(tab)[0];
      if (!tab || !link || world.tap.whoIs(link) === undefined) return;
      const own = convOf(tab, step.conv) ?? 'none';
      const foreign =
        [...world.record.convs.keys()].find((conv) => world.tap.ownerOf.get(conv) !== tab.person.name) ?? 'none';
      const cmd = (c: string, k: string, d: object): object => ({ t: 'cmd', i: dice.id(), c, k, d });
      const frame = [
        cmd(foreign, 'message', { text: 'TRESPASS' }),
        cmd(own, 'note', { text: 'TRESPASS' }),
        cmd(own, 'rate', { n: 1, secret: 'TRESPASS', score: 1, comment: 'TRESPASS' }),
        { t: 'sub', c: dice.happens(0.5) ? `${own}/n` : foreign, s: 0 },
        { t: 'q', n: 9_999, k: 'hist', c: foreign, before: 100 },
        cmd(own, 'accept', {}),
        cmd(own, 'transfer', { team: 'help', note: 'TRESPASS' }),
        cmd(own, 'takeover', {}),
        cmd(own, 'block', { reason: 'TRESPASS' }),
      ][step.kind];
      memory.trespasses += 1;
      link.inject('up', JSON.stringify(frame));
      return;
    }
    case 'hand over':
    case 'take':
    case 'give back':
    case 'take over':
    case 'ask for a lead':
    case 'stay':
    case 'block':
    case 'unblock':
      return actAtTheDesk(world, step, {
        tab: (role) => nth(tabsOf(world, role), step.who),
        conv: (tab) => ('conv' in step ? convOf(tab, step.conv) : undefined),
      });
    case 'see question':
    case 'rate more':
    case 'rate again':
    case 'complain':
    case 'guess':
    case 'void':
    case 'unvoid':
    case 'see to a case':
      return actOnRatings(world, step, {
        tab: (role) => nth(tabsOf(world, role), step.who),
        conv: (tab) => ('conv' in step ? convOf(tab, step.conv) : undefined),
      });
    case 'wait':
      return;
    default:
      breakDown(world, step);
  }
}
