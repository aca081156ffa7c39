// The survey in its panel: when the question is told to be in view, what comes back and what does not, and what is asked beside the score.
import type { RatingView, SecondView } from '@rapport/sdk';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFakeConversation, visitorId } from '../../test/fake-visitor.ts';
import { type OpenPanel, offered, openPanel } from '../../test/open-panel.ts';
import { en } from '../../words/survey/en.ts';
import { settleMs } from '../rating-form.ts';
import { shownReasons } from './answers.ts';

const hour = 3_600_000;
let p: OpenPanel;

beforeEach(async () => {
  p = await openPanel();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const told = () => p.visitor.calls.filter(([name]) => name === 'shown');
const lastRating = () => p.visitor.calls.filter(([name]) => name === 'rate').at(-1)?.[1];
const names = (selector: string) => p.all(`${selector} label`).map((label) => label.textContent);
const text = () => p.find('.rate')?.textContent ?? '';
const loaded = async () => {
  await vi.dynamicImportSettled();
  await p.drawn();
};

/** Another page, later: a chat that ended `hours` ago is known from the beginning. */
async function visit(hours: number, rating: Partial<RatingView>): Promise<void> {
  const made = createFakeConversation(p.visitor.calls);
  made.state.set({
    ...made.state.getSnapshot(),
    phase: 'closed',
    visitor: visitorId,
    closedAt: Date.now() - hours * hour,
    rating: { ...offered, ...rating },
  });
  p.visitor.current.set(made);
  await p.drawn();
  await loaded();
}

async function scored(view: Partial<RatingView> = {}, label = 'Dissatisfied', score: 2 | 5 = 2): Promise<void> {
  await p.began();
  await p.ended({ ...offered, ...view });
  await p.choose(label);
  await vi.advanceTimersByTimeAsync(settleMs);
  await p.change({ rating: { ...offered, ...view, state: 'rated', given: { score } } });
}

test('the question is told to be in view when it is: not while the chat is closed, or its tab is hidden, and once', async () => {
  await p.began();
  p.shell.set(false);
  await p.ended();
  expect(told()).toEqual([]);
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  p.shell.set(true);
  await p.drawn();
  expect(told()).toEqual([]);
  hidden.mockReturnValue(false);
  document.dispatchEvent(new Event('visibilitychange'));
  await p.drawn();
  expect(told()).toEqual([['shown']]);
  await p.change({ rating: { ...offered, state: 'shown' } });
  p.shell.set(false);
  p.shell.set(true);
  await p.drawn();
  expect(told()).toEqual([['shown']]);
});

test('the time of the first save is counted from the question in view, and stays when the answer is changed', async () => {
  await p.began();
  p.shell.set(false);
  await p.ended();
  await vi.advanceTimersByTimeAsync(60_000);
  p.shell.set(true);
  await p.drawn();
  await vi.advanceTimersByTimeAsync(5_000);
  await p.choose('Satisfied');
  await vi.advanceTimersByTimeAsync(settleMs);
  expect(lastRating()).toEqual({ score: 4, lang: 'en', afterMs: 5_000 + settleMs });
  await vi.advanceTimersByTimeAsync(9_000);
  await p.choose('Very satisfied');
  await vi.advanceTimersByTimeAsync(settleMs);
  expect(lastRating()).toEqual({ score: 5, lang: 'en', afterMs: 5_000 + settleMs });
});

test('what was only seen comes back once, a day later, and says why; it stays while this visit lasts', async () => {
  await visit(25, { state: 'shown' });
  expect(text()).toContain('You can still rate your last chat.');
  expect(p.all('.sc label')).toHaveLength(5);
  expect(told()).toEqual([['shown', { again: true }]]);
  await p.change({ rating: { ...offered, state: 'shown', reminded: true } });
  expect(p.all('.sc label')).toHaveLength(5);
  expect(told()).toHaveLength(1);
});

test.each([
  ['was reminded of before', 30, { state: 'shown', reminded: true }],
  ['was skipped', 30, { state: 'dismissed' }],
] as const)('[R6] what %s is not brought up again', async (_, hours, rating) => {
  await visit(hours, rating);
  expect(p.find('.rate')).toBeNull();
  expect(p.find('.home')).not.toBeNull();
  expect(told()).toEqual([]);
});

test('what was never in view is asked for the first time, whenever that is', async () => {
  await visit(30, { state: 'offered' });
  expect(text()).not.toContain('You can still rate');
  expect(told()).toEqual([['shown']]);
});

test('a visit within the day reminds of nothing', async () => {
  await visit(23, { state: 'shown' });
  expect(p.all('.sc label')).toHaveLength(5);
  expect(told()).toEqual([]);
});

test('reasons stand in the order of the invitation; more of them are at hand without a way back', async () => {
  await scored({ seed: 4_711 });
  const words = (all: boolean) =>
    shownReasons(all, [], 4_711).map(
      (reason) => en['survey.negative'][shownReasons(true, []).indexOf(reason)] as string,
    );
  expect(names('.chips').slice(0, 10)).toEqual(words(false));
  p.button('More reasons').click();
  await p.drawn();
  expect(names('.chips').slice(0, 18)).toEqual(words(true));
  expect(p.shell.root.activeElement?.parentElement?.textContent).toBe(words(true)[8]);
});

test('another side of the scale asks anew why', async () => {
  await scored();
  await p.choose('Nothing was done');
  expect(p.all('.chips :checked')).toHaveLength(1);
  await p.choose('Very satisfied');
  expect(p.all('.chips :checked')).toEqual([]);
  expect(text()).toContain('What went well?');
});

test.each([
  ['expect', 'Compared with what you expected, this chat was…', [...en['survey.expects']], 'Much worse', -2],
  [
    'nps',
    'How likely are you to recommend us to a friend or colleague?',
    ['0, Not at all likely', ...'123456789', '10, Extremely likely'],
    '0, Not at all likely',
    0,
  ],
  [
    'ces',
    'You made it easy for me to handle my issue.',
    ['1, Strongly disagree', ...'23456', '7, Strongly agree'],
    '7, Strongly agree',
    7,
  ],
] as const)('[F5][F7][F8] the one more question: %s', async (extra, question, labels, label, value) => {
  await scored({ extra });
  const group = p.find('.more');
  expect(group.getAttribute('role')).toBe('radiogroup');
  expect(p.find(`#${group.getAttribute('aria-labelledby')}`).textContent).toBe(question);
  expect(names('.more')).toEqual(labels);
  await p.choose(label);
  p.button('Next').click();
  await p.drawn();
  expect(lastRating()).toMatchObject({ score: 2, [extra]: value });
});

test('[R3] a comment of 2,001 characters is not sent and not cut: it says that it is too long', async () => {
  await scored();
  const field = p.find('.lb textarea') as HTMLTextAreaElement;
  const write = async (length: number) => {
    field.value = 'x'.repeat(length);
    field.dispatchEvent(new Event('input'));
    await p.drawn();
  };
  const before = p.visitor.calls.length;
  await write(2_001);
  p.button('Next').click();
  await p.drawn();
  expect(p.visitor.calls).toHaveLength(before);
  expect(p.find('.fail').textContent).toBe('Too long: at most 2,000 characters.');
  expect(p.find('.fail').role).toBe('status');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(p.shell.root.activeElement).toBe(field);
  await write(2_000);
  expect(field.getAttribute('aria-invalid')).toBe('false');
  p.button('Next').click();
  await p.drawn();
  expect(lastRating()).toMatchObject({ score: 2, comment: 'x'.repeat(2_000) });
});

test('who was not drawn is asked nothing more', async () => {
  await scored();
  expect(p.find('.chips')).not.toBeNull();
  expect(p.find('.more')).toBeNull();
});

test('[R4] locked, the answer stands, and a sentence says so; complaining is still possible', async () => {
  await p.began();
  await p.ended({ ...offered, state: 'rated', given: { score: 1 }, until: null });
  expect(text()).toBe('How satisfied are you with this chat? Very dissatisfiedThis survey is closed.');
  expect(p.all('.rate input, .rate button')).toEqual([]);
  p.find('.menu').focus();
  p.find('.menu').click();
  await loaded();
  expect(p.button('Make a complaint')).toBeDefined();
});

test('[R4] a day after the first answer the chat shows it to who looks at it again, and that it is closed', async () => {
  await visit(25, { state: 'rated', given: { score: 4 }, until: null });
  expect(p.find('.rate')).toBeNull();
  p.button('Show your last chat').click();
  await p.drawn();
  await loaded();
  expect(text()).toBe('How satisfied are you with this chat? SatisfiedThis survey is closed.');
});

const second: SecondView = { session: 1, state: 'asked', given: null, until: 4e12 };
const handled: Partial<RatingView> = { state: 'rated', given: { score: 1 }, until: null };

test('after a recovery the same five words ask how it was handled; the answer is called saved when it is', async () => {
  await visit(40, { ...handled, second });
  expect(text()).toContain('How satisfied are you with how we handled this?');
  await p.choose('Satisfied');
  await vi.advanceTimersByTimeAsync(settleMs);
  expect(p.visitor.calls).toContainEqual(['rerate', 4]);
  expect(lastRating()).toBeUndefined();
  await p.change({ rating: { ...offered, ...handled, second: { ...second, state: 'saving', given: 4 } } });
  expect(text()).toBe('Not saved yet. We’ll keep trying.');
  await p.change({ rating: { ...offered, ...handled, second: { ...second, state: 'rated', given: 4 } } });
  await vi.advanceTimersByTimeAsync(10);
  expect(text()).toBe('Thank you. Your answer has been saved.');
  expect(p.said()).toContain('Thank you. Your answer has been saved.');
});

test('a second score that could not be saved says so, and is tried again when it is pressed', async () => {
  await visit(40, { ...handled, second: { ...second, state: 'failed' } });
  await p.choose('Neither satisfied nor dissatisfied');
  p.button('Next').click();
  await p.change({ rating: { ...offered, ...handled, second: { ...second, state: 'failed', given: 3 } } });
  expect(text()).toContain('Not saved.');
  p.button('Try again').click();
  expect(p.visitor.calls.filter(([name]) => name === 'rerate')).toEqual([
    ['rerate', 3],
    ['rerate', 3],
  ]);
});

test('the second score can be left out', async () => {
  await visit(40, { ...handled, second });
  p.button('Skip').click();
  await p.drawn();
  expect(p.visitor.calls.filter(([name]) => name === 'rerate')).toEqual([]);
  expect(p.all('.sc label')).toEqual([]);
});

test('who wishes to be contacted sees the field for it, and is told where we write if it stays empty', async () => {
  await scored();
  const scroll = vi.spyOn(Element.prototype, 'scrollIntoView');
  await p.choose(en['contact.yes']);
  await p.drawn();
  const field = p.find<HTMLInputElement>('.lb input');
  expect(scroll.mock.contexts).toEqual([field]);
  const fill = async (value: string): Promise<void> => {
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await p.drawn();
  };
  await fill('');
  expect(text()).toContain(en['contact.here']);
  await fill('ana@mail.example');
  expect(text()).not.toContain(en['contact.here']);
});

test('recommending is asked in two rows, so that each number is wide enough to be touched', async () => {
  await scored({ extra: 'nps' });
  expect(p.find('.nums').className).toBe('nums nps');
});
