// The settings of one site while somebody changes them: what stands, and what the relay said to each change. It knows no screen.
import { type ReadonlySignal, signal } from '@preact/signals';
import { problemOf } from './account.ts';
import type { ApiProblem, FieldProblem } from './api.ts';
import type { House, Site, SiteChange } from './house.ts';
import { settingsWords as w } from './settings-words.ts';

/** `failed`: `text` if there is no field that it could stand at. */
export type Mark =
  | { readonly is: 'saving' }
  | { readonly is: 'saved' }
  | { readonly is: 'failed'; readonly problems: readonly FieldProblem[]; readonly text: string | null };

export interface SiteEditor {
  readonly site: ReadonlySignal<Site>;
  /** By the field whose change it was. */
  readonly marks: ReadonlySignal<Readonly<Record<string, Mark>>>;
  /** `change` gets the site as it then stands. Changes go one after the other; false: refused, and the mark says why. */
  save(field: string, change: (now: Site) => SiteChange): Promise<boolean>;
  /** What somebody else has told of it meanwhile. */
  adopt(site: Site): void;
}

export function createSiteEditor(house: House, first: Site, onChange: (site: Site) => void): SiteEditor {
  const site = signal(first);
  const marks = signal<Readonly<Record<string, Mark>>>({});
  const mark = (field: string, it: Mark): void => {
    marks.value = { ...marks.peek(), [field]: it };
  };
  let before: Promise<unknown> = Promise.resolve();

  const write = async (field: string, change: (now: Site) => SiteChange): Promise<boolean> => {
    try {
      site.value = await house.changeSite(first.key, change(site.peek()));
      onChange(site.peek());
      mark(field, { is: 'saved' });
      return true;
    } catch (error) {
      mark(field, failed(problemOf(error)));
      return false;
    }
  };
  return {
    site,
    marks,
    save(field, change) {
      mark(field, { is: 'saving' });
      const mine = before.then(() => write(field, change));
      before = mine;
      return mine;
    },
    adopt(next) {
      site.value = next;
    },
  };
}

/** A refusal, as a mark: everything it names, or one sentence. */
export function failed(p: ApiProblem): Extract<Mark, { is: 'failed' }> {
  const problems = problemsOf(p);
  if (problems.length > 0) return { is: 'failed', problems, text: null };
  return { is: 'failed', problems, text: p.code === 'forbidden' ? w.forbidden : w.failed };
}

export function problemsOf(p: ApiProblem): readonly FieldProblem[] {
  return p.problems ?? (p.field === undefined ? [] : [{ field: p.field, code: p.code }]);
}

/** The problems at `field` and below it. */
export function at(problems: readonly FieldProblem[], field: string): readonly FieldProblem[] {
  return problems.filter((p) => p.field === field || p.field.startsWith(`${field}.`));
}

/** What is wrong with a field, in words: of a list, which line it is. */
export function wordsOf(mark: Mark | undefined, field: string, lines: readonly string[] = []): string | null {
  if (mark?.is !== 'failed') return null;
  if (mark.text !== null) return mark.text;
  const texts = mark.problems.map((p) => {
    const line = p.field.startsWith(`${field}.`) ? Number(p.field.slice(field.length + 1)) : Number.NaN;
    const text = w.problem(p.code);
    return lines[line] === undefined ? text : w.entryProblem(lines[line], text);
  });
  return [...new Set(texts)].join(' ');
}
