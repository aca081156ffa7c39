// Carries out what keys.ts says, on the desk. One listener on the document.
import { useEffect } from 'preact/hooks';
import type { Desk } from './desk.ts';
import { type Action, actionOf } from './keys.ts';
import { focusOn, useUi } from './ui.tsx';

/** How long `g` waits for where to. */
const goWithinMs = 1_500;

export function useKeyboard(desk: Desk, openHelp: () => void): void {
  const { router, preferences } = useUi();
  useEffect(() => {
    let going = 0;
    const go = (by: 1 | -1): void => {
      const inList = document.activeElement?.closest('nav.list') != null;
      const next = desk.step(by);
      if (next === null) return;
      const row = document.getElementById(`row-${next}`);
      row?.scrollIntoView({ block: 'nearest' });
      if (inList) row?.focus();
    };
    const run: Readonly<Record<Action, () => void>> = {
      next: () => go(1),
      previous: () => go(-1),
      needy: () => void desk.next(),
      join: () => {
        const chat = desk.open.peek();
        const call = desk.calls.current.peek()[0];
        if (chat?.state.peek().can.accept) void chat.join();
        else if (call) void desk.calls.accept(call.conv).then((done) => done && router.go(call.conv));
      },
      decline: () => {
        const call = desk.calls.current.peek().find(({ conv }) => conv === desk.open.peek()?.id);
        const first = call ?? desk.calls.current.peek()[0];
        if (first) void desk.calls.decline(first.conv);
      },
      transfer: () => {
        const chat = desk.open.peek();
        if (chat?.state.peek().can.transfer) chat.sheet.value = 'transfer';
      },
      escalate: () => {
        const chat = desk.open.peek();
        if (!desk.isLead && chat?.state.peek().can.escalate) void chat.acts.escalate();
      },
      reply: () => {
        desk.open.peek()?.setMode('reply');
        focusOn('message');
      },
      note: () => {
        desk.open.peek()?.setMode('note');
        focusOn('message');
      },
      end: () => {
        const chat = desk.open.peek();
        if (chat?.state.peek().can.close) chat.askToEnd(() => desk.ending.begin(chat.id, chat.name.peek()));
      },
      undo: () => desk.ending.undo(),
      details: () => {
        const { conv, about } = router.route.peek();
        if (conv !== null) router.go(conv, { about: !about, replace: true });
      },
      help: openHelp,
      go: () => {
        going = Date.now();
      },
      'outcome yes': () => desk.ending.choose('yes'),
      'outcome partly': () => desk.ending.choose('partly'),
      'outcome no': () => desk.ending.choose('no'),
      'outcome unknown': () => desk.ending.choose('unknown'),
      'guess none': () => void desk.guessing.give(null),
      'guess 1': () => void desk.guessing.give(1),
      'guess 2': () => void desk.guessing.give(2),
      'guess 3': () => void desk.guessing.give(3),
      'guess 4': () => void desk.guessing.give(4),
      'guess 5': () => void desk.guessing.give(5),
      'place inbox': () => router.go(null),
      'place live': () => desk.isLead && router.visit('live'),
      leave: () => {
        const { place, part, conv, about } = router.route.peek();
        if (place === 'live' && part !== null) return router.visit('live');
        if (conv !== null && about) router.go(conv, { replace: true });
        focusOn(conv === null ? 'list' : 'conversation');
      },
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const target = event.composedPath()[0];
      const action = actionOf(event, {
        typing: target instanceof HTMLElement && isField(target),
        dialog: document.querySelector('dialog[open], [popover]:popover-open') !== null,
        singleKeys: preferences.singleKeys.peek(),
        ending: desk.ending.current.peek() !== null,
        guessing: desk.guessing.current.peek() !== null,
        going: Date.now() - going < goWithinMs,
      });
      going = 0;
      if (action === null) return;
      event.preventDefault();
      run[action]();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [desk, openHelp, preferences, router]);
}

/** Radios and check boxes take no letters: keys work there. */
function isField(el: HTMLElement): boolean {
  if (el instanceof HTMLInputElement) return !['radio', 'checkbox', 'button'].includes(el.type);
  return el instanceof HTMLTextAreaElement || el instanceof HTMLSelectElement || el.isContentEditable;
}
