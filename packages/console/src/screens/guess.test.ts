import { afterEach, expect, test, vi } from 'vitest';
import { createFakeAgent, emptyInbox, me, row } from '../test/fake-agent.ts';
import { openStage, type Stage } from '../test/stage.ts';

let stage: Stage;
afterEach(() => stage.close());

const t = Date.now() - 60_000;
const ended = (over: object = {}) =>
  row('c1', 'Ana', 'Thanks', {
    phase: 'closed',
    closedAt: t,
    guess: { n: 1, of: me.id, until: t + 86_400_000 },
    ...over,
  });
const card = (): Element | null => stage.root.querySelector('[aria-label="Your guess"]');
const open = async (over: object = {}): Promise<void> => {
  stage = await openStage({ fake: createFakeAgent({ ...emptyInbox, ended: [ended(over)] }) });
};

test('[F11] whoever had the chat is asked how its visitor would rate it, and one key says it', async () => {
  await open();
  expect(card()?.textContent?.replace(/[\u2068\u2069]/g, '')).toMatch(
    /^How do you think Ana would rate this chat\?Very dissatisfied.*Very satisfied 5I’d rather not say 0/,
  );
  await stage.press('4', {}, document.body);
  expect(stage.fake.asked).toContain('guess c1 1 4');
  expect(card()).toBeNull();
  await vi.waitFor(() => expect(stage.said()).toContain('Thank you. Your guess is kept.'));
});

test('[F11] he may rather not say', async () => {
  await open();
  await stage.press('0', {}, document.body);
  expect(stage.fake.asked).toContain('guess c1 1 null');
  expect(card()).toBeNull();
});

test('[F11] nobody else is asked, and nobody after the time', async () => {
  await open({ guess: { n: 1, of: 'agent-mia', until: t + 86_400_000 } });
  expect(card()).toBeNull();
  stage.close();
  await open({ guess: { n: 1, of: me.id, until: t } });
  expect(card()).toBeNull();
  await stage.press('4', {}, document.body);
  expect(stage.fake.asked.some((it) => it.startsWith('guess'))).toBe(false);
});

test('a guess that could not be sent is asked for again; one that comes too late is not', async () => {
  await open();
  stage.fake.refuse.set('guess', { code: 'timeout' });
  await stage.press('4', {}, document.body);
  expect(card()?.textContent).toContain('could not be sent');
  stage.fake.refuse.set('guess', { code: 'conflict', details: { why: 'late' } });
  await stage.press('4', {}, document.body);
  expect(card()).toBeNull();
});
