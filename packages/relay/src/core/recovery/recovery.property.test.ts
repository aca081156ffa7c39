// RATINGS R4: whatever visitors say and change their minds about, and wherever the relay is started again, each unhappy session has
// one case, and a content one has none.
import type { Rating } from '@rapport/protocol';
import { recoveryTriggers } from '@rapport/ratings';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemoryStore } from '../../store/memory-store.ts';
import { createFakeClock } from '../../test/fake-clock.ts';
import { quiet, set, unhappy } from '../../test/unhappy.ts';
import { chat, createWorld } from '../../test/world.ts';
import { standsAfterMs } from './signs.ts';

interface Said {
  readonly rating: Rating;
  /** Until he says something else. */
  readonly forMs: number;
}

const said: fc.Arbitrary<Said> = fc.record({
  rating: fc.record(
    {
      score: fc.constantFrom<Rating['score'][]>(1, 2, 3, 4, 5),
      resolved: fc.constantFrom('yes', 'partly', 'no', 'unknown'),
      contact: fc.record({ wish: fc.boolean() }),
    },
    { requiredKeys: ['score'] },
  ),
  forMs: fc.constantFrom(0, 1, standsAfterMs - 1, standsAfterMs, 2 * standsAfterMs),
});

/** F20, of what stood long enough: the last word does, in the end. */
const isUnhappy = (words: readonly Said[], complains: boolean): boolean =>
  words.some(({ rating: { score, resolved, contact }, forMs }, i) => {
    const stood = forMs >= standsAfterMs || i === words.length - 1;
    const signs = { score, resolved: resolved ?? null, contactWanted: contact?.wish ?? false };
    return stood && recoveryTriggers({ ...signs, complaint: false, promiseBroken: false }).length > 0;
  }) || complains;

test('[F20] each unhappy session has one case, over a restart at any moment', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(said, { maxLength: 4 }),
      fc.boolean(),
      fc.constantFrom(0, 1, standsAfterMs - 1, standsAfterMs),
      async (words, complains, runsForMs) => {
        const [store, clock] = [createMemoryStore(), createFakeClock()];
        const world = await createWorld({ store, clock, limits: quiet });
        await set(world, { guess: 0, promise: false });
        const { visitor, agent } = await chat(world);
        await agent.ask('conv1', 'message', { text: 'No.' });
        await agent.ask('conv1', 'close', {});
        const u = unhappy(world, visitor, agent);
        for (const { rating, forMs } of words) {
          await u.rate(rating);
          await clock.pass(forMs);
        }
        if (complains) await visitor.ask('conv1', 'complain', {});
        await clock.pass(runsForMs);
        await world.relay.stop({ budgetMs: 0 });
        const again = await createWorld({ store, clock, limits: quiet });
        await clock.pass(standsAfterMs);
        expect((await store.casesOf('conv1')).length).toBe(isUnhappy(words, complains) ? 1 : 0);
        await again.relay.stop({ budgetMs: 0 });
      },
    ),
    { numRuns: 60 },
  );
});
