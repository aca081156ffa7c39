import { expect, test } from 'vitest';
import { createDrafts } from './drafts.ts';
import { browserKeep, memoryKeep } from './storage.ts';

test('[UX103] a reply and a note of one conversation are two drafts', () => {
  const drafts = createDrafts(memoryKeep());
  drafts.set('c1', 'reply', 'Hello');
  drafts.set('c1', 'note', 'difficult');
  drafts.set('c2', 'reply', 'Bye');
  expect([
    drafts.get('c1', 'reply'),
    drafts.get('c1', 'note'),
    drafts.get('c2', 'reply'),
    drafts.get('c2', 'note'),
  ]).toEqual(['Hello', 'difficult', 'Bye', '']);
});

test('drafts survive a reload of the tab', () => {
  createDrafts(browserKeep('tab')).set('c1', 'reply', 'half a sentence');
  expect(createDrafts(browserKeep('tab')).get('c1', 'reply')).toBe('half a sentence');
  expect(Object.keys(sessionStorage)).toEqual(['rapport:draft:reply:c1']);
  createDrafts(browserKeep('tab')).set('c1', 'reply', '');
  expect(sessionStorage.length).toBe(0);
});

test('signing out leaves no draft and nothing else gone', () => {
  const keep = memoryKeep();
  const drafts = createDrafts(keep);
  keep.set('rapport:theme', 'dark');
  drafts.set('c1', 'reply', 'x');
  drafts.set('c2', 'note', 'y');
  drafts.clear();
  expect(keep.keys('rapport:')).toEqual(['rapport:theme']);
});

test('a full storage still keeps what is written, for this tab', () => {
  const keep = browserKeep('device');
  const set = Storage.prototype.setItem;
  Storage.prototype.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  keep.set('k', 'v');
  Storage.prototype.setItem = set;
  expect(keep.get('k')).toBe('v');
  keep.set('k', null);
  expect(keep.get('k')).toBeNull();
});
