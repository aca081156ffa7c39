// @vitest-environment happy-dom
// The agent's hooks on a page of React, over the relay in memory.
import { createElement as h, type ReactElement } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { scene } from '../test/react-scene.ts';
import { createWorld, opened } from '../test/world.ts';
import {
  AgentProvider,
  useAgent,
  useAgentConversation,
  useConnection,
  useConversationState,
  useInbox,
  useMessages,
  useOffers,
  usePresence,
  useStaff,
  useVisitor,
} from './index.ts';

function Desk(): ReactElement {
  const inbox = useInbox();
  return h(
    'p',
    null,
    `${useConnection().phase} ${usePresence()} waiting ${inbox.waiting.length} mine ${inbox.mine.length} offers ${useOffers().length} staff ${useStaff().length}`,
  );
}

function Open({ id }: { id: string }): ReactElement {
  const conversation = useAgentConversation(id);
  const state = useConversationState(conversation);
  const texts = useMessages(conversation).map(({ text }) => text);
  return h('p', { onClick: () => void conversation?.accept() }, `${state?.phase} ${state?.can.accept} ${texts}`);
}

function Name(): ReactElement {
  return h('p', null, useAgent() ? 'here' : 'none');
}

function Wrong(): ReactElement {
  return h('p', null, String(useVisitor()));
}

test('an agent sees the inbox, opens what waits, takes it and answers', async () => {
  const w = createWorld();
  const { id } = await opened(w);
  const agent = w.agent();
  const page = await scene(w, h(AgentProvider, { agent }, h(Desk), h(Open, { id })), { strict: true });
  expect(page.text()).toContain('idle null waiting 0 mine 0 offers 0 staff 0');
  await page.act(() => agent.connect());
  expect(page.text()).toContain('online available waiting 1 mine 0');
  expect(page.text()).toContain('queued true Hello');
  await page.act(() => document.querySelector<HTMLElement>('p:last-child')?.click());
  const mine = agent.conversation(id);
  await page.act(() => mine.send('Good morning'));
  expect(page.text()).toContain('waiting 0 mine 1');
  expect(page.text()).toContain('active false Hello,Good morning');
  mine.dispose();
  const letGo = (): string[] => w.relay.last().sent.flatMap((frame) => (frame.t === 'unsub' ? [frame.c] : []));
  expect(letGo()).toEqual([]);
  await page.show(h(AgentProvider, { agent }, h(Desk)));
  expect(letGo()).toContain(id);
  await page.leave();
  agent.dispose();
});

test('an agent that the provider makes ends with it, and on a server there is none', async () => {
  const w = createWorld();
  const desk = h(AgentProvider, { agent: () => w.agent() }, h(Name), h(Desk));
  expect(renderToString(desk)).toContain('<p>none</p>');
  const page = await scene(w, desk, { strict: true });
  expect(page.text()).toContain('here');
  await page.leave();
});

test('the hooks of one role say so below the provider of the other', () => {
  const w = createWorld();
  expect(() => renderToString(h(AgentProvider, { agent: w.agent() }, h(Wrong)))).toThrow('it has no visitor');
});
