import type { RatingView } from '@rapport/sdk';
import { expect, test } from 'vitest';
import { ratingStep } from './rating-step.ts';

const rating = (part: Partial<RatingView>): RatingView => ({
  session: 1,
  state: 'offered',
  given: null,
  until: 1,
  ...part,
});
const given = { score: 4 } as const;

test.each([
  ['none', null, 'none'],
  ['none', rating({ state: 'superseded' }), 'none'],
  ['ask', rating({}), 'none'],
  ['none', rating({ until: null }), 'none'],
  ['skipped', rating({}), 'skipped'],
  ['skipped', rating({ state: 'dismissed' }), 'none'],
  ['ask', rating({ state: 'dismissed' }), 'editing'],
  ['ask', rating({ state: 'saving', given }), 'editing'],
  ['ask', rating({ state: 'rated', given }), 'editing'],
  ['thanks', rating({ state: 'rated', given }), 'done'],
  ['thanks', rating({ state: 'rated', given }), 'none'],
  ['thanks', rating({ state: 'saving', given }), 'done'],
  ['thanks', rating({ state: 'failed', given }), 'done'],
  ['locked', rating({ state: 'rated', given, until: null }), 'none'],
  ['locked', rating({ state: 'rated', given, until: null }), 'editing'],
] as const)('[R4 R6] the rating card: %s', (step, view, touch) => {
  expect(ratingStep(view, touch)).toBe(step);
});
