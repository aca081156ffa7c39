import { afterEach, expect, test } from 'vitest';
import { createFakeHouse, owner } from '../../test/fake-house.ts';
import { figure, line, report } from '../../test/fake-report.ts';
import { openPage, type PageStage } from '../../test/page-stage.ts';
import './reports.tsx';

let stage: PageStage;
afterEach(() => stage.close());

/** The relay has sample data, and so many real chats. */
async function open(sessions: number): Promise<void> {
  const house = createFakeHouse();
  const real = report('gap', { sessions, figures: [], hasSample: true });
  const sample = report('gap', {
    figures: [figure()],
    hasSample: true,
    lists: [{ id: 'blind_spots', lines: [line({ conv: null, name: 'Sample visitor 7' })] }],
  });
  house.reports.set('gap', real);
  const call = house.call;
  house.call = async (method, path, body) =>
    path.includes('sample=true')
      ? { ...sample, asked: { ...sample.asked, sample: true } }
      : await call(method, path, body);
  stage = await openPage('#/reports/gap', 'that ended in this period', { house, who: owner });
}

const labels = (): readonly Element[] => [...stage.root.querySelectorAll('section[aria-label="Sample data"]')];

test('a page with nothing to count shows the way to sample data; what comes is called that, until it is left', async () => {
  await open(0);
  expect(labels()).toEqual([]);
  await stage.click(stage.button('Look at sample data'));
  await stage.sees('Nothing on this page is of a real chat.');
  expect(labels()).toHaveLength(1);
  // Nobody can be opened, for there is nobody.
  expect(stage.text()).toContain('Sample visitor 7');
  expect([...stage.root.querySelectorAll('td a, th a')]).toEqual([]);
  expect(stage.root.querySelector('a[download]')?.getAttribute('href')).toContain('sample=true');
  await stage.click(stage.button('Show the real figures'));
  await stage.sees('There is nothing to count yet.');
  expect(labels()).toEqual([]);
});

test('where there are chats, nobody is led to sample data', async () => {
  await open(1);
  await stage.sees('1 chat that ended');
  expect(stage.text()).not.toContain('ample data');
});
