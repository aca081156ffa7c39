// Ending a chat waits five seconds, so that a slip can be taken back before the visitor sees anything, and one key says what came of it.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { ConvId, Resolved } from '@rapport/protocol';
import type { Agent } from '@rapport/sdk';
import type { Announce } from './announcer.ts';
import { isolate, words } from './words.ts';

export interface Ending {
  /** The chat that is about to end. */
  readonly current: ReadonlySignal<{ readonly conv: ConvId; readonly name: string } | null>;
  readonly problem: ReadonlySignal<string | null>;
  /** What the agent believes came of it; null: not said. */
  readonly outcome: ReadonlySignal<Resolved | null>;
  /** Said once more, it is taken back. */
  choose(outcome: Resolved): void;
  /** A chat that is already about to end is ended at once. */
  begin(conv: ConvId, name: string): void;
  undo(): void;
  /** While the pointer or the focus is on the bar, time stands still (WCAG 2.2.1). */
  hold(on: boolean): void;
  /** Ends at once what was about to end: the page is going. */
  flush(): void;
  dispose(): void;
}

export const undoMs = 5_000;

export type SetTimer = (ms: number, run: () => void) => () => void;

export function createEnding(agent: Agent, announce: Announce, setTimer: SetTimer): Ending {
  const current = signal<{ conv: ConvId; name: string } | null>(null);
  const problem = signal<string | null>(null);
  const outcome = signal<Resolved | null>(null);
  let cancel: (() => void) | null = null;

  const stopTimer = (): void => {
    cancel?.();
    cancel = null;
  };
  const drop = (said: string): void => {
    if (current.peek() === null) return;
    stopTimer();
    current.value = null;
    announce(said);
  };
  const flush = (): void => {
    const it = current.peek();
    if (it === null) return;
    stopTimer();
    current.value = null;
    const chat = agent.conversation(it.conv);
    const believed = outcome.peek();
    chat
      .end(believed === null ? {} : { outcome: believed })
      .catch((error: unknown) => {
        if ((error as { code?: unknown } | null)?.code === 'closed') return; // somebody else ended it: that is what was wanted
        problem.value = words.end.failed;
        announce(words.end.failed, true);
      })
      .finally(() => chat.dispose());
  };
  const off = agent.on('message', ({ conversation }) => {
    const it = current.peek();
    if (it?.conv === conversation) drop(words.end.wroteAgain(isolate(it.name)));
  });

  return {
    current,
    problem,
    outcome,
    choose(next) {
      if (current.peek() === null) return;
      outcome.value = outcome.peek() === next ? null : next;
    },
    begin(conv, name) {
      flush();
      problem.value = null;
      outcome.value = null;
      current.value = { conv, name };
      announce(words.end.soon(isolate(name)));
      cancel = setTimer(undoMs, flush);
    },
    undo: () => drop(words.end.undone),
    hold(on) {
      if (current.peek() === null) return;
      stopTimer();
      if (!on) cancel = setTimer(undoMs, flush);
    },
    flush,
    dispose() {
      off();
      flush();
    },
  };
}
