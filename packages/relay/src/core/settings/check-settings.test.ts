import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { someHours, someSettings, someSpans } from '../../test/some-settings.ts';
import type { Hours, Span } from '../queue/hours.ts';
import { checkSettings, settingsLimits } from './check-settings.ts';
import { defaultSettings, type SiteSettings, settingsOf } from './site-settings.ts';

const problems = (given: unknown, now = defaultSettings): string[] => {
  const checked = checkSettings(given, now);
  return checked.ok ? [] : checked.problems.map(({ field, code }) => `${field} ${code}`);
};
const closed: Span[] = [];
const workdays: Hours = {
  zone: 'Europe/Athens',
  week: [...Array<Span[]>(5).fill([[540, 1020]]), closed, closed],
  days: {},
};
const sales = { key: 'sales', name: 'Sales', hours: null };

describe('everything that is wrong is found, each with its place and code', () => {
  test.each<[string, unknown, string[]]>([
    [
      'hours that overlap',
      {
        hours: {
          ...workdays,
          week: [
            [
              [540, 720],
              [700, 800],
            ],
            ...workdays.week.slice(1),
          ],
        },
      },
      ['settings.hours.week.0.1 overlap'],
    ],
    [
      'hours that end before they begin',
      { hours: { ...workdays, days: { '2026-12-24': [[720, 540]] } } },
      ['settings.hours.days.2026-12-24.0 span'],
    ],
    ['an unknown zone', { hours: { ...workdays, zone: 'Mars/Olympus' } }, ['settings.hours.zone zone']],
    ['a week of six days', { hours: { ...workdays, week: workdays.week.slice(1) } }, ['settings.hours.week week']],
    [
      'a day that no calendar has',
      { hours: { ...workdays, days: { '2026-02-30': [] } } },
      ['settings.hours.days date'],
    ],
    [
      'a day that is no date, whose text is not repeated',
      { hours: { ...workdays, days: { '<b>': [['x']] } } },
      ['settings.hours.days.0 type'],
    ],
    ['hours without a zone', { hours: { week: [], days: {} } }, ['settings.hours.zone type']],
    ['capacity 0', { capacity: 0 }, ['settings.capacity range']],
    ['more guesses than chats', { guess: 101 }, ['settings.guess range']],
    ['more than one more question', { extra: { expect: 60, nps: 41, ces: 0 } }, ['settings.extra range']],
    ['half of the questions', { extra: { expect: 60 } }, ['settings.extra.nps type', 'settings.extra.ces type']],
    ['a negative capacity', { capacity: -1 }, ['settings.capacity range']],
    ['a capacity over 50', { capacity: 51 }, ['settings.capacity range']],
    ['a capacity in words', { capacity: '5' }, ['settings.capacity type']],
    ['half a conversation', { capacity: 1.5 }, ['settings.capacity type']],
    ['a colour that is none', { colour: 'teal; }' }, ['settings.colour colour']],
    ['a language that is none', { langs: ['en', 'English'] }, ['settings.langs.1 language']],
    ['a language twice', { langs: ['en', 'el', 'en'] }, ['settings.langs.2 duplicate']],
    ['two teams of one key', { teams: [sales, { ...sales, name: 'Other' }] }, ['settings.teams.1.key duplicate']],
    ['two teams of one name', { teams: [sales, { ...sales, key: 'other' }] }, ['settings.teams.1.name duplicate']],
    ['a team key with a space', { teams: [{ ...sales, key: 'a b' }] }, ['settings.teams.0.key key']],
    ['a team name of two lines', { teams: [{ ...sales, name: 'Sales\r\nBcc: x' }] }, ['settings.teams.0.name line']],
    ['a team without a name', { teams: [{ ...sales, name: ' \u200b' }] }, ['settings.teams.0.name empty']],
    [
      'hours of a team',
      { teams: [{ ...sales, hours: { ...workdays, zone: '+02:00' } }] },
      ['settings.teams.0.hours.zone zone'],
    ],
    ['overflow to an unknown team', { overflow: { team: 'nobody', afterMs: 60_000 } }, ['settings.overflow.team team']],
    [
      'an end that is not after the question',
      { idle: { askAfterMs: 120_000, endAfterMs: 120_000 } },
      ['settings.idle.endAfterMs order'],
    ],
    ['an end that is no time', { idle: { askAfterMs: 120_000, endAfterMs: null } }, ['settings.idle.endAfterMs type']],
    ['a label that is too long', { label: 'x'.repeat(settingsLimits.label + 1) }, ['settings.label too_large']],
    ['a label of two lines', { label: 'Chat\nnow' }, ['settings.label line']],
    ['a script as contact', { contact: 'javascript:alert(1)' }, ['settings.contact link']],
    ['a page without https', { contact: 'http://shop.example' }, ['settings.contact link']],
    [
      'an address with a header in it',
      { contact: 'mailto:a@shop.example?subject=x%0D%0ABcc:b@c' },
      ['settings.contact link'],
    ],
    ['an address with a line break', { contact: 'mailto:a@shop.example\r\n' }, ['settings.contact line']],
    ['a side that is none', { side: 'left' }, ['settings.side choice']],
    ['a word for yes', { promise: 'yes', survey: 1 }, ['settings.promise type', 'settings.survey type']],
    ['a time that is too short', { acceptWithinMs: 10 }, ['settings.acceptWithinMs range']],
    ['a field that nobody knows', { color: '#123456' }, ['settings unknown']],
    [
      'a field inside that nobody knows',
      { idle: { askAfterMs: 60_000, endAfterMs: 90_000, x: 1 } },
      ['settings.idle unknown'],
    ],
    ['no settings', null, ['settings type']],
    [
      'several at once',
      { capacity: 0, colour: '', langs: 'en' },
      ['settings.capacity range', 'settings.colour colour', 'settings.langs type'],
    ],
  ])('%s', (_what, given, expected) => expect(problems(given)).toEqual(expected));

  test('a team that another setting needs cannot go alone', () => {
    const now: SiteSettings = { ...defaultSettings, teams: [sales], overflow: { team: 'sales', afterMs: 60_000 } };
    expect(problems({ teams: [] }, now)).toEqual(['settings.overflow.team team']);
    expect(problems({ teams: [], overflow: null }, now)).toEqual([]);
  });
});

test('what differs from the defaults is kept, tidied', () => {
  expect(checkSettings({ colour: ' #FA0 ', label: '  Ask  us ', survey: true, capacity: 5 }, defaultSettings)).toEqual({
    ok: true,
    settings: { colour: '#ffaa00', label: 'Ask  us' },
  });
  const now = { ...defaultSettings, survey: false, capacity: 2 };
  expect(checkSettings({ survey: true }, now)).toEqual({ ok: true, settings: { capacity: 2 } });
});

test('what is right is kept as it was given, and keeping it again changes nothing', () => {
  fc.assert(
    fc.property(someSettings, (given) => {
      const checked = checkSettings(given, defaultSettings);
      if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
      const kept = JSON.parse(JSON.stringify(checked.settings)) as Partial<SiteSettings>;
      const whole = settingsOf({ settings: kept });
      expect(whole).toEqual({ ...defaultSettings, ...given });
      expect(checkSettings(whole, defaultSettings)).toEqual(checked);
      expect(checkSettings({}, whole)).toEqual(checked);
    }),
  );
});

test('whatever is given, it answers, and what it lets through it lets through again', () => {
  const names = fc.constantFrom<string>(...Object.keys(defaultSettings), 'other', 'constructor');
  fc.assert(
    fc.property(fc.dictionary(names, fc.oneof(fc.jsonValue(), someHours, someSpans)), (given) => {
      const checked = checkSettings(given, defaultSettings);
      if (!checked.ok) expect(checked.problems.length).toBeGreaterThan(0);
      else expect(checkSettings(checked.settings, defaultSettings)).toEqual(checked);
    }),
  );
});
