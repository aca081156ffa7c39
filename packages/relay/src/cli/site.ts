// `rapport site`: which sites may embed the widget, and from which origins.
import { isId } from '@rapport/protocol';
import { checkSite } from '../core/settings/check-site.ts';
import { isExactOrigin } from '../core/settings/exact-origin.ts';
import { settingsOf } from '../core/settings/site-settings.ts';
import { cleanName } from '../http/person.ts';
import { inUse } from '../http/sites.ts';
import { tagOf } from '../http/tag.ts';
import { ownUrl } from '../settings.ts';
import { done, failed, none, only, parse, type Run, table, Usage } from './command.ts';

export function siteCommand(args: readonly string[]): Run {
  const [verb, ...rest] = args;
  if (verb === 'add') return add(rest);
  if (verb === 'list') return list(rest);
  if (verb === 'remove') return remove(rest);
  if (verb === 'show') return show(rest);
  if (verb === 'set') return set(rest);
  throw new Usage('Say what to do with sites: add, list, show, set or remove.');
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
  return async ({ store, settings }) => {
    const known = await store.site(key);
    if (known && !known.disabled && !values.replace)
      return failed(`There is a site ${key} already. To change it, add --replace.`);
    const row = { key, name, origins: [...new Set(origins)], native: values.native ?? false, disabled: false };
    if (!known) await store.putSite(row);
    // What is set for it stays, also what is set meanwhile.
    const kept = known
      ? await store.changeSite(key, ({ settings }) => ({ ...row, ...(settings ? { settings } : {}) }))
      : row;
    return done(`Site ${key} is ready. Put this into its pages:\n  ${tagOf(kept ?? row, ownUrl(settings))}`);
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
    await store.changeSite(key, (row) => ({ ...row, disabled: true }));
    return done(`Site ${key} is removed. Its conversations are kept.`);
  };
}

function show(args: readonly string[]): Run {
  const key = only(parse(args, {}).positionals, 'KEY');
  return async ({ store, settings }) => {
    const site = await store.site(key);
    if (!site) return failed(`There is no site ${key}.`);
    return done(`${JSON.stringify(settingsOf(site), null, 2)}\n${tagOf(site, ownUrl(settings))}`);
  };
}

/** The same judgement as over HTTP; a running relay takes it up within seconds. */
function set(args: readonly string[]): Run {
  const [key, json, ...more] = parse(args, {}).positionals;
  if (key === undefined || json === undefined || more.length > 0)
    throw new Usage(`Say the site and what to set: rapport site set KEY '{"capacity": 3}'`);
  let given: unknown;
  try {
    given = JSON.parse(json);
  } catch {
    throw new Usage('The settings must be JSON. Put them in single quotes.');
  }
  return async ({ store }) => {
    const site = await store.site(key);
    if (!site) return failed(`There is no site ${key}.`);
    const checked = checkSite({ settings: given }, site);
    const problems = checked.ok ? await inUse(store, site, checked.row) : checked.problems;
    if (problems.length > 0)
      return failed(`Nothing was changed:\n${problems.map(({ field, code }) => `  ${field}: ${code}`).join('\n')}`);
    const changed = await store.changeSite(key, (row) => {
      const again = checkSite({ settings: given }, row);
      return again.ok ? again.row : null;
    });
    return changed ? done(`Site ${key} is changed.`) : failed('Somebody has changed this site meanwhile. Try again.');
  };
}
