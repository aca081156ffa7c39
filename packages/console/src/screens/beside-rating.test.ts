import type { RatingState } from '@rapport/protocol';
import { afterEach, expect, test, vi } from 'vitest';
import { conversation, createFakeAgent, emptyInbox, event, me, rated, row, timeline } from '../test/fake-agent.ts';
import { openStage, type Stage } from '../test/stage.ts';

let stage: Stage;
afterEach(() => stage.close());

const t = Date.now() - 60_000;
const over = { phase: 'closed', closedAt: t } as const;
const plain = (of: string): string => (stage.root.querySelector(of)?.textContent ?? '').replace(/[\u2068\u2069]/g, '');
const given = { session: 1, state: 'rated', given: { score: 1 }, until: null } as const;

async function open(state: object = {}, ratings: Readonly<Record<number, RatingState>> = {}): Promise<void> {
  stage = await openStage({
    hash: '#/inbox/c1',
    fake: createFakeAgent({ ...emptyInbox, ended: [row('c1', 'Ana', 'Bye', { ...over, rating: given, ...state })] }),
  });
  await stage.now(() => stage.fake.chat('c1').ratings.set(ratings));
}

test('[F11] while a guess stands out, the pane says when the rating is shown, and after it both stand together', async () => {
  const ended = { rating: null, guess: { n: 1, of: me.id, until: t + 86_400_000 } };
  await open(ended);
  expect(plain('.about')).toContain('Shown after your guess');
  expect(plain('.about')).not.toContain('Not rated');
  await stage.now(() => {
    const chat = stage.fake.chat('c1');
    chat.state.set(conversation('c1', over));
    chat.ratings.set({ 1: rated(t, { score: 2 }) });
    chat.timeline.set(
      timeline([
        event(1, 'closed', me.id, t, { n: 1, by: 'agent' }),
        event(1, 'guessed', 'agent-mia', t, { n: 1, score: 1 }),
        event(2, 'guessed', me.id, t, { n: 1, score: 4 }),
      ]),
    );
  });
  expect(plain('.about')).not.toContain('Shown after your guess');
  expect(plain('.about')).toContain('You thought: Satisfied');
  expect(plain('.rating')).toContain('DissatisfiedYou thought: Satisfied');
});

test('how it was handled stands beside the first score, and the session of the writing about it is not said to be unasked', async () => {
  const excused: RatingState = { state: 'ineligible', why: 'no_visitor_message', until: 0, rev: 0, at: t };
  await open({}, { 1: { ...rated(t, { score: 1 }), second: { until: t, score: 4 } }, 2: excused });
  expect(plain('.about')).toContain('Asked how it was handled: Satisfied');
  expect(plain('.about')).not.toContain('Not asked');
  await stage.now(() => stage.fake.chat('c1').ratings.set({ 1: rated(t, { score: 1 }), 2: excused }));
  expect(plain('.about')).toContain('Not asked');
});

test('a rating that two have left out says so in the list, in the chat and beside it, and the footer counts anew', async () => {
  const api = { csat: vi.fn(async () => ({ n: 0 }) as never) };
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  stage = await openStage({
    hash: '#/inbox/c1',
    api,
    fake: createFakeAgent({ ...emptyInbox, ended: [row('c1', 'Ana', 'Bye', { ...over, rating: given })] }),
  });
  await stage.now(() => vi.advanceTimersByTime(1_000));
  const before = api.csat.mock.calls.length;
  const voids = { 1: { by: 'agent-mia', reason: 'A test', second: 'agent-eva' } };
  await stage.now(() => {
    stage.fake.inbox.set({ ...emptyInbox, ended: [row('c1', 'Ana', 'Bye', { ...over, rating: given, voids })] });
    const chat = stage.fake.chat('c1');
    chat.state.set(conversation('c1', { ...over, voids }));
    chat.ratings.set({ 1: rated(t, { score: 1 }) });
    chat.timeline.set(timeline([event(1, 'closed', me.id, t, { n: 1, by: 'agent' })]));
  });
  await stage.now(() => vi.advanceTimersByTime(1_000));
  expect(plain('#row-c1')).toContain('Very dissatisfied, left out');
  expect(plain('.rating')).toContain('Left out of all figures');
  expect(plain('.about')).toContain('Left out of all figures');
  expect(api.csat.mock.calls.length).toBe(before + 1);
});
