// The blind guess: how the agent thinks a visitor would rate the chat that has just ended, before he sees what the visitor said (F11).
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ActorId, ConvId, Score } from '@rapport/protocol';
import type { Agent, Inbox } from '@rapport/sdk';
import type { Announce } from './announcer.ts';
import { deskWords } from './desk-words.ts';
import { visitorName } from './inbox.ts';

export interface Guessing {
  /** The chat that he is asked about; the one that ended last. */
  readonly current: ReadonlySignal<{ readonly conv: ConvId; readonly n: number; readonly name: string } | null>;
  readonly problem: ReadonlySignal<string | null>;
  /** null: he would rather not say. */
  give(score: Score | null): Promise<void>;
}

export interface GuessingNeeds {
  readonly agent: Agent;
  readonly me: ActorId;
  readonly inbox: ReadonlySignal<Inbox>;
  readonly announce: Announce;
  readonly now: () => number;
}

export function createGuessing({ agent, me, inbox, announce, now }: GuessingNeeds): Guessing {
  /** Said, or too late: by conversation and session. */
  const done = signal<ReadonlySet<string>>(new Set());
  const problem = signal<string | null>(null);
  const current = computed(() => {
    for (const { id, state, visitor } of inbox.value.ended) {
      const { guess } = state;
      if (guess?.of !== me || guess.until <= now() || done.value.has(`${id} ${guess.n}`)) continue;
      return { conv: id, n: guess.n, name: visitorName(visitor, state.visitor) };
    }
    return null;
  });
  return {
    current,
    problem,
    async give(score) {
      const it = current.peek();
      if (it === null) return;
      const chat = agent.conversation(it.conv);
      problem.value = null;
      try {
        await chat.guess(it.n, score);
        announce(score === null ? deskWords.guess.declined : deskWords.guess.thanks);
      } catch (error) {
        // Too late, or said already, on another device: there is nothing more to ask.
        if ((error as { code?: unknown } | null)?.code !== 'conflict') {
          problem.value = deskWords.guess.failed;
          announce(deskWords.guess.failed, true);
          return;
        }
      } finally {
        chat.dispose();
      }
      done.value = new Set([...done.peek(), `${it.conv} ${it.n}`]);
    },
  };
}
