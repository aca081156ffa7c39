// What this site or this page has of its own: colours, words, a language for those whose own is not spoken. Most have none, and never load this.
import { redraw, speak } from '../choices/speak.ts';
import type { Panel, View } from '../panel.tsx';
import { addWords, base, lang, loadWords, type Part, pickLang, wishes } from '../words.ts';

type Site = NonNullable<View['site']>;
type Texts = NonNullable<Site['words']>['texts'];

export interface Look {
  /** After a welcome. */
  take(site: Site): Promise<void>;
}

export function begin(panel: Panel): Look {
  const { data, root, wrap } = panel.shell;
  const colour = data['color'];
  const sheet = new CSSStyleSheet();
  root.adoptedStyleSheets.push(sheet);
  let painted: string | undefined;
  let said: string | undefined;
  let texts: Texts = {};

  const paint = async (site: Site) => {
    const own = colour && colour !== site.colour ? colour : undefined;
    if (painted === (own ?? site.colour)) return;
    const theme = own ? (await import('./brand.ts')).themeFrom(own) : site.theme;
    if (!theme) return;
    painted = own ?? site.colour;
    // A page's own `rapport-chat { --rapport-…: … }` is stronger than this.
    const tokens = Object.entries(theme).map(
      ([name, [light, dark]]) => `--rapport-${name}:light-dark(${light},${dark})`,
    );
    sheet.replaceSync(`:host{${tokens.join(';')}}`);
    // What the loader knew of it was the accent alone.
    delete data['color'];
    wrap.style.removeProperty('--rapport-accent');
  };

  const speakOwn = async ({ words }: Site) => {
    const next = JSON.stringify(words?.texts ?? {});
    if (next !== (said ?? '{}')) {
      const { numberOf } = await import('./number-of.ts');
      texts = words?.texts ?? {};
      const own = async (name: string) => ({
        own: Object.fromEntries(Object.entries(texts[name] ?? {}).map(([key, text]) => [numberOf(key), text])) as Part,
      });
      await (said === undefined ? addWords(own, true) : loadWords(lang));
      said = next;
      redraw(panel);
    }
    const wish = pickLang([...wishes(data['lang']), words?.lang]);
    if (base(wish) !== base(lang)) await speak(panel, wish);
  };

  return {
    async take(site) {
      await paint(site);
      await speakOwn(site);
    },
  };
}
