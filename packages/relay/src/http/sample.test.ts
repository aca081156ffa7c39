// Sample data as it is asked for over HTTP: labelled, apart from everything real, and only where RAPPORT_DEMO is 1.
import type { Report } from '@rapport/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMemoryStore } from '../store/memory-store.ts';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import type { Store } from '../store/store.ts';
import { codeOf, startApp, type TestApp } from '../test/http-harness.ts';
import { at, closing, message, opening } from '../test/units.ts';
import { site } from '../test/world.ts';
import { reportNames } from './report-query.ts';

const dayMs = 86_400_000;
const yearBefore = `zone=UTC&from=${at - 400 * dayMs}&to=${at + dayMs}`;

describe.each([
  ['memory', async () => createMemoryStore()],
  ['sqlite', () => openSqliteStore({ path: ':memory:' })],
] as const)('%s', (_, open) => {
  let store: Store;
  let app: TestApp;
  let cookie = '';
  const get = (path: string) => app.ask('GET', path, { cookie });
  const report = async (path: string): Promise<Report> => (await get(`/v1/reports/${path}`)).json() as Report;
  async function house(demo: boolean): Promise<void> {
    app = await startApp({ store, demo });
    app.clock.now = at + dayMs;
    cookie = await app.as('ben', 'owner');
  }
  beforeEach(async () => {
    store = await open();
    await store.putSite(site);
    await store.commit([opening('a'), message('a', 'm1'), closing('a', { now: at + 50 })]);
  });
  afterEach(async () => {
    await app.close();
    await store.close();
  });

  test('without RAPPORT_DEMO there is no sample data, and asking for it is refused', async () => {
    await house(false);
    expect(await report(`card?${yearBefore}`)).toMatchObject({ sessions: 1 });
    expect(await report(`card?${yearBefore}`)).not.toHaveProperty('hasSample');
    for (const path of ['card', 'card.csv'])
      expect(codeOf(await get(`/v1/reports/${path}?${yearBefore}&sample=1`))).toBe('invalid_field');
  });

  test('with it, every report tells of the sample to who asks for it, and of that alone', async () => {
    await house(true);
    for (const one of reportNames) {
      const { sessions, asked, hasSample, figures } = await report(`${one}?${yearBefore}&sample=1`);
      expect([one, sessions > 7_000, asked.sample, hasSample]).toEqual([one, true, true, true]);
      if (one !== 'coaching') expect([one, figures.some(({ n }) => n > 100)]).toEqual([one, true]);
      expect(await report(`${one}?${yearBefore}`)).toMatchObject({ sessions: 1, hasSample: true });
    }
    const own = await report(`coaching?${yearBefore}&sample=1&agent=ben`);
    expect(own.figures.find(({ id }) => id === 'csat')?.n).toBeGreaterThan(50);
  });

  test('nothing of the sample is a conversation, a case, a sign, or in any other figure', async () => {
    await house(true);
    await report(`card?${yearBefore}&sample=1`);
    expect(await report(`card?${yearBefore}`)).toMatchObject({ sessions: 1, voided: 0 });
    expect((await store.closedConversations(100)).rows.map(({ conv }) => conv)).toEqual(['a']);
    expect((await get('/v1/silent')).json()).toMatchObject({ sessions: [{ conv: 'a' }] });
    expect((await get(`/v1/reports/csat?from=0&to=${at + dayMs}`)).json()).toMatchObject({ n: 0 });
    const { lists } = await report(`reasons?${yearBefore}&sample=1`);
    expect(lists.flatMap(({ lines }) => lines).every(({ conv }) => conv === null)).toBe(true);
  });

  test('its CSV is called sample data, has every session of the period once, and none that is real', async () => {
    await house(true);
    const answer = await get(`/v1/reports/card.csv?${yearBefore}&sample=1`);
    expect(answer.headers['content-disposition']).toContain('filename="sample-data_card_');
    const { sessions, voided } = await report(`card?${yearBefore}&sample=1`);
    const lines = answer.text.trimEnd().split('\r\n').slice(1);
    expect(lines).toHaveLength(sessions);
    expect(voided).toBeGreaterThan(0);
    expect(lines.every((line) => line.includes('Sample visitor '))).toBe(true);
    const real = (await get(`/v1/reports/card.csv?${yearBefore}`)).text;
    expect(real).not.toContain('Sample');
  });
});
