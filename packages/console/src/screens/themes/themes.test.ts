import { afterEach, expect, test } from 'vitest';
import { me } from '../../test/fake-agent.ts';
import { createFakeHouse, type FakeHouse } from '../../test/fake-house.ts';
import { figure } from '../../test/fake-report.ts';
import { openPage, type PageStage } from '../../test/page-stage.ts';
import type { Theme } from '../../themes.ts';
import '../reports/reports.tsx';

let stage: PageStage;
afterEach(() => stage.close());

const theme: Theme = {
  id: 't1',
  code: 'runaround',
  label: 'Two teams for one return',
  decision: 'Support may refund by itself',
  owner: me.id,
  createdAt: Date.UTC(2026, 10, 2),
  dueAt: null,
  doneAt: null,
  isTold: false,
};

function withThemes(themes: Theme[]): FakeHouse {
  const house = createFakeHouse();
  const call = house.call;
  house.call = async (method, path, body) => {
    if (!path.startsWith('/v1/themes')) return call(method, path, body);
    house.asked.push({ what: `${method} ${path}`, body });
    if (method === 'POST') themes.push({ ...theme, id: 't2', ...(body as Partial<Theme>) });
    return method === 'GET' ? { themes: [...themes] } : { theme };
  };
  return house;
}
const bodyOf = (what: string): unknown => stage.house.asked.find((it) => it.what === what)?.body;

test('a theme is what was decided because visitors keep naming it; a lead ticks that it is done and told', async () => {
  stage = await openPage('#/reports/themes', theme.label, { house: withThemes([theme]) });
  expect(stage.text()).toContain('Support may refund by itself');
  await stage.click(stage.field('Done Two teams for one return'));
  expect(bodyOf('PUT /v1/themes/t1')).toEqual({ isDone: true });
});

test('a theme is added with its words, never without', async () => {
  stage = await openPage('#/reports/themes', 'No theme yet', { house: withThemes([]) });
  await stage.fill(stage.field('Theme'), 'Night answers');
  await stage.click(stage.button('Add a theme'));
  expect(bodyOf('POST /v1/themes')).toBeUndefined();
  await stage.fill(stage.field('What was decided'), 'Open until ten');
  await stage.fill(stage.field('The reason it is about'), 'availability');
  await stage.click(stage.button('Add a theme'));
  expect(bodyOf('POST /v1/themes')).toEqual({
    label: 'Night answers',
    decision: 'Open until ten',
    code: 'availability',
    owner: me.id,
    dueAt: null,
  });
  await stage.sees('Night answers');
});

test('an agent sees the themes and nothing to change', async () => {
  stage = await openPage('#/reports/themes', theme.label, { house: withThemes([theme]), who: me });
  expect(stage.field('Done Two teams for one return').disabled).toBe(true);
  expect(() => stage.button('Add a theme')).toThrow();
});

test('a theme begins from the reason and the words that the link carries', async () => {
  stage = await openPage('#/reports/themes?code=lost_time&label=Too+slow', 'No theme yet', { house: withThemes([]) });
  await stage.fill(stage.field('What was decided'), 'Say when the parcel leaves');
  await stage.click(stage.button('Add a theme'));
  expect(bodyOf('POST /v1/themes')).toMatchObject({ label: 'Too slow', code: 'lost_time' });
});

test('a lead changes the words of a theme, its owner and its day; the reason stays', async () => {
  stage = await openPage('#/reports/themes', theme.label, { house: withThemes([theme]) });
  await stage.click(stage.button('Change Two teams for one return'));
  const labels = [...stage.root.querySelectorAll('.themes label')].map((it) => it.textContent);
  expect(labels).toEqual(['Theme', 'What was decided', 'Who sees to it', 'Due']);
  await stage.fill(stage.field('What was decided'), 'Support refunds up to 50');
  await stage.fill(stage.field('Due'), '2026-12-24');
  await stage.click(stage.button('Save'));
  expect(bodyOf('PUT /v1/themes/t1')).toEqual({
    label: theme.label,
    decision: 'Support refunds up to 50',
    owner: me.id,
    dueAt: Date.UTC(2026, 11, 24, 12),
  });
});

test('[F4] what a theme has changed is said with before and after, and higher or lower only where it is', async () => {
  const effect = figure({
    id: 'runaround',
    formula: 'F18',
    value: 0.2,
    count: 20,
    n: 100,
    interval: [0.13, 0.29],
    before: { value: 0.36, count: 36, n: 100, interval: [0.27, 0.46] },
    change: { difference: -0.16, interval: [-0.28, -0.04], is: 'lower' },
  });
  stage = await openPage('#/reports/themes', theme.label, { house: withThemes([{ ...theme, doneAt: 1, effect }]) });
  expect(stage.text()).toContain('36% before, 20% since');
  expect(stage.text()).toContain('Lower than before by 16 points');
});
