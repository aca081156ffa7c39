// What stands in the place of the survey once it is answered: by when somebody gets in touch, if that can be promised.
import type { RatingView } from '@rapport/sdk';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFakeConversation, visitorId } from '../../test/fake-visitor.ts';
import { type OpenPanel, offered, openPanel } from '../../test/open-panel.ts';

const hour = 3_600_000;
let p: OpenPanel;

beforeEach(async () => {
  p = await openPanel();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

async function answered(wish: boolean, view: Partial<RatingView> = {}): Promise<string> {
  const made = createFakeConversation(p.visitor.calls);
  const until = new Date(2026, 10, 24, 13, 5).getTime();
  vi.setSystemTime(until - 23 * hour);
  made.state.set({
    ...made.state.getSnapshot(),
    phase: 'closed',
    visitor: visitorId,
    closedAt: until - 24 * hour,
    rating: { ...offered, state: 'rated', until, given: { score: 1, contact: { wish } }, ...view },
  });
  p.visitor.current.set(made);
  await p.drawn();
  await vi.dynamicImportSettled();
  await p.drawn();
  return p.find('.rate')?.textContent?.replace(/\s/g, ' ') ?? '';
}

test('who wishes to be contacted is told by when, later than the staff’s own clock', async () => {
  expect(await answered(true)).toMatch(/Someone will contact you by Tuesday.* 2:05 PM\./);
});

test('nothing is promised to who did not wish it, nor while nobody is on duty', async () => {
  const promise = /will contact you/;
  expect(await answered(false)).toMatch(/You can change your answer until/);
  expect(await answered(false)).not.toMatch(promise);
  p.visitor.here.set({ n: 0, names: [] });
  expect(await answered(true)).not.toMatch(promise);
  p.visitor.here.set({ n: 1, names: ['Maria'], open: 0 });
  expect(await answered(true)).not.toMatch(promise);
});
