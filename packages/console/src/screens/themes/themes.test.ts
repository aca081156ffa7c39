import { afterEach, expect, test } from 'vitest';
import { me } from '../../test/fake-agent.ts';
import { createFakeHouse, type FakeHouse } from '../../test/fake-house.ts';
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
  });
  await stage.sees('Night answers');
});

test('an agent sees the themes and nothing to change', async () => {
  stage = await openPage('#/reports/themes', theme.label, { house: withThemes([theme]), who: me });
  expect(stage.field('Done Two teams for one return').disabled).toBe(true);
  expect(() => stage.button('Add a theme')).toThrow();
});
