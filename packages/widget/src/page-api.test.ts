// The types of `window.rapport` and of the element, as a page written in TypeScript meets them.
import { expect, expectTypeOf, test } from 'vitest';
import type { PageEvents, RapportChatElement, RapportElements } from './page-api.ts';

/** Never called: the compiler reads it. */
export function page(): void {
  window.rapport('open');
  window.rapport('start', { message: 'Hello', team: 'sales', fields: { order: '4711' } });
  window.rapport('identify', { jwt: 'x.y.z' });
  window.rapport('identify', null);
  window.rapport('page');
  window.rapport('page', { url: 'https://shop.example/chairs' });
  window.rapport('consent');
  const off: () => void = window.rapport('on', 'rated', ({ score }) => score.toFixed());
  off();
  // @ts-expect-error there is no such command
  window.rapport('opne');
  // @ts-expect-error a message is text
  window.rapport('start', { message: 1 });
  // @ts-expect-error there is no such event
  window.rapport('on', 'closed', () => undefined);
  // @ts-expect-error who signs in needs a token
  window.rapport('identify', { name: 'Ana' });
}

test('the page’s types are those of DESIGN: commands, details of events, the element by its tag, JSX', () => {
  expectTypeOf<HTMLElementTagNameMap['rapport-chat']>().toEqualTypeOf<RapportChatElement>();
  expectTypeOf<DocumentEventMap['rapport:error']>().toEqualTypeOf<CustomEvent<PageEvents['error']>>();
  expectTypeOf<RapportElements['rapport-chat']['site']>().toEqualTypeOf<string>();
  const element = document.createElement('rapport-chat');
  element.addEventListener('rapport:open', ({ detail }) => expectTypeOf(detail.open).toEqualTypeOf<boolean>());
  element.addEventListener('click', (event) => expectTypeOf(event).toEqualTypeOf<PointerEvent>());
  // Before the chat has loaded this is all there is: commands wait in a queue, in order.
  const waiting: unknown[][] = [];
  Object.assign(window, { rapport: (...call: unknown[]) => void waiting.push(call) });
  page.toString();
  window.rapport('open');
  window.rapport('update', { name: 'Ana' });
  expect(waiting).toEqual([['open'], ['update', { name: 'Ana' }]]);
});
