// Items of ACCESSIBILITY.md that can be read from the sources of widget and console, without a browser.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const packages = `${import.meta.dirname}/../../`;
const sources = ['widget/src', 'console/src']
  .flatMap((folder) =>
    readdirSync(packages + folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  .filter((path) => /(?<!\.test)\.(tsx?|css|html)$/.test(path))
  .map((path) => ({ path, text: readFileSync(packages + path, 'utf8') }));
const styles = sources.filter(({ path }) => /\/style\//.test(path));

/** Where `pattern` stands, as `path: what`; `isFine`: it may stand there. */
function finds(pattern: RegExp, among = sources, isFine = (_line: string) => false): string[] {
  return among.flatMap(({ path, text }) =>
    text
      .split('\n')
      .filter((line) => pattern.test(line) && !isFine(line))
      .map((line) => `${path}: ${line.trim()}`),
  );
}

test('what these tests look for is found where it stands', () => {
  const bad = [{ path: 'a.css', text: '<b tabIndex={3}>\n  margin-left: 1px;\ncolor: #123456;\nfloat:left' }];
  expect(finds(positiveTab, bad)).toHaveLength(1);
  expect(finds(physical, bad)).toHaveLength(2);
  expect(finds(colour, bad)).toHaveLength(1);
  expect(sources.length).toBeGreaterThan(150);
  expect(styles.length).toBeGreaterThan(25);
});

const positiveTab = /tabindex[=:]["'{ ]{0,2}[1-9]/i;
test('[UX6] nothing has a tab order of its own making', () => {
  expect(finds(positiveTab)).toEqual([]);
});

test('[UX9] nothing is an application, forbids zooming, or is a transcript that reads itself out', () => {
  expect(finds(/role=\W?application|user-scalable|maximum-scale/)).toEqual([]);
  expect(finds(/aria-live\W{1,3}(polite|assertive)/)).toEqual([]);
});

const colour = /#[\da-f]{3,8}\b|\b(rgb|hsl|oklch|lab)a?\(/i;
const black = /#(0{3}|f{3}|0{6}|f{6})[\da-f]{0,2}\b/gi;
/** Shadows, veils and paper are black or white of some strength; the launcher chooses between the two. */
const isBlackOrWhite = (line: string): boolean =>
  !colour.test(line.replace(/rgb\(0 0 0.*\)|lab\(from.*\)/, '').replace(black, ''));
test('[UX80] colours are named by the tokens alone', () => {
  // Paper has no tokens: it is dark on white.
  const own = styles.filter(({ path }) => !/(tokens?|transcript)\.(ts|css)$/.test(path));
  // What a page may set has the default brand colour to fall back on.
  const isFine = (line: string) => isBlackOrWhite(line.replace('var(--rapport-accent, #0f766e)', ''));
  expect(finds(colour, own, isFine)).toEqual([]);
});

const physical =
  /(^|[\s;{"'`])((margin|padding|border)-(left|right)[\w-]*|left|right)\s*:|(text-align|float|clear)\s*:\s*(left|right)\b|border-(top|bottom)-(left|right)/;
test('[UX87] nothing is laid out by left and right', () => {
  expect(finds(physical, styles)).toEqual([]);
});
