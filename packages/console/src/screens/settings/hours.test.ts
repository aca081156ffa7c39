import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFakeHouse, settings, site, week, wrong } from '../../test/fake-house.ts';
import { openPage, type PageStage } from '../../test/page-stage.ts';
import './settings.tsx';

let stage: PageStage;
beforeEach(async () => {
  const house = createFakeHouse();
  house.sites = [site({ settings: { ...settings, hours: week } })];
  stage = await openPage('#/settings/hours', 'Monday', { house });
});
afterEach(() => stage.close());

const monday = (side: 'from' | 'to', n = 1): HTMLInputElement => stage.field(`Monday, opening ${n}: ${side}`);
const saved = (): unknown => stage.house.asked.find(({ what }) => what.startsWith('PUT'))?.body;
const dialog = (): HTMLDialogElement | null => stage.root.querySelector('dialog[aria-labelledby="leave-title"]');

test('hours are saved when the person says so, and then it says that they are', async () => {
  expect(stage.button('Save').getAttribute('aria-disabled')).toBe('true');
  await stage.fill(monday('to'), '18');
  expect(stage.text()).toContain('Unsaved changes');
  expect(saved()).toBeUndefined();
  await stage.click(stage.button('Save'));
  await stage.sees('Opening hours saved');
  expect(saved()).toEqual({ settings: { hours: { ...week, week: [[[540, 1080]], ...week.week.slice(1)] } } });
  expect(monday('to').value).toBe('18:00');
  expect(stage.button('Save').getAttribute('aria-disabled')).toBe('true');
});

test('a day has several openings; they are added and removed, and the focus goes along', async () => {
  await stage.click(stage.button('Add hours to Monday'));
  expect(document.activeElement).toBe(monday('from', 2));
  await stage.fill(monday('from', 2), '19:00');
  await stage.fill(monday('to', 2), '22:00');
  await stage.click(stage.button('Save'));
  await stage.sees('Opening hours saved');
  expect(stage.house.sites[0]?.settings.hours?.week[0]).toEqual([
    [540, 1020],
    [1140, 1320],
  ]);
  await stage.click(stage.button('Remove opening 1 of Monday'));
  expect(monday('from').value).toBe('19:00');
  expect(document.activeElement).toBe(stage.button('Add hours to Monday'));
});

test('what the relay finds stands at its very opening, and the focus goes to the first', async () => {
  stage.house.refuse.set(
    'PUT /v1/sites/demo',
    wrong(['settings.hours.week.0.1', 'overlap'], ['settings.hours.week.2.0', 'span']),
  );
  await stage.click(stage.button('Add hours to Monday'));
  await stage.fill(monday('from', 2), '16:00');
  await stage.fill(monday('to', 2), '20:00');
  await stage.fill(stage.field('Wednesday, opening 1: to'), '8:00');
  await stage.click(stage.button('Save'));
  await stage.sees('Not saved: 2 places need your attention.');
  expect(stage.text()).not.toContain('Saving');
  expect(stage.errorOf(monday('from', 2))).toBe('This overlaps with the opening before it.');
  expect(stage.errorOf(stage.field('Wednesday, opening 1: to'))).toBe('The end must be after the beginning.');
  expect(stage.errorOf(monday('from', 1))).toBe('');
  expect(document.activeElement).toBe(monday('from', 2));
  expect(stage.house.sites[0]?.settings.hours).toEqual(week);
});

test('what is no time is told before anything is sent', async () => {
  await stage.fill(monday('from'), 'nine');
  await stage.click(stage.button('Save'));
  expect(stage.errorOf(monday('from'))).toBe('Enter a time such as 9:00 or 17:30.');
  expect(document.activeElement).toBe(monday('from'));
  expect(saved()).toBeUndefined();
});

test('a problem with the zone and with a holiday stand at theirs', async () => {
  await stage.fill(stage.field('New day'), '2026-12-25');
  await stage.click(stage.button('Add a day'));
  await stage.click(stage.button('Add hours to Friday, December 25, 2026'));
  await stage.fill(stage.field('Friday, December 25, 2026, opening 1: from'), '10');
  await stage.fill(stage.field('Friday, December 25, 2026, opening 1: to'), '9');
  stage.house.refuse.set(
    'PUT /v1/sites/demo',
    wrong(['settings.hours.zone', 'zone'], ['settings.hours.days.2026-12-25.0', 'span']),
  );
  await stage.click(stage.button('Save'));
  await stage.sees('Choose a time zone.');
  expect(document.activeElement).toBe(stage.field('Time zone'));
  expect(stage.errorOf(stage.field('Friday, December 25, 2026, opening 1: to'))).toContain('after the beginning');
});

test('a date is there once; without hours it is closed', async () => {
  await stage.click(stage.button('Add a day'));
  expect(stage.errorOf(stage.field('New day'))).toBe('Choose a date.');
  await stage.fill(stage.field('New day'), '2026-12-25');
  await stage.click(stage.button('Add a day'));
  await stage.fill(stage.field('New day'), '2026-12-25');
  await stage.click(stage.button('Add a day'));
  expect(stage.errorOf(stage.field('New day'))).toBe('This date is in the list already.');
  await stage.click(stage.button('Save'));
  await stage.sees('Opening hours saved');
  expect(stage.house.sites[0]?.settings.hours?.days).toEqual({ '2026-12-25': [] });
});

test('Discard brings back what is saved', async () => {
  await stage.fill(monday('from'), 'x');
  await stage.click(stage.button('Save'));
  await stage.click(stage.button('Discard'));
  expect(monday('from').value).toBe('9:00');
  expect(stage.errorOf(monday('from'))).toBe('');
  expect(stage.text()).not.toContain('Unsaved changes');
});

test('[UX142] leaving with unsaved hours asks first: one may stay, or leave without them', async () => {
  await stage.fill(monday('from'), '8:00');
  await stage.now(() => {
    history.pushState(null, '', '#/settings/general');
    window.dispatchEvent(new Event('hashchange'));
  });
  expect(dialog()?.open).toBe(true);
  expect(location.hash).toBe('#/settings/hours');
  await stage.click(stage.button('Keep editing'));
  expect(monday('from').value).toBe('8:00');
  const unload = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(unload);
  expect(unload.defaultPrevented).toBe(true);
  await stage.now(() => {
    history.pushState(null, '', '#/settings/general');
    window.dispatchEvent(new Event('hashchange'));
  });
  await stage.click(stage.button('Leave without saving'));
  await stage.sees('Websites');
  expect(location.hash).toBe('#/settings/general');
});

test('nothing is asked when nothing would be lost', async () => {
  const unload = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(unload);
  expect(unload.defaultPrevented).toBe(false);
  await stage.now(() => {
    history.pushState(null, '', '#/settings/general');
    window.dispatchEvent(new Event('hashchange'));
  });
  expect(dialog()).toBeNull();
  await stage.sees('Websites');
});

test('without hours of its own the site is open whenever somebody is there', async () => {
  await stage.click(stage.field('Whenever somebody is available'));
  await stage.click(stage.button('Save'));
  await stage.sees('Opening hours saved');
  expect(saved()).toEqual({ settings: { hours: null } });
});
