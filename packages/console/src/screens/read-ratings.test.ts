import { afterEach, expect, test, vi } from 'vitest';
import { conversation, createFakeAgent, emptyInbox, event, me, rated, row, timeline } from '../test/fake-agent.ts';
import { refusal } from '../test/fake-api.ts';
import { openStage, type Stage } from '../test/stage.ts';

let stage: Stage;
afterEach(() => {
  stage.close();
  vi.restoreAllMocks();
});

const t = Date.now() - 60_000;
const over = {
  phase: 'closed',
  closedAt: t,
  rating: { session: 1, state: 'rated', until: null, given: { score: 1 } },
} as const;
const call = vi.fn(async (): Promise<unknown> => null);
const told = (): unknown[][] => call.mock.calls.filter((it: unknown[]) => it[1] === '/v1/ratings/read');
const front = (is: boolean): void => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(is ? 'visible' : 'hidden');
};
const turn = (is: boolean): Promise<void> =>
  stage.now(() => {
    front(is);
    document.dispatchEvent(new Event('visibilitychange'));
  });
const rate = (score: 1 | 2): Promise<void> =>
  stage.now(() => {
    stage.fake.chat('c1').ratings.set({ 1: rated(t, { score }) });
    stage.fake.emit('rated', { conversation: 'c1', session: 1, rating: { score } });
  });
const mark = (): string | null => stage.root.querySelector('#row-c1 .score')?.textContent ?? null;

async function open(hash = '#/inbox/c1'): Promise<void> {
  call.mockClear();
  stage = await openStage({
    hash,
    api: { call: call as never },
    fake: createFakeAgent({ ...emptyInbox, ended: [row('c1', 'Ana', 'Bye', over)] }),
  });
  await stage.now(() => {
    stage.fake.chat('c1').state.set(conversation('c1', over));
    stage.fake.chat('c1').timeline.set(timeline([event(1, 'closed', me.id, t, { n: 1, by: 'agent' })]));
  });
}

test('a rating that comes into view is noted as read, once, however often it is looked at and changed', async () => {
  front(true);
  await open();
  await rate(1);
  expect(told()).toEqual([['POST', '/v1/ratings/read', { conv: 'c1', n: 1 }]]);
  await rate(2);
  await turn(false);
  await turn(true);
  await stage.now(() => {
    location.hash = '#/inbox';
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  });
  await stage.now(() => {
    location.hash = '#/inbox/c1';
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  });
  expect(told()).toHaveLength(1);
});

test('what is out of view, or behind another tab, is not read until it is seen', async () => {
  front(false);
  await open();
  stage.view.show(false);
  await rate(1);
  await turn(true);
  expect(told()).toEqual([]);
  await turn(false);
  await stage.now(() => stage.view.show(true));
  expect(told()).toEqual([]);
  await turn(true);
  expect(told()).toHaveLength(1);
});

test('that it was read is told again if it could not be told', async () => {
  front(true);
  await open();
  call.mockRejectedValueOnce(refusal({ code: 'unreachable', status: 0 }));
  await rate(1);
  await turn(false);
  await turn(true);
  expect(told()).toHaveLength(2);
  await turn(true);
  expect(told()).toHaveLength(2);
});

test('a rating that came in is marked as new in the list until somebody has seen it', async () => {
  front(true);
  await open('#/inbox');
  expect(mark()).toBe(', Rated: Very dissatisfied');
  await rate(1);
  expect(mark()).toBe(', Rated: Very dissatisfied, new');
  expect(told()).toEqual([]);
  await stage.now(() => {
    location.hash = '#/inbox/c1';
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  });
  expect(mark()).toBe(', Rated: Very dissatisfied');
  expect(told()).toHaveLength(1);
  await rate(2);
  expect(mark()).toBe(', Rated: Very dissatisfied');
});
