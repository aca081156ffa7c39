// Where a visitor is and what it speaks, as far as the log is told of it. Pure.
import type { VisitorInfo } from '@rapport/protocol';
import type { Whence } from './decide-context.ts';

/** Path of a page, in code units. */
const longestPath = 200;

/** What a session is told to have begun with: a page by its path alone, and a primary language. */
export function whenceOf({ page, lang }: VisitorInfo): Whence {
  const path = page && URL.canParse(page.url) ? new URL(page.url).pathname.slice(0, longestPath) : '';
  const locale = lang?.split('-')[0]?.toLowerCase() ?? '';
  return { ...(path && { page: path }), ...(/^[a-z]{2,3}$/.test(locale) && { locale }) };
}
