import { expect, test } from 'vitest';
import { Inbox } from './inbox.ts';

function setting(most = 2, mostBytes = 100) {
  const happened: string[] = [];
  const inbox: Inbox = new Inbox(
    {
      handle: (text) => {
        happened.push(text);
        inbox.begin();
      },
      pause: () => void happened.push('pause'),
      resume: () => void happened.push('resume'),
      overflow: () => void happened.push('overflow'),
    },
    most,
    mostBytes,
  );
  return { inbox, happened };
}

test('[L6] what waits is begun in order of arrival, and the socket is not read meanwhile', () => {
  const { inbox, happened } = setting();
  inbox.release();
  for (const text of ['a', 'b', 'c', 'd']) inbox.accept(text);
  expect(happened).toEqual(['a', 'b', 'pause']);
  inbox.end();
  inbox.accept('e');
  expect(happened).toEqual(['a', 'b', 'pause', 'c']);
  for (let i = 0; i < 5; i += 1) inbox.end();
  expect(happened).toEqual(['a', 'b', 'pause', 'c', 'd', 'e', 'resume']);
});

test('[H5] nothing is begun before the release', () => {
  const { inbox, happened } = setting();
  inbox.accept('a');
  expect(happened).toEqual(['pause']);
  inbox.release();
  expect(happened).toEqual(['pause', 'a', 'resume']);
});

test('[B5] what has been read already is bounded too', () => {
  const { inbox, happened } = setting(1, 10);
  inbox.release();
  for (const text of ['a', '123456', '123456']) inbox.accept(text);
  expect(happened.at(-1)).toBe('overflow');
});

test('[B6] ten thousand frames that are settled at once do not pile up on the stack', () => {
  let handled = 0;
  const inbox: Inbox = new Inbox(
    {
      handle: () => {
        handled += 1;
        inbox.begin();
        inbox.end();
      },
      pause: () => {},
      resume: () => {},
      overflow: () => {},
    },
    1,
    1e9,
  );
  for (let i = 0; i < 10_000; i += 1) inbox.accept('x');
  inbox.release();
  expect(handled).toBe(10_000);
});
