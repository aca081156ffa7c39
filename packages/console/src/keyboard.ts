// Carries out what keys.ts says, on the desk. One listener on the document.
import { useEffect } from 'preact/hooks';
import type { Desk } from './desk.ts';
import { type Action, actionOf } from './keys.ts';
import { focusOn, useUi } from './ui.tsx';

export function useKeyboard(desk: Desk, openHelp: () => void): void {
  const { router, preferences } = useUi();
  useEffect(() => {
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
      join: () => {
        const chat = desk.open.peek();
        if (chat?.state.peek().can.accept) void chat.join();
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
        if (chat?.state.peek().can.close) desk.ending.begin(chat.id, chat.name.peek());
      },
      undo: () => desk.ending.undo(),
      details: () => {
        const { conv, about } = router.route.peek();
        if (conv !== null) router.go(conv, { about: !about, replace: true });
      },
      help: openHelp,
      leave: () => {
        const { conv, about } = router.route.peek();
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
      });
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
