// What is known of ratings is loaded with the first of them, and nothing else waits for it.
import { expect, test, vi } from 'vitest';
import { createWorld, texts } from './test/world.ts';

test('[D5] a rating that cannot be read yet holds nothing up, and is there once it can', async () => {
  const { clock, relay, ...world } = createWorld();
  vi.doMock('./rating.ts', () => {
    throw new Error('the network is down');
  });
  const c = world.visitor(world.browser()).start({ message: 'one' });
  await clock.settle();
  void c.end();
  await clock.settle();
  await vi.dynamicImportSettled();
  await clock.settle();
  expect(c.state.getSnapshot()).toMatchObject({ phase: 'closed', rating: null, can: { rate: false } });
  expect(() => c.rate({ score: 4 })).toThrow(expect.objectContaining({ code: 'forbidden' }));
  relay.append(c.id, 'main', { k: 'message', a: 'agent-1', d: { text: 'two' } });
  await clock.settle();
  expect(texts(c)).toEqual(['one', 'two']);

  vi.doUnmock('./rating.ts');
  relay.append(c.id, 'rating', { k: 'shown', a: 'visitor-1', d: { n: 1 } });
  await clock.settle();
  await vi.dynamicImportSettled();
  await clock.settle();
  expect(c.state.getSnapshot()).toMatchObject({ rating: { session: 1, state: 'shown' }, can: { rate: true } });
});
