// @vitest-environment happy-dom
// The visitor's hooks on a page of React, over the relay in memory.
import { createElement as h, type ReactElement } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { scene } from '../test/react-scene.ts';
import { createWorld } from '../test/world.ts';
import type { Outgoing } from '../types.ts';
import type { Visitor, VisitorConversation } from '../visitor-types.ts';
import {
  useClientEvent,
  useConnection,
  useConversation,
  useConversationState,
  useConversations,
  useHere,
  useMessages,
  useRead,
  useSite,
  useStore,
  useVisitor,
  VisitorProvider,
} from './index.ts';

/** Shows all there is to show, and hands out what a person could do. */
let chat: VisitorConversation | null = null;
function Chat({ id }: { id?: string | null | undefined }): ReactElement {
  const conversation = useConversation(id);
  chat = conversation;
  const messages = useMessages(conversation);
  const state = useConversationState(conversation);
  const connection = useConnection();
  return h(
    'p',
    null,
    `${connection.phase} ${state?.phase ?? '–'} ${messages.map(({ text, status }) => `${text} (${status})`).join(', ')}`,
  );
}

let speak = (_: string): void => {};
function Speaker(): ReactElement {
  const visitor = useVisitor();
  speak = (message) => void visitor?.start({ message });
  return h(
    'p',
    null,
    useMessages(useConversation()).map(({ text }) => text),
  );
}

function All({ sent }: { sent: Outgoing }): ReactElement {
  return h('p', null, `${useHere()?.n} ${useSite()?.name} ${useConversations().length} ${useStore(sent.status, '?')}`);
}

function Watch({ word, seen, heard }: { word: string; seen: Set<unknown>; heard: string[] }): ReactElement {
  const conversation = useConversation();
  seen.add(useMessages(conversation));
  useClientEvent(useVisitor(), 'event', ({ event }) => heard.push(`${word} ${event.kind}`));
  return h('p', null, useConversationState(conversation)?.typing.length);
}

function View({ isInView }: { isInView: boolean }): ReactElement {
  const conversation = useConversation();
  useRead(conversation, isInView);
  return h('p', null, useConversationState(conversation)?.unread);
}

test('what is said is shown at once, then what becomes of it', async () => {
  const w = createWorld();
  const visitor = w.visitor(w.browser());
  const page = await scene(w, h(VisitorProvider, { visitor }, h(Chat)));
  expect(page.text()).toBe('idle – ');
  w.relay.unreachable = true;
  await page.act(() => visitor.start({ message: 'Hello' }));
  expect(page.text()).toBe('connecting draft Hello (queued)');
  w.relay.unreachable = false;
  await page.act(() => w.clock.pass(20_000));
  expect(page.text()).toBe('online queued Hello (sent)');
  await page.act(() => chat?.send('Anybody?'));
  expect(page.text()).toBe('online queued Hello (sent), Anybody? (sent)');
  await page.leave();
});

test('a visitor that the provider makes is made once it is on a page, and ends with the provider', async () => {
  const w = createWorld();
  const made: Visitor[] = [];
  const make = (): Visitor => {
    const visitor = w.visitor(w.browser());
    made.push(visitor);
    return visitor;
  };
  const page = await scene(w, h(VisitorProvider, { visitor: () => make() }, h(Chat)));
  await page.show(h(VisitorProvider, { visitor: () => make() }, h(Chat)));
  expect(made).toHaveLength(1);
  await page.act(() => made[0]?.start({ message: 'Hello' }));
  expect(page.text()).toBe('online queued Hello (sent)');
  await page.leave();
  expect(w.relay.last().isClosed()).toBe(true);
  expect(() => made[0]?.start()).toThrow('disposed');
});

test('in StrictMode the first of the two clients ends, and the other sends what an earlier page left, once', async () => {
  const w = createWorld();
  const browser = w.browser();
  w.relay.unreachable = true;
  const earlier = w.visitor(browser);
  earlier.start({ message: 'Hello?' });
  await w.clock.settle();
  earlier.dispose();
  w.relay.unreachable = false;
  const made: Visitor[] = [];
  const make = (): Visitor => {
    const visitor = w.visitor(browser);
    made.push(visitor);
    return visitor;
  };
  const page = await scene(w, h(VisitorProvider, { visitor: make }, h(Chat)), { strict: true });
  expect(made).toHaveLength(2);
  expect(() => made[0]?.start()).toThrow('disposed');
  expect(page.text()).toBe('online queued Hello? (sent)');
  expect([...w.relay.convs.keys()].flatMap((id) => w.relay.texts(id))).toEqual(['Hello?']);
  await page.leave();
});

test('what was unsent when its provider went goes out with the next one on the same page', async () => {
  const w = createWorld();
  const browser = w.browser();
  w.relay.unreachable = true;
  const here = h(VisitorProvider, { visitor: () => w.visitor(browser) }, h(Speaker));
  const page = await scene(w, here);
  await page.act(() => speak('Hello?'));
  await page.show(null);
  w.relay.unreachable = false;
  await page.show(here);
  await page.act(() => w.clock.pass(20_000));
  expect(page.text()).toBe('Hello?');
  await page.leave();
});

test('a conversation can be shown by id, and another one after it', async () => {
  const w = createWorld();
  const browser = w.browser();
  const before = w.visitor(browser);
  const { id } = before.start({ message: 'Hello' });
  await w.clock.pass(1_000);
  before.start({ message: 'Something else' });
  await w.clock.settle();
  before.dispose();
  const visitor = w.visitor(browser);
  const show = (which?: string | null) =>
    h(VisitorProvider, { visitor }, which === null ? null : h(Chat, { id: which }));
  const page = await scene(w, show(id), { strict: true });
  await page.act(() => visitor.connect());
  expect(page.text()).toBe('online queued Hello (sent)');
  await page.show(show('no-such'));
  expect(page.text()).toBe('online draft ');
  await page.show(show(null));
  expect(page.text()).toBe('');
  await page.leave();
  visitor.dispose();
});

test('on a server nothing is made, and the page that takes its HTML over says nothing of a difference', async () => {
  const w = createWorld();
  const make = vi.fn(() => w.visitor(w.browser()));
  const html = renderToString(h(VisitorProvider, { visitor: make }, h(Chat)));
  expect(html).toBe('<p>idle – </p>');
  expect(make).not.toHaveBeenCalled();
  // A client of the application that already knows more than the server did.
  const visitor = w.visitor(w.browser());
  visitor.start({ message: 'Hello' });
  await w.clock.settle();
  const complaint = vi.spyOn(console, 'error');
  const page = await scene(w, h(VisitorProvider, { visitor }, h(Chat)), { html });
  expect(page.text()).toBe('online queued Hello (sent)');
  expect(complaint).not.toHaveBeenCalled();
  complaint.mockRestore();
  await page.leave();
  visitor.dispose();
});

test('who is here, the site, all conversations, a status and any store can be shown', async () => {
  const w = createWorld();
  const visitor = w.visitor(w.browser());
  const sent = visitor.start().send('Hello');
  const page = await scene(w, h(VisitorProvider, { visitor }, h(All, { sent })));
  expect(page.text()).toBe('1 Acme 1 sent');
  await page.leave();
  visitor.dispose();
});

test('the messages are the same array until one of them changes, and an event runs the newest function', async () => {
  const w = createWorld();
  const visitor = w.visitor(w.browser());
  const { id } = visitor.start({ message: 'Hello' });
  const seen = new Set<unknown>();
  const heard: string[] = [];
  const show = (word: string) => h(VisitorProvider, { visitor }, h(Watch, { word, seen, heard }));
  const page = await scene(w, show('first'));
  const before = seen.size;
  const staff = { id: 'agent-1', role: 'agent', name: 'Maria' };
  await page.act(() => w.relay.last().say({ t: 'eph', c: id, k: 'typing', a: 'agent-1', on: 1, ttl: 6_000 }));
  expect(page.text()).toBe('1');
  expect(seen.size).toBe(before);
  await page.show(show('second'));
  await page.act(() => w.relay.append(id, 'main', { k: 'joined', a: 'agent-1', d: { who: staff } }));
  expect(heard.at(-1)).toBe('second joined');
  await page.leave();
  const count = heard.length;
  w.relay.append(id, 'main', { k: 'message', a: 'agent-1', d: { text: 'Hi' } });
  await w.clock.settle();
  expect(heard).toHaveLength(count);
  visitor.dispose();
});

test('what is in view is read, and nothing else', async () => {
  const w = createWorld();
  const visitor = w.visitor(w.browser());
  const { id } = visitor.start({ message: 'Hello' });
  const show = (isInView: boolean) => h(VisitorProvider, { visitor }, h(View, { isInView }));
  const page = await scene(w, show(false));
  await page.act(() => w.relay.append(id, 'main', { k: 'message', a: 'agent-1', d: { text: 'Hi' } }));
  expect(page.text()).toBe('1');
  await page.show(show(true));
  expect(page.text()).toBe('0');
  await page.leave();
  visitor.dispose();
});

test('a hook without a provider, or below the other one, says what to do', () => {
  expect(() => renderToString(h(Chat))).toThrow('Put a VisitorProvider');
});
