import { afterEach, expect, test, vi } from 'vitest';
import { refusal } from '../../test/fake-api.ts';
import { createFakeHouse, owner, settings, site, week, wrong } from '../../test/fake-house.ts';
import { openPage, type PageStage } from '../../test/page-stage.ts';
import './settings.tsx';

let stage: PageStage;
afterEach(() => {
  vi.unstubAllGlobals();
  stage.close();
});

const put = 'PUT /v1/sites/demo';
const changes = (): unknown[] => stage.house.asked.filter(({ what }) => what === put).map(({ body }) => body);
const saidBeside = (el: HTMLElement): string | undefined =>
  el.closest('.field')?.querySelector('[role=status]')?.textContent ?? undefined;

test('[UX142] a field saves itself when it is left, and says so', async () => {
  stage = await openPage('#/settings', 'Websites');
  const name = stage.field('Name');
  await stage.fill(name, ' Acme Shop ');
  expect(changes()).toEqual([{ name: 'Acme Shop' }]);
  expect(saidBeside(name)).toBe('Saved');
  expect(name.value).toBe('Acme Shop');
  await stage.fill(name, 'Acme Shop');
  expect(changes()).toHaveLength(1);
});

test('of a list, what is wrong names its entry; what was typed stays; the focus is not taken away', async () => {
  stage = await openPage('#/settings/general/demo', 'Websites');
  stage.house.refuse.set(put, wrong(['origins.1', 'origin']));
  stage.field('Name').focus();
  await stage.fill(stage.field('Websites'), 'https://a.example\nhttps://b.example/path');
  expect(stage.errorOf(stage.field('Websites')).replace(/[\u2068\u2069]/g, '')).toBe(
    'https://b.example/path: Enter https:// and the domain, without a path, such as https://shop.example.',
  );
  expect(stage.field('Websites').value).toContain('/path');
  expect(stage.field('Websites').getAttribute('aria-invalid')).toBe('true');
  expect(document.activeElement).toBe(stage.field('Name'));
  await stage.fill(stage.field('Websites'), 'https://a.example');
  expect(stage.errorOf(stage.field('Websites'))).toBe('');
  expect(changes().at(-1)).toEqual({ origins: ['https://a.example'] });
});

test('what could not be asked says what to do', async () => {
  stage = await openPage('#/settings', 'Websites');
  stage.house.refuse.set(put, refusal({ code: 'unreachable', status: 0 }));
  await stage.fill(stage.field('Name'), 'New');
  expect(stage.errorOf(stage.field('Name'))).toBe('Not saved. Check your connection and try again.');
  stage.house.refuse.set(put, refusal({ code: 'forbidden', status: 403 }));
  await stage.fill(stage.field('Name'), 'New');
  expect(stage.errorOf(stage.field('Name'))).toBe('Not saved: only owners may change this.');
});

test('how often agents guess, and what more is asked, saves itself; the other questions stay as they are', async () => {
  stage = await openPage('#/settings/survey', 'Blind guesses');
  await stage.fill(stage.field('Blind guesses, in percent of chats'), '35');
  await stage.fill(stage.field('Would recommend us, 0 to 10'), '10');
  expect(changes()).toEqual([{ settings: { guess: 35 } }, { settings: { extra: { expect: 25, nps: 10, ces: 0 } } }]);
  stage.house.refuse.set(put, wrong(['settings.extra', 'range']));
  await stage.fill(stage.field('It was easy'), '90');
  expect(stage.errorOf(stage.field('It was easy'))).toBe('This number is out of range.');
  await stage.click(stage.field('Ask visitors to rate their chat'));
  expect(() => stage.field('It was easy')).toThrow();
});

test('what another owner has changed is shown with the next part', async () => {
  stage = await openPage('#/settings', 'Websites');
  stage.house.sites = [site({ settings: { ...settings, capacity: 9 } })];
  await stage.now(() => {
    history.pushState(null, '', '#/settings/routing');
    window.dispatchEvent(new Event('hashchange'));
  });
  await vi.waitFor(() => expect(stage.field('Conversations at once per agent').value).toBe('9'));
});

test('settings that do not come can be asked for again', async () => {
  const house = createFakeHouse();
  house.refuse.set('GET /v1/sites', refusal({ code: 'unreachable', status: 0 }));
  stage = await openPage('#/settings', 'could not be loaded', { house });
  await stage.click(stage.button('Try again'));
  await stage.sees('Websites');
});

test('a lead can look and not change; an agent is told for whom it is', async () => {
  stage = await openPage('#/settings', 'An owner can change them.', { who: { ...owner, role: 'lead' } });
  expect(stage.field('Name').matches(':disabled') || stage.field('Name').closest('fieldset')?.disabled).toBe(true);
  stage.close();
  stage = await openPage('#/settings', 'Site settings is for team leads and owners.', {
    who: { ...owner, role: 'agent' },
  });
  expect(stage.house.asked).toEqual([]);
});

test('the preview follows the colour while it is chosen; a wrong one is told at its field', async () => {
  stage = await openPage('#/settings/look', 'Brand colour');
  const accent = (): string | undefined =>
    stage.root.querySelector<HTMLElement>('.preview')?.style.getPropertyValue('--p-accent');
  // As a page shows it to whom speaks English.
  expect(stage.root.querySelector('.launcher')?.textContent).toBe('Chat with us');
  expect(accent()).toBe('#0f766e');
  await stage.type(stage.field('Pick a colour'), '#facc15');
  expect(accent()).toBe('#facc15');
  expect(changes()).toEqual([]);
  expect(stage.text()).toContain('so links are darker');
  await stage.fill(stage.field('Brand colour'), '#FC1');
  expect(changes()).toEqual([{ settings: { colour: '#ffcc11' } }]);
  stage.house.refuse.set(put, wrong(['settings.colour', 'colour']));
  await stage.fill(stage.field('Brand colour'), 'teal');
  expect(stage.errorOf(stage.field('Brand colour'))).toBe('Enter a colour as #rrggbb, such as #0f766e.');
  expect(accent()).toBe('#ffcc11');
});

test('the tag is copied whole, and the button says so; where it may not, it is selected', async () => {
  stage = await openPage('#/settings/install', 'Tag for your pages');
  const writeText = vi.fn(async () => {});
  vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } });
  await stage.click(stage.button('Copy'));
  expect(writeText).toHaveBeenCalledWith(stage.house.sites[0]?.tag);
  expect(stage.text()).toContain('Copied');
  writeText.mockRejectedValueOnce(new Error('not allowed'));
  await stage.click(stage.button('Copy'));
  expect(stage.text()).toContain('Select it and copy it yourself.');
  expect(document.activeElement).toBe(stage.field('Tag for your pages'));
});

test('[UX141] the first visit of the widget is seen while one looks, and spoken once', async () => {
  vi.useFakeTimers({ now: Date.now() });
  stage = await openPage('#/settings/install', 'Waiting for the first visit…');
  stage.house.sites = [site({ seen: { origin: 'https://shop.example', at: Date.now() } })];
  await stage.now(() => vi.advanceTimersByTime(5_000));
  await stage.sees('just now');
  expect(stage.text().replace(/[\u2068\u2069]/g, '')).toContain('Seen on https://shop.example just now');
  await stage.now(() => vi.advanceTimersByTime(180_000));
  await stage.sees('3 min ago');
  expect(stage.said().filter((text) => text.includes('Seen on'))).toHaveLength(1);
});

test('seconds and minutes are typed, milliseconds are sent; a number that is none is told', async () => {
  stage = await openPage('#/settings/routing', 'Seconds to accept');
  await stage.fill(stage.field('Seconds to accept'), '45');
  await stage.fill(stage.field('End the chat after, in minutes'), '40');
  await stage.fill(stage.field('Conversations at once per agent'), 'many');
  expect(stage.errorOf(stage.field('Conversations at once per agent'))).toBe('Enter a whole number.');
  stage.house.refuse.set(put, wrong(['settings.capacity', 'range']));
  await stage.fill(stage.field('Conversations at once per agent'), '-1');
  expect(stage.errorOf(stage.field('Conversations at once per agent'))).toBe('This number is out of range.');
  expect(changes()).toEqual([
    { settings: { acceptWithinMs: 45_000 } },
    { settings: { idle: { askAfterMs: 1_500_000, endAfterMs: 2_400_000 } } },
    { settings: { capacity: -1 } },
  ]);
});

test('switches and choices are saved at once', async () => {
  stage = await openPage('#/settings/routing', 'Let another team help');
  await stage.click(stage.field('Tell visitors how long they will wait'));
  await stage.fill(stage.field('Team that helps'), 'sales');
  await stage.click(stage.field('End chats in which nobody writes'));
  expect(changes()).toEqual([
    { settings: { promise: false } },
    { settings: { overflow: { team: 'sales', afterMs: 120_000 } } },
    { settings: { idle: null } },
  ]);
});

test('teams are added, renamed and removed; a team that helps the others stays', async () => {
  stage = await openPage('#/settings/teams', 'New team');
  await stage.click(stage.button('Add team'));
  expect(stage.errorOf(stage.field('New team'))).toBe('Enter something here.');
  stage.field('New team').value = 'Équipe Ouest';
  await stage.click(stage.button('Add team'));
  expect(stage.house.sites[0]?.settings.teams.at(-1)).toEqual({
    key: 'equipe-ouest',
    name: 'Équipe Ouest',
    hours: null,
  });
  await stage.fill(stage.field('Name'), 'Selling');
  expect(stage.house.sites[0]?.settings.teams[0]).toEqual({ key: 'sales', name: 'Selling', hours: null });
  stage.house.refuse.set(put, wrong(['settings.overflow.team', 'team']));
  await stage.click(stage.button('Remove \u2068Selling\u2069'));
  await stage.click(stage.button('Remove'));
  expect(stage.text()).toContain('This team helps the others.');
  await stage.click(stage.button('Remove'));
  expect(stage.house.sites[0]?.settings.teams.map(({ key }) => key)).toEqual(['equipe-ouest']);
});

test('a team has hours of its own; what is wrong with them stands there', async () => {
  const house = createFakeHouse();
  house.sites = [site({ settings: { ...settings, teams: [{ key: 'sales', name: 'Sales', hours: week }] } })];
  stage = await openPage('#/settings/teams', 'New team', { house });
  await stage.click(stage.button('Opening hours: its own (\u2068Sales\u2069)'));
  house.refuse.set(put, wrong(['settings.teams.0.hours.week.4.0', 'span']));
  await stage.fill(stage.field('Friday, opening 1: to'), '8:00');
  await stage.click(stage.button('Save'));
  expect(stage.errorOf(stage.field('Friday, opening 1: to'))).toBe('The end must be after the beginning.');
  await stage.fill(stage.field('Friday, opening 1: to'), '15:00');
  await stage.click(stage.button('Save'));
  expect(house.sites[0]?.settings.teams[0]?.hours?.week[4]).toEqual([[540, 900]]);
});

test('another site is added, and its tag comes next', async () => {
  stage = await openPage('#/settings', 'Add another site');
  const form = stage.root.querySelector<HTMLElement>('details form');
  const [name, origins] = form?.querySelectorAll<HTMLInputElement>('input, textarea') ?? [];
  if (!name || !origins) throw new Error('There is no form.');
  stage.house.refuse.set('POST /v1/sites', wrong(['name', 'empty']));
  await stage.click(stage.button('Add site'));
  expect(stage.errorOf(name)).toBe('Enter something here.');
  expect(document.activeElement).toBe(name);
  name.value = 'Second';
  origins.value = 'https://second.example';
  await stage.click(stage.button('Add site'));
  await stage.sees('Tag for your pages');
  expect(location.hash).toBe('#/settings/install/new');
});

test('mails on their way and failed ones are shown with the reason, and tried again', async () => {
  const house = createFakeHouse();
  const entry = {
    id: 'm1',
    to: 'ana@shop.example',
    kind: 'reply',
    attempts: 3,
    nextAt: null,
    error: 'No such mailbox',
  };
  house.mail = { isConfigured: false, queued: [], failed: [entry] };
  stage = await openPage('#/settings/mail', 'No such mailbox', { house });
  expect(stage.text()).toContain('RAPPORT_SMTP_URL is not set');
  house.mail = { isConfigured: true, queued: [{ ...entry, nextAt: 0, error: null }], failed: [] };
  await stage.click(stage.button('Try again: \u2068ana@shop.example\u2069'));
  await stage.sees('Nothing has failed.');
  expect(stage.text()).toContain('It is being sent again.');
  expect(house.asked.map(({ what }) => what)).toContain('POST /v1/mail/m1/retry');
});
