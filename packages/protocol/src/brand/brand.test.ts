import { expect, test } from 'vitest';
import type { Tokens } from './brand.ts';
import { themeOf } from './brand.ts';
import type { Hex } from './colour.ts';
import { contrast, hexFrom, hexOf, oklchOf } from './colour.ts';

type Pair = readonly [text: keyof Tokens, ground: keyof Tokens, least: number];
const texts: Pair[] = (['text', 'text2', 'text3', 'accentText'] as const).flatMap((text) =>
  (['bg', 'surface', 'soft'] as const).map((ground): Pair => [text, ground, 4.5]),
);
const pairs: Pair[] = [
  ...texts,
  ['text3', 'subtle', 4.5],
  ['onAccent', 'accent', 4.5],
  ['onAccent', 'accentHover', 4.5],
  ['borderStrong', 'bg', 3],
  ['borderStrong', 'raised', 3],
  ['accentEdge', 'bg', 3],
];

test('the default brand gives the colours the design shows', () => {
  const { light, dark } = themeOf('#0f766e');
  expect(light).toMatchObject({
    bg: '#ffffff',
    text: '#131b1a',
    accent: '#0f766e',
    onAccent: '#ffffff',
    accentText: '#0f766e',
    soft: '#d6f4f0',
  });
  expect(dark).toMatchObject({
    bg: '#0e1413',
    text: '#edf1f0',
    accentText: '#54aca3',
    soft: '#003d39',
    borderStrong: '#778381',
  });
});

test('a bright brand keeps its colour and gets ink on it; as text it is darkened', () => {
  const { light } = themeOf('#facc15');
  expect(light).toMatchObject({ accent: '#facc15', onAccent: '#101114', accentText: '#826900' });
  expect(contrast('#facc15', light.bg)).toBeLessThan(3);
  expect(light.accentEdge).toBe(light.borderStrong);
});

test('[UX78] greys, black, white and what is hardest are brands too', () => {
  for (const brand of ['#000000', '#ffffff', '#808080', '#ffff00', '#00ffff', '#8769f0'] as const)
    expect(failuresOf(brand)).toEqual([]);
});

test('[UX77] every text can be read and every boundary seen, for 5,832 brands in both modes', {
  timeout: 60_000,
}, () => {
  const failures: string[] = [];
  for (let n = 0; n < 18 ** 3; n++) {
    const digits = [n % 18, Math.floor(n / 18) % 18, Math.floor(n / 324)].map((part) => hex2(part * 15));
    failures.push(...failuresOf(`#${digits.join('')}`));
  }
  expect(failures).toEqual([]);
});

function failuresOf(brand: Hex): string[] {
  return Object.entries(themeOf(brand)).flatMap(([mode, tokens]: [string, Tokens]) =>
    pairs
      .filter(([text, ground, least]) => contrast(tokens[text], tokens[ground]) < least)
      .map(([text, ground]) => `${brand} ${mode} ${text} on ${ground}`),
  );
}

test('black on white is 21 : 1, and what is the same 1 : 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
  expect(contrast('#0f766e', '#0f766e')).toBe(1);
  // WCAG's own example of what fails by a hair.
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 3);
});

test('OKLCH as its author gives it: red', () => {
  const { l, c, h } = oklchOf('#ff0000');
  expect([l, c, h]).toEqual([expect.closeTo(0.628, 3), expect.closeTo(0.2577, 3), expect.closeTo(29.23, 1)]);
});

test('there and back is the same colour; what no screen shows keeps its lightness', () => {
  for (const hex of ['#0f766e', '#facc15', '#000000', '#ffffff', '#123456'] as const)
    expect(hexFrom(oklchOf(hex))).toBe(hex);
  expect(oklchOf(hexFrom({ l: 0.7, c: 0.5, h: 150 })).l).toBeCloseTo(0.7, 2);
});

test('a colour may be written short or in capitals; anything else is none', () => {
  expect(hexOf(' #0F7 ')).toBe('#00ff77');
  expect(hexOf('#0F766E')).toBe('#0f766e');
  for (const text of ['', 'teal', '#12', '#12345', '#1234567', '0f766e', '#gggggg', 'url(x)'])
    expect(hexOf(text)).toBeNull();
});

const hex2 = (value: number): string => value.toString(16).padStart(2, '0');
