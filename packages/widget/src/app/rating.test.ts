// The rating card in its panel: when it saves, and what it says of it.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type OpenPanel, offered, openPanel } from '../test/open-panel.ts';
import { en } from '../words/survey/en.ts';
import { settleMs } from './rating-form.ts';

let p: OpenPanel;
beforeEach(async () => {
  p = await openPanel();
});
afterEach(() => void vi.useRealTimers());

test('[UX22][R1] the end brings five worded options, and no focus moves', async () => {
  await p.began();
  await p.joined();
  p.find('.cmp textarea').focus();
  await p.ended();
  expect(p.find('.sc').getAttribute('role')).toBe('radiogroup');
  expect(p.all('.sc label').map((el) => el.textContent)).toEqual([...en['survey.scores']]);
  expect(p.all('.sc :checked')).toEqual([]);
  expect(p.shell.root.activeElement).toBe(p.find('.cmp textarea'));
  expect(p.shell.told).toContainEqual(['ended', { session: 1 }]);
});

test('writing on goes to the composer, though the survey has a field of its own above it', async () => {
  await p.began();
  await p.ended();
  await p.choose('Dissatisfied');
  await vi.advanceTimersByTimeAsync(settleMs);
  await p.change({ rating: { ...offered, state: 'rated', given: { score: 2 } } });
  expect(p.find('textarea')).not.toBe(p.find('.cmp textarea'));
  await p.write('One more thing');
  await p.press('Enter');
  expect(p.shell.root.activeElement).toBe(p.find('.cmp textarea'));
});

test('[R5] a choice is saved when it has stood, and called saved only when it is', async () => {
  await p.began();
  await p.ended();
  const rate = vi.spyOn(p.conv(), 'rate').mockImplementation((given) => {
    void p.change({ rating: { ...offered, state: 'saving', given } });
    return undefined as never;
  });
  await p.choose('Dissatisfied');
  await vi.advanceTimersByTimeAsync(settleMs - 1);
  expect(rate).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(rate).toHaveBeenCalledExactlyOnceWith({ score: 2, lang: 'en', afterMs: settleMs });
  expect(p.find('.rate').textContent).not.toContain('Saved.');
  expect(p.find('.rate').textContent).toContain('Not saved yet. We’ll keep trying.');
  await p.change({ rating: { ...offered, state: 'rated', given: { score: 2 } } });
  await vi.advanceTimersByTimeAsync(10);
  expect(p.find('.rate').textContent).toContain('Saved. You can still change it.');
  expect(p.said()).toContain('Saved.');
  expect(p.shell.told).toContainEqual(['rated', { score: 2 }]);
});

test('[R5] what is told after the score goes with Next, whole', async () => {
  await p.began();
  await p.ended();
  await p.choose('Very dissatisfied');
  p.button('Next').click();
  await p.drawn();
  expect(p.find('.rate').textContent).toContain('What went wrong?');
  expect(p.all('.chips label')).toHaveLength(10 + 4 + 2);
  await p.choose('Nothing was done');
  await p.choose('No');
  await p.choose('Yes, please');
  const words = p.find<HTMLTextAreaElement>('.lb textarea');
  words.value = 'Answer faster';
  words.dispatchEvent(new Event('input', { bubbles: true }));
  await p.drawn();
  expect(p.find<HTMLInputElement>('.lb input').value).toBe('ana@acme.example');
  p.button('Next').click();
  await p.drawn();
  expect(p.visitor.calls.filter(([name]) => name === 'rate').at(-1)).toEqual([
    'rate',
    {
      score: 1,
      reasons: ['reaction'],
      resolved: 'no',
      comment: 'Answer faster',
      contact: { wish: true, to: 'ana@acme.example' },
      lang: 'en',
      afterMs: 0,
    },
  ]);
  expect(p.find('.rate').textContent).toContain('Thank you. Your answer has been saved.');
  p.button('Change my answer').click();
  await p.drawn();
  expect(p.find<HTMLInputElement>('.sc :checked')).not.toBeNull();
});

test('[R6] skip puts it away, and it can still be given', async () => {
  await p.began();
  await p.ended();
  p.button('Skip').click();
  await p.drawn();
  expect(p.visitor.calls).toContainEqual(['dismiss']);
  expect(p.find('.rate').textContent).toContain('You can still rate your last chat.');
  p.button('Rate this chat').click();
  await p.drawn();
  expect(p.all('.sc label')).toHaveLength(5);
});

test('[UX99][R4] a rating that could not be saved says so, and is tried again when it is pressed', async () => {
  await p.began();
  await p.ended({ ...offered, state: 'failed', given: { score: 4 } });
  expect(p.find('.rate').textContent).toContain('Not saved.');
  p.button('Try again').click();
  expect(p.visitor.calls).toContainEqual(['rate', { score: 4 }]);
});

test('without an invitation nothing is asked', async () => {
  await p.began();
  await p.ended(null);
  expect(p.find('.rate')).toBeNull();
  expect(p.find('.cmp textarea')).not.toBeNull();
});
