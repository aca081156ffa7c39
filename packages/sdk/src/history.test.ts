import { expect, test, vi } from 'vitest';
import { createWorld } from './test/world.ts';

test('history that cannot be loaded is refused visibly, as a question is, and can be asked for again', async () => {
  const { clock, relay, ...world } = createWorld();
  const v = world.visitor(world.browser());
  const c = v.start({ message: 'one' });
  await clock.settle();
  vi.doMock('./history.ts', () => {
    throw new Error('the network is down');
  });
  await expect(c.older()).rejects.toMatchObject({ code: 'unavailable', retryable: true });
  expect(c.timeline.getSnapshot().loadingOlder).toBe(false);
  await expect(c.events()[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'unavailable' });
  vi.doUnmock('./history.ts');
  expect(await c.older()).toEqual({ done: true });
});
