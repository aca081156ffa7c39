// Carries out the steps of a schedule that move a conversation between people: hand-over, a lead, "still here", a block and its end.
// What is refused is the relay's business; what becomes true of it must be the same for everybody.
import type { ConvId } from '@rapport/protocol';
import type { AgentConversation, VisitorConversation } from '@rapport/sdk';
import type { Step } from './step.ts';
import type { Tab } from './tab.ts';
import type { World } from './world.ts';

export type DeskStep = Extract<
  Step,
  { readonly do: 'hand over' | 'take' | 'give back' | 'take over' | 'ask for a lead' | 'stay' | 'block' | 'unblock' }
>;

export interface Reach {
  tab(role?: 'v' | 'a'): Tab | undefined;
  /** One of the conversations that `tab` lists. */
  conv(tab: Tab): ConvId | undefined;
}

const refused = (): void => {};
export const team = 'help';

export function actAtTheDesk(world: World, step: DeskStep, { tab: tabOf, conv: convOf }: Reach): void {
  /** For the staff alone (S1), like any note. */
  function secretly(kind: string): string {
    const text = `${kind} ${world.dice.id()}`;
    world.tap.notes.add(text);
    return text;
  }

  function takeWith(conv: ConvId, name: string): void {
    for (const { person, agent, took } of world.tabs)
      if (agent && person.name === name) void took(agent.conversation(conv)).accept().catch(refused);
  }

  const tab = step.do === 'ask for a lead' ? tabOf() : tabOf(step.do === 'stay' ? 'v' : 'a');
  if (tab?.visitor) {
    const conv = convOf(tab);
    const conversation = conv === undefined ? undefined : (tab.open(conv) as VisitorConversation);
    if (step.do === 'stay') void conversation?.stay().catch(refused);
    if (step.do === 'ask for a lead') void conversation?.escalate().catch(refused);
    return;
  }
  if (!tab?.agent) return;
  const { agent } = tab;
  const open = (conv: ConvId): AgentConversation => tab.took(agent.conversation(conv));
  const { waiting, mine, others } = agent.inbox.getSnapshot();
  const me = agent.me.getSnapshot()?.id;
  const conv = convOf(tab);

  switch (step.do) {
    case 'hand over': {
      const row = mine[step.conv % Math.max(1, mine.length)] ?? waiting[0];
      const target = tab.person.name === 'A1' ? 'A2' : 'A1';
      if (!row) return;
      const note = secretly('handing');
      const given = open(row.id).transfer({ ...(step.toTeam ? { team } : { to: target }), note });
      // All tabs of who gets it take it: one of them does.
      void given.then(() => step.isTaken && takeWith(row.id, target), refused);
      return;
    }
    case 'take':
    case 'give back': {
      const row = [...others, ...waiting, ...mine].find(({ state }) => state.hand?.to === me);
      if (row) void (step.do === 'take' ? open(row.id).accept() : open(row.id).decline()).catch(refused);
      return;
    }
    case 'take over':
      if (conv !== undefined) void open(conv).takeover().catch(refused);
      return;
    case 'ask for a lead':
      if (conv !== undefined) void open(conv).escalate().catch(refused);
      return;
    case 'block':
      if (conv !== undefined)
        void open(conv)
          .block({ reason: secretly('block') })
          .catch(refused);
      return;
    case 'unblock':
      if (conv !== undefined)
        void open(conv)
          .unblock()
          .then(() => comeBack(world), refused);
      return;
  }
}

/** Who was kept out looks again some day: a page that has stopped is loaded anew. */
export function comeBack(world: World): void {
  for (const tab of [...world.tabs]) {
    if (tab.visitor?.status.getSnapshot().phase !== 'stopped') continue;
    for (const link of world.linksOf(tab)) link.leave();
    tab.die();
    world.openTab(tab.person, tab.line);
  }
}

/** At the end nobody is kept out. False: somebody still is. */
export async function freeEverybody(world: World): Promise<boolean> {
  const { kept } = world.disk;
  const blocked: ConvId[] = [];
  for (const conv of world.record.convs.keys()) {
    const state = world.record.state(conv);
    if (state && (state.blocked || (await kept.visitor(state.visitor))?.block)) blocked.push(conv);
  }
  if (blocked.length === 0) {
    comeBack(world);
    return true;
  }
  const agent = [...world.tabs].find((tab) => tab.agent?.status.getSnapshot().phase === 'online');
  for (const conv of blocked)
    void agent
      ?.took((agent.agent as NonNullable<Tab['agent']>).conversation(conv))
      .unblock()
      .catch(refused);
  return false;
}
