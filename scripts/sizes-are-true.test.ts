import { expect, test } from 'vitest';
import { untrue } from './sizes-are-true.ts';

test('a size that is missing from the README, or another, is found', () => {
  const budgets = [{ name: 'the loader', limit: '1.95 kB' }];
  expect(untrue('| the loader | 1.95 kB brotli |', budgets)).toEqual([]);
  expect(untrue('| the loader | 1.9 kB brotli |', budgets)).toEqual([
    'README.md says another size of "the loader" than 1.95 kB.',
  ]);
  expect(untrue('', budgets)).toEqual(['README.md does not say how big "the loader" may be (1.95 kB).']);
});
