import { expect, test } from 'vitest';
import { canTake, lastQuestion, staffName, targets } from './colleagues.ts';
import { colleague, conversation } from './test/fake-agent.ts';

const staff = [
  colleague('a-jon', 'Jon', { load: 4 }),
  colleague('a-mia', 'Mia Ångström', { load: 1, langs: ['sq'] }),
  colleague('a-zoe', 'Zoë', { status: 'away', load: 0 }),
  colleague('a-ben', 'Ben', { status: 'finishing', load: 0, teams: ['sales'] }),
];
const teams = [{ key: 'sales', name: 'Sales' }];
const names = (text: string, without: readonly string[] = []): string[] =>
  targets({ staff, teams, without }, text).map(({ name }) => name);

test('those who are available come first, the least busy of them first, then those who finish, then those away, then teams', () => {
  expect(names('')).toEqual(['Mia Ångström', 'Jon', 'Ben', 'Zoë', 'Sales']);
});

test('whoever has it already is not among them', () => {
  expect(names('', ['a-mia', 'a-jon'])).toEqual(['Ben', 'Zoë', 'Sales']);
});

test('words are looked for at the beginning of words, without their accents, also in languages and teams', () => {
  expect(names('ang')).toEqual(['Mia Ångström']);
  expect(names('MIA ang')).toEqual(['Mia Ångström']);
  expect(names('zoe')).toEqual(['Zoë']);
  expect(names('sq')).toEqual(['Mia Ångström']);
  expect(names('sal')).toEqual(['Ben', 'Sales']);
  expect(names('gström')).toEqual([]);
});

test('who is away cannot take it, who finishes can', () => {
  const [, , ben, zoe, sales] = targets({ staff, teams, without: [] }, '');
  expect([ben, zoe, sales].map((target) => target && canTake(target))).toEqual([true, false, true]);
});

test('the last question is what a note begins with, else the last words, on one line', () => {
  expect(lastQuestion(['Where is\nmy order?', 'Hello?', 'It is urgent'])).toBe('Hello?');
  expect(lastQuestion(['أين طلبي؟', 'شكرا'])).toBe('أين طلبي؟');
  expect(lastQuestion(['It broke', '  '])).toBe('It broke');
  expect(lastQuestion([])).toBe('');
  expect([...lastQuestion(['x'.repeat(1_000)])]).toHaveLength(301);
});

test('a colleague is called by name, taking part or not', () => {
  const state = conversation('c1');
  expect(staffName(staff, state, 'agent-mia')).toBe('Mia');
  expect(staffName(staff, state, 'a-zoe')).toBe('Zoë');
  expect(staffName(staff, state, 'nobody')).toBe('A team member');
});
