import type { RatingView, Status, VisitorState } from '@rapport/sdk';
import { expect, test } from 'vitest';
import { createFakeConversation } from '../test/fake-visitor.ts';
import { bannerOf, screenOf } from './view.ts';

const hour = 3_600_000;
const state = (part: Partial<VisitorState>): VisitorState => ({
  ...createFakeConversation().state.getSnapshot(),
  ...part,
});
const rating = (part: Partial<RatingView>): RatingView => ({
  session: 1,
  state: 'offered',
  given: null,
  until: 1,
  ...part,
});

test.each([
  ['home', null],
  ['waiting', state({ phase: 'draft' })],
  ['waiting', state({ phase: 'queued' })],
  ['active', state({ phase: 'active' })],
  ['waiting', state({ phase: 'a phase of tomorrow' })],
  ['ended', state({ phase: 'closed', closedAt: 100 * hour })],
  ['ended', state({ phase: 'closed', closedAt: 76.1 * hour })],
  ['home', state({ phase: 'closed', closedAt: 75.9 * hour })],
  ['ended', state({ phase: 'closed', closedAt: 75.9 * hour, rating: rating({}) })],
  ['home', state({ phase: 'closed', closedAt: 75.9 * hour, rating: rating({ until: null }) })],
] as const)('%s', (screen, given) => {
  expect(screenOf(given, 100 * hour)).toBe(screen);
});

const lost: Status = { phase: 'waiting', attempt: 3, retryAt: 0, lost: true };

test('the connection is spoken of when it is lost for long, and by its name later', () => {
  expect(bannerOf({ phase: 'online', since: 0, catchingUp: true }, 0, true)).toBe('none');
  expect(bannerOf({ phase: 'idle' }, 0, true)).toBe('none');
  expect(bannerOf({ ...lost, lost: false }, 3_000, true)).toBe('none');
  expect(bannerOf({ phase: 'online', since: 0, catchingUp: false }, 0, false)).toBe('offline');
  expect(bannerOf(lost, 0, true)).toBe('lost');
  expect(bannerOf(lost, 15_999, true)).toBe('lost');
  expect(bannerOf(lost, 16_000, true)).toBe('offline');
  expect(bannerOf(lost, 0, false)).toBe('offline');
  expect(bannerOf({ phase: 'stopped', error: { code: 'banned', message: '', retryable: false } }, 0, true)).toBe(
    'stopped',
  );
});
