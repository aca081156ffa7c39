import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { Section } from './inbox.ts';
import { changeOf, createStillList, inPlace } from './still-list.ts';
import { row } from './test/fake-agent.ts';

const list = (waiting: string[], mine: string[] = []): Section[] => [
  { key: 'waiting', rows: waiting.map((id) => row(id, id, 'hi')) },
  { key: 'mine', rows: mine.map((id) => row(id, id, 'hi')) },
];
const ids = (sections: readonly Section[]): string => sections.map(({ rows }) => rows.map(({ id }) => id)).join(' | ');

function held(first: Section[]) {
  const live = signal<readonly Section[]>(first);
  const timers: (() => void)[] = [];
  const still = createStillList(live, (_, run) => {
    timers.push(run);
    return () => timers.splice(timers.indexOf(run), 1);
  });
  return { live, timers, still };
}

test('rows keep their places and show what they hold by now; what is gone is gone', () => {
  const now = list(['b', 'new'], ['a']);
  expect(ids(inPlace(list(['a', 'b', 'gone']), now))).toBe('a,b | ');
  expect(inPlace(list(['a']), now)[0]?.rows[0]).toBe(now[1]?.rows[0]);
});

test('new rows are counted, and those that moved are told', () => {
  expect(changeOf(list(['a', 'b']), list(['a', 'b']))).toBeNull();
  expect(changeOf(list(['a']), list(['a', 'b', 'c']))).toEqual({ fresh: 2, moved: false });
  expect(changeOf(list(['a', 'b']), list(['b', 'a']))).toEqual({ fresh: 0, moved: true });
  // The same order, in another section.
  expect(changeOf(list(['a', 'b']), list(['a'], ['b']))).toEqual({ fresh: 0, moved: true });
  expect(changeOf(list(['a', 'gone']), list(['a']))).toBeNull();
});

test('nothing moves while it is held, and all of it a second after', () => {
  const { live, timers, still } = held(list(['a']));
  live.value = list(['b', 'a']);
  expect(ids(still.shown.value)).toBe('b,a | ');
  still.hold();
  live.value = list(['c', 'b'], ['a']);
  expect(ids(still.shown.value)).toBe('b,a | ');
  expect(still.change.value).toEqual({ fresh: 1, moved: true });
  still.release();
  expect(ids(still.shown.value)).toBe('b,a | ');
  timers[0]?.();
  expect(ids(still.shown.value)).toBe('c,b | a');
  expect(still.change.value).toBeNull();
});

test('who comes back within the second finds it as it was', () => {
  const { live, timers, still } = held(list(['a']));
  still.hold();
  live.value = list(['b', 'a']);
  still.release();
  still.hold();
  expect(timers).toEqual([]);
  expect(ids(still.shown.value)).toBe('a | ');
});

test('asked for, the new order is shown at once, and stands still again', () => {
  const { live, still } = held(list(['a']));
  still.hold();
  live.value = list(['b', 'a']);
  still.apply();
  expect(ids(still.shown.value)).toBe('b,a | ');
  live.value = list(['c', 'b', 'a']);
  expect(ids(still.shown.value)).toBe('b,a | ');
});
