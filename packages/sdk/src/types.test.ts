// What must not compile: the compiler is the judge of this file, and nothing of it runs.
import { expect, test } from 'vitest';
import type { Agent, ChatErrorLike, Item, Platform, Status, VisitorConversation } from './index.ts';
import { createAgent, createVisitor } from './index.ts';

/** Never called: only its types count. */
export function misuse(c: VisitorConversation, agent: Agent, status: Status, item: Item, error: ChatErrorLike): void {
  // @ts-expect-error 6 is not a score
  c.rate({ score: 6 });
  // @ts-expect-error a rating has a score
  c.rate({ comment: 'good' });
  // @ts-expect-error only known reasons
  c.rate({ score: 1, reasons: ['weather'] });
  // @ts-expect-error a visitor writes no notes
  c.note('psst');
  // @ts-expect-error an agent does not rate
  agent.conversation('c').rate({ score: 5 });
  // @ts-expect-error a visitor belongs to a site
  createVisitor({ url: 'wss://x' });
  // @ts-expect-error an agent needs credentials
  createAgent({ url: 'wss://x' });
  // @ts-expect-error away is not offline
  void agent.setPresence('offline');
  // @ts-expect-error there is an error only when it has stopped
  void status.error;
  // @ts-expect-error an event is no message
  void item.message;
  // @ts-expect-error snapshots are not written to
  c.timeline.getSnapshot().items.push(item);
  // @ts-expect-error no such event
  agent.on('wating', () => {});
  // @ts-expect-error a platform's parts are replaced by parts
  const platform: Partial<Platform> = { now: '12' };
  // Codes are open: an unknown one is allowed, a known one is offered.
  if (error.code === 'taken' || error.code === 'from the future') void platform;
}

test('misuse does not compile', () => {
  expect(misuse.length).toBe(5);
});
