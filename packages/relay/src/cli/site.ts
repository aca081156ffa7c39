// `rapport site`: which sites may embed the widget, and from which origins.
import { isId } from '@rapport/protocol';
import { isExactOrigin } from '../core/settings/exact-origin.ts';
import { cleanName } from '../http/person.ts';
import { done, failed, none, only, parse, type Run, table, Usage } from './command.ts';

export function siteCommand(args: readonly string[]): Run {
  const [verb, ...rest] = args;
  if (verb === 'add') return add(rest);
  if (verb === 'list') return list(rest);
  if (verb === 'remove') return remove(rest);
  throw new Usage('Say what to do with sites: add, list or remove.');
}

function add(args: readonly string[]): Run {
  const { values, positionals } = parse(args, {
    name: { type: 'string' },
    origin: { type: 'string', multiple: true },
    native: { type: 'boolean' },
    replace: { type: 'boolean' },
  });
  const key = only(positionals, 'KEY');
  if (!isId(key)) throw new Usage('KEY must be 1 to 40 of A–Z a–z 0–9 _ -.');
  const name = values.name === undefined ? null : cleanName(values.name);
  if (name === null) throw new Usage('--name must say what visitors see, at most 80 characters.');
  const origins = (values.origin ?? []).map(exactOrigin);
  return async ({ store }) => {
    const known = await store.site(key);
    if (known && !known.disabled && !values.replace)
      return failed(`There is a site ${key} already. To change it, add --replace.`);
    await store.putSite({ key, name, origins: [...new Set(origins)], native: values.native ?? false, disabled: false });
    return done(
      `Site ${key} is ready. Put this into its pages:\n  <script async src="RELAY/rapport.js" data-site="${key}"></script>`,
    );
  };
}

function exactOrigin(text: string): string {
  if (!isExactOrigin(text))
    throw new Usage(
      `--origin must be an exact https origin like https://shop.example, without path or wildcard (http only for localhost).`,
    );
  return text;
}

function list(args: readonly string[]): Run {
  none(parse(args, {}).positionals);
  return async ({ store }) => {
    const sites = await store.sites();
    if (sites.length === 0) return done('No sites yet. Add one with: rapport site add KEY --name NAME --origin ORIGIN');
    return done(
      table(
        sites.map((site) => [
          site.key,
          site.name,
          site.disabled ? 'removed' : site.origins.join(' ') || "the relay's own pages",
          site.native ? 'native' : '',
        ]),
      ),
    );
  };
}

function remove(args: readonly string[]): Run {
  const key = only(parse(args, {}).positionals, 'KEY');
  return async ({ store }) => {
    const site = await store.site(key);
    if (!site || site.disabled) return failed(`There is no site ${key}.`);
    await store.putSite({ ...site, disabled: true });
    return done(`Site ${key} is removed. Its conversations are kept.`);
  };
}
