// What a site or a page has of its own: its colours, its words, its language for those whose own is not spoken.
import { themeOf } from '@rapport/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type OpenPanel, openPanel } from '../../test/open-panel.ts';
import { lang, loadWords, t } from '../words.ts';
import { begin } from './look.ts';

let p: OpenPanel;
const site = { key: 'demo', name: 'Acme' };
const panel = () => ({ shell: p.shell, now: { site }, set: vi.fn() }) as unknown as Parameters<typeof begin>[0];
const rules = () =>
  p.shell.root.adoptedStyleSheets.map((sheet) => [...sheet.cssRules].map((rule) => rule.cssText).join()).join();

beforeEach(async () => {
  p = await openPanel();
  vi.useRealTimers();
});
afterEach(() => loadWords('en'));

test('a site has its colours on the host element, where a page can say otherwise', async () => {
  await begin(panel()).take({ ...site, colour: '#aa3355', theme: { accent: ['#aa3355', '#bb4466'] } });
  expect(rules().replace(/\s/g, '')).toContain(':host{--rapport-accent:light-dark(#aa3355,#bb4466)');
});

test('a page’s own colour is made into a theme as the relay would make it, whatever it is called', async () => {
  p.shell.data['color'] = '#C26';
  p.shell.wrap.style.setProperty('--rapport-accent', '#C26');
  await begin(panel()).take({ ...site, colour: '#aa3355', theme: { accent: ['#aa3355', '#bb4466'] } });
  const { light, dark } = themeOf('#cc2266');
  expect(rules().replace(/\s/g, '')).toContain(`--rapport-accent:light-dark(${light.accent},${dark.accent})`);
  expect(rules()).not.toContain('#aa3355');
  expect([p.shell.data['color'], p.shell.wrap.style.getPropertyValue('--rapport-accent')]).toEqual([undefined, '']);
});

test('the site’s own words are said in each language they are in, and change with the site', async () => {
  const look = begin(panel());
  const texts = { en: { 'action.send': 'Off it goes' }, de: { 'action.send': 'Ab damit' } };
  await look.take({ ...site, words: { texts } });
  expect([t('action.send'), t('action.retry')]).toEqual(['Off it goes', 'Try again']);
  await loadWords('de');
  expect([t('action.send'), t('action.retry')]).toEqual(['Ab damit', 'Erneut versuchen']);
  await look.take({ ...site, words: { texts: { de: { 'action.send': 'Los' } } } });
  await loadWords('de');
  expect(t('action.send')).toBe('Los');
  await look.take(site);
  expect(t('action.send')).not.toBe('Los');
});

test.each([
  [['sv', 'nb'], 'el'],
  [['sv', 'pt-BR'], 'pt-BR'],
  [['en-US'], 'en-US'],
])('visitors who wish for %s are spoken to in %s by a site whose language is Greek', async (wished, expected) => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(wished as string[]);
  document.documentElement.lang = '';
  await loadWords('en');
  await begin(panel()).take({ ...site, words: { lang: 'el', texts: {} } });
  expect(lang.replace('en-US', 'en')).toBe(expected?.replace('en-US', 'en'));
});
