import { afterEach, expect, test, vi } from 'vitest';
import type { Me } from '../../api.ts';
import { type Case, dueKind } from '../../recovery.ts';
import { colleague, me } from '../../test/fake-agent.ts';
import { refusal } from '../../test/fake-api.ts';
import { hour, one, withCases } from '../../test/fake-cases.ts';
import { openPage, type PageStage } from '../../test/page-stage.ts';
import './recovery.tsx';

let stage: PageStage;
afterEach(() => stage.close());

const t = Date.now();
const lead: Me = { ...me, role: 'lead' };
const open = async (it: Case, who: Me = me, shows = 'What was done'): Promise<Case[]> => {
  const cases = [it];
  stage = await openPage(`#/recovery/case/${it.id}`, shows, { house: withCases(cases), who });
  return cases;
};
const summaries = (): string[] => [...stage.root.querySelectorAll('.case summary')].map((it) => it.textContent ?? '');
const asked = (what: string): unknown[] => stage.house.asked.filter((it) => it.what === what).map(({ body }) => body);
const text = (): string => stage.text().replace(/[\u2068\u2069]/g, '');

test('a case is given to a colleague, here or not, by its owner or a lead; never to who is gone', async () => {
  await open(one('a', { owner: me.id, ownerName: 'Jon', state: 'owned' }));
  await stage.now(() => stage.fake.staff.set([colleague('eva', 'Eva')]));
  const field = stage.field('To whom') as unknown as HTMLSelectElement;
  expect([...field.options].map((it) => it.textContent)).toEqual(['–', 'Eva', 'Mia']);
  expect([...field.querySelectorAll('optgroup')].map((it) => it.label)).toEqual(['Here now', 'Not here']);
  await stage.click(stage.button('Give'));
  expect(text()).toContain('Choose somebody.');
  expect(asked('POST /v1/cases/a/own')).toEqual([]);
  await stage.fill(field, 'mia');
  await stage.click(stage.button('Give'));
  expect(asked('POST /v1/cases/a/own')).toEqual([{ to: 'mia' }]);
  await stage.sees('has this case. You may add notes.');
  expect(summaries()).toEqual(['Note']);
});

test('of all that can be done one thing is next: take it, then get in touch, then close it', async () => {
  const next = (): string[] =>
    [...stage.root.querySelectorAll('.case .bt.p')].map((it) => (it.textContent ?? '').trim());
  await open(one('a'));
  expect(next()).toEqual(['Take this case']);
  await stage.click(stage.button('Take this case'));
  await vi.waitFor(() => expect(next()).toEqual(['Get in touch']));
  stage.close();
  await open(one('a', { owner: me.id, state: 'contacted', contactedAt: t }));
  expect(next()).toEqual(['Close the case']);
  stage.close();
  await open(one('a', { owner: 'mia', ownerName: 'Mia', state: 'owned' }), lead);
  expect(next()).toEqual([]);
});

test('once a case is given away its form is folded again', async () => {
  await open(one('a', { owner: me.id, ownerName: 'Jon', state: 'owned' }), lead);
  const fold = (): HTMLDetailsElement | null => stage.field('To whom').closest('details');
  const form = fold();
  if (form) form.open = true;
  await stage.fill(stage.field('To whom'), 'mia');
  await stage.click(stage.button('Give'));
  await vi.waitFor(() => expect(text()).toContain('OwnerMia'));
  expect(fold()?.open).toBe(false);
});

test('who left an email is written to there, unless no mail goes out; a void rating says so', async () => {
  const how = (): string => (stage.field('How') as unknown as HTMLSelectElement).value;
  await open(one('a', { owner: me.id, state: 'owned', isVoid: true }));
  expect(how()).toBe('mail');
  expect(text()).toContain('Left out of all figures');
  stage.close();
  await open(one('a', { owner: me.id, state: 'owned', contactTo: '+355 69 123' }));
  expect(how()).toBe('chat');
});

test('a lead may take, give and close what a colleague has; an agent may give nothing that is not his', async () => {
  await open(one('a', { owner: 'mia', ownerName: 'Mia', state: 'owned' }), lead);
  expect(summaries()).toEqual(['Get in touch', 'Give it to somebody', 'Note', 'Close the case']);
  await stage.click(stage.button('Take this case'));
  expect(asked('POST /v1/cases/a/own')).toEqual([{ to: me.id }]);
  stage.close();
  await open(one('a'));
  expect(summaries()).toEqual(['Get in touch', 'Note', 'Close the case']);
});

test('[S3] of an erased visitor it says why there are no words; he cannot be contacted, and the case is closed', async () => {
  const gone = { conv: null, visitor: null, visitorName: null, score: null, comment: null, reasons: [], wish: false };
  await open(one('a', { ...gone, resolved: null, contactTo: null, owner: me.id, state: 'owned' }));
  expect(text()).toContain('This visitor was erased, and with that everything they said.');
  expect(summaries()).toEqual(['Give it to somebody', 'Note', 'Close the case']);
  expect(text()).not.toContain('Where to reach');
  await stage.fill(stage.field('What came of it'), 'no_contact_possible');
  await stage.click(stage.button('Close the case'));
  await stage.sees('There was no way to reach them');
});

test('what leads were told of its time, by when the visitor wishes to hear, and what was done by whom are said', async () => {
  await open(one('a', { escalated: 50, dueAt: t + 2 * hour }));
  expect(text()).toMatch(/in 1 h 59 min|in 2 h/);
  expect(text()).toContain('· Leads were told at half of the time');
  expect(text()).toMatch(/ana@mail\.example · wishes to be contacted, by .+ at the latest/);
  expect(text()).toContain('The case was opened: Rated 1 or 2');
  expect(text()).toContain('Mia gave it to Eva');
  expect(text()).toContain('Eva got in touch by telephone');
});

test('a case, and the list of them, are asked for again when the relay says that some case has changed', async () => {
  const cases = await open(one('a'));
  await stage.now(() => stage.fake.cases.set({ open: 1, mine: 0, late: 0, rev: 1 }));
  cases[0] = one('a', { owner: 'mia', ownerName: 'Mia', state: 'owned' });
  await stage.now(() => stage.fake.cases.set({ open: 0, mine: 0, late: 0, rev: 2 }));
  await stage.sees('Mia');
  const before = asked('GET /v1/cases/a').length;
  await stage.now(() => stage.fake.cases.set({ open: 0, mine: 0, late: 0, rev: 2 }));
  expect(asked('GET /v1/cases/a')).toHaveLength(before);
});

test('reading a case is reading its rating, told once', async () => {
  await open(one('a'));
  await vi.waitFor(() => expect(asked('POST /v1/ratings/read')).toEqual([{ conv: 'c-a', n: 1 }]));
  await stage.now(() => stage.fake.cases.set({ open: 1, mine: 0, late: 0, rev: 5 }));
  expect(asked('POST /v1/ratings/read')).toHaveLength(1);
});

test('a way by which nobody can be reached is said beside the form; what is said by telephone is noted', async () => {
  await open(one('a', { owner: me.id, state: 'owned' }));
  stage.house.refuse.set('POST /v1/cases/a/contact', refusal({ code: 'invalid_field', status: 422, field: 'how' }));
  await stage.fill(stage.field('How'), 'mail');
  await stage.click(stage.button('Get in touch'));
  expect(text()).toContain('this visitor cannot be reached this way');
  await stage.fill(stage.field('How'), 'phone');
  await stage.fill(stage.field('What was said (not required)'), 'He gets a new one.');
  await stage.click(stage.button('Get in touch'));
  await vi.waitFor(() =>
    expect(asked('POST /v1/cases/a/contact').at(-1)).toEqual({ how: 'phone', text: 'He gets a new one.' }),
  );
});

test('[F20] the clock of a case runs while nobody was in touch since it was opened, or opened again', () => {
  const a = one('a', { openedAt: t - 2 * hour, dueAt: t + 22 * hour });
  expect(dueKind(a, t)).toBe('ok');
  expect(dueKind(a, t + 10 * hour)).toBe('soon');
  expect(dueKind(a, t + 22 * hour)).toBe('late');
  expect(dueKind({ ...a, state: 'contacted', contactedAt: t }, t + 99 * hour)).toBe('done');
  // Once contacted, closed, and open again with a day of its own.
  const again = { ...a, state: 'owned', openedAt: t - 200 * hour, contactedAt: t - 190 * hour } as const;
  expect(dueKind(again, t)).toBe('ok');
  expect(dueKind(again, t + 11 * hour)).toBe('soon');
  expect(dueKind(again, t + 23 * hour)).toBe('late');
});
