// Carries out the steps of a schedule that are about a rating: that it was asked for, guessed, answered again, left out by two people,
// complained of, and what the staff does about it. What is refused is the relay's business.
import type { Score } from '@rapport/protocol';
import type { AgentConversation, VisitorConversation } from '@rapport/sdk';
import type { Reach } from './desk-act.ts';
import type { Step } from './step.ts';
import type { World } from './world.ts';

export type SurveyStep = Extract<
  Step,
  {
    readonly do:
      | 'see question'
      | 'rate more'
      | 'rate again'
      | 'complain'
      | 'guess'
      | 'void'
      | 'unvoid'
      | 'see to a case';
  }
>;

const refused = (): void => {};
const ways = ['contact', 'close', 'own', 'wait'] as const;

export function actOnRatings(world: World, step: SurveyStep, { tab: tabOf, conv: convOf }: Reach): void {
  const tab = tabOf(['see question', 'rate more', 'rate again', 'complain'].includes(step.do) ? 'v' : 'a');
  const { visitor, agent } = tab ?? {};
  if (step.do === 'see to a case') return void seeToCase(world, step).catch(refused);
  if (tab && visitor) {
    const views = visitor.conversations.getSnapshot();
    const open = (is: (one: VisitorConversation) => boolean): VisitorConversation | undefined =>
      views.map(({ id }) => visitor.open(id)).find(is);
    switch (step.do) {
      case 'see question':
      case 'rate more': {
        const id = views.find((one) => one.can.rate)?.id;
        if (id === undefined) return;
        if (step.do === 'see question') return visitor.open(id).shown(step.again ? { again: true } : {});
        // Asked or not: what was not is refused.
        return void visitor.open(id).rate({ score: step.score as Score, [step.extra]: 2, reasons: ['hours'] });
      }
      case 'rate again': {
        const conversation = open((one) => one.state.getSnapshot().rating?.second?.state === 'asked');
        return void conversation?.rerate(step.score as Score);
      }
      case 'complain': {
        const id = convOf(tab);
        if (id !== undefined) void visitor.open(id).complain('of the model').catch(refused);
        return;
      }
    }
  }
  if (!tab || !agent) return;
  const rated = [...world.record.convs.keys()].find((conv) =>
    Object.values(world.record.state(conv)?.rate ?? {}).some(({ state }) => state === 'rated'),
  );
  const id = step.do === 'void' ? (rated ?? convOf(tab)) : convOf(tab);
  if (id === undefined) return;
  const conversation: AgentConversation = tab.took(agent.conversation(id));
  const state = world.record.state(id);
  const session = Math.max(1, ...Object.keys(state?.rate ?? {}).map(Number));
  switch (step.do) {
    case 'guess': {
      // Whose turn it is, most of the time; and whoever else, whom it is refused.
      const own = [...world.record.convs.keys()].find(
        (conv) => world.record.state(conv)?.guess?.of === tab.person.name,
      );
      const asked = own === undefined ? conversation : tab.took(agent.conversation(own));
      const n = (own === undefined ? state : world.record.state(own))?.guess?.n ?? session;
      return void asked.guess(n, step.score === 0 ? null : (step.score as Score)).catch(refused);
    }
    case 'void': {
      const reason = `void ${world.dice.id()}`;
      world.tap.notes.add(reason);
      return void conversation.voidRating({ session, reason }).catch(refused);
    }
    case 'unvoid':
      return void conversation.unvoidRating(session).catch(refused);
  }
}

/** As the HTTP side would, at one of the nodes: the staff gets in touch, and asks how that was. */
async function seeToCase(world: World, { who, way }: SurveyStep & { do: 'see to a case' }): Promise<void> {
  const relay = world.nodes.pick()?.relay;
  const id = who % 2 === 0 ? 'A1' : 'A2';
  const by = { id, role: 'a', name: id, agentRole: 'lead' } as const;
  const row = (await relay?.cases.list({ state: 'open', limit: 9 }, id))?.cases[0];
  const k = ways[way % ways.length];
  if (!relay || !row) return;
  if (k === 'contact') await relay.cases.act(row.id, { k, how: 'phone' }, by);
  else if (k === 'close')
    await relay.cases.act(row.id, { k, outcome: 'resolved', actions: ['apology'], cause: null }, by);
  else if (k === 'own' || k === 'wait') await relay.cases.act(row.id, { k }, by);
}
