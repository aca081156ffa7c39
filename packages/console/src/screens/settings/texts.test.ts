// The page on which a site gives the widget its own words.
import { afterEach, expect, test } from 'vitest';
import { createFakeHouse, owner, settings, site, wrong } from '../../test/fake-house.ts';
import { openPage, type PageStage } from '../../test/page-stage.ts';
import './settings.tsx';

let stage: PageStage;
afterEach(() => stage.close());

const put = 'PUT /v1/sites/demo';
const sent = (): unknown[] => stage.house.asked.filter(({ what }) => what === put).map(({ body }) => body);
const open = (own: (typeof settings)['texts'] = {}, lang: string | null = null): Promise<PageStage> => {
  const house = createFakeHouse();
  house.sites = [site({ settings: { ...settings, texts: own, lang } })];
  return openPage('#/settings/texts', 'in your own words', { house });
};
const rows = (): string[] => [...stage.root.querySelectorAll('.group-box code')].map((it) => it.textContent ?? '');

test('each text stands beside what the chat says by itself; one that is typed is saved, and taken back by its button', async () => {
  stage = await open();
  expect(rows()).toEqual(['action.send', 'home.title', 'log.unread', 'survey.scores']);
  await stage.fill(stage.field('Send'), ' Go ahead ');
  expect(sent()).toEqual([{ settings: { texts: { en: { 'action.send': 'Go ahead' } } } }]);
  expect(stage.text()).toContain('Saved');
  expect(stage.text()).toContain('4 of 4 texts, 1 in your own words');
  await stage.click(stage.button('Use the chat’s own words (\u2068action.send\u2069)'));
  expect(sent().at(-1)).toEqual({ settings: { texts: {} } });
  expect(stage.field('Send').value).toBe('');
  expect(document.activeElement).toBe(stage.field('Send'));
});

test('a text that is counted has a field for each form, and a list one for each entry; what is left empty says what the chat says', async () => {
  stage = await open();
  await stage.fill(stage.field('For all others: {n} new messages'), '{n} fresh ones');
  await stage.fill(stage.field('Entry 2: Good'), 'Splendid');
  expect(sent().at(-1)).toEqual({
    settings: {
      texts: {
        en: {
          'log.unread': { one: '{n} new message', other: '{n} fresh ones' },
          'survey.scores': ['Bad', 'Splendid'],
        },
      },
    },
  });
  expect(stage.field('For one: {n} new message').value).toBe('');
});

test('every language has its words; what is said in one stays when another is changed', async () => {
  stage = await open({ en: { 'action.send': 'Go' } });
  await stage.fill(stage.field('Language of these words'), 'de');
  await stage.sees('Mit einem Menschen');
  await stage.fill(stage.field('Senden'), 'Los');
  expect(sent()).toEqual([{ settings: { texts: { en: { 'action.send': 'Go' }, de: { 'action.send': 'Los' } } } }]);
  expect(stage.field('Senden').lang).toBe('de');
});

test('a search looks at names, at the chat’s words and at one’s own; only one’s own are shown if wished', async () => {
  stage = await open({ en: { 'action.send': 'Go ahead' } });
  await stage.type(stage.field('Search'), 'go AHEAD');
  expect(rows()).toEqual(['action.send']);
  await stage.type(stage.field('Search'), 'unread');
  expect(rows()).toEqual(['log.unread']);
  await stage.type(stage.field('Search'), 'zebra');
  expect(rows()).toEqual([]);
  expect(stage.text()).toContain('There is no such text.');
  await stage.type(stage.field('Search'), '');
  await stage.click(stage.field('Only your own words'));
  expect(rows()).toEqual(['action.send']);
});

test('what is refused is told at its text by its code, stays in the field, and is not lost with the next field', async () => {
  stage = await open();
  const title = stage.field('Chat with a person at {site}');
  stage.house.refuse.set(put, wrong(['settings.texts.en.home.title', 'places']));
  await stage.fill(title, 'Talk to us');
  expect(stage.errorOf(title)).toContain('Write each place that is filled in');
  expect(title.value).toBe('Talk to us');
  expect(stage.text()).toContain('Keep {site}: the chat fills this in.');
  stage.house.refuse.set(put, wrong(['settings.texts', 'too_large']));
  await stage.fill(title, 'Talk to {site}');
  expect(stage.errorOf(title)).toContain('all your own words together are too long');
  stage.house.refuse.set(put, wrong(['settings.texts.en.log.unread.one', 'places']));
  await stage.fill(stage.field('For one: {n} new message'), '{x}');
  await stage.fill(stage.field('For all others: {n} new messages'), '{n} more');
  expect(sent().at(-1)).toEqual({
    settings: { texts: { en: { 'log.unread': { one: '{x}', other: '{n} more' } } } },
  });
});

test('those whose language is not spoken read the chosen one; English is none of its own', async () => {
  stage = await open({}, 'de');
  await stage.sees('Mit einem Menschen');
  await stage.fill(stage.field('For visitors whose language the chat does not speak'), 'en');
  await stage.fill(stage.field('For visitors whose language the chat does not speak'), 'de');
  expect(sent()).toEqual([{ settings: { lang: null } }, { settings: { lang: 'de' } }]);
});

test('words that do not come are asked for again; a lead reads and does not change', async () => {
  const house = createFakeHouse();
  const english = house.words.get('en') as object;
  house.words.delete('en');
  stage = await openPage('#/settings/texts', 'could not be loaded', { house, who: { ...owner, role: 'lead' } });
  house.words.set('en', english as never);
  await stage.click(stage.button('Try again'));
  await stage.sees('in your own words');
  expect(stage.field('Send').matches(':disabled') || stage.field('Send').closest('fieldset')?.disabled).toBe(true);
});
