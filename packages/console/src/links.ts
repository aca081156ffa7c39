// Finds what may become a link in a text. One pass, no backtracking; everything else stays text (SECURITY C7).

export type Piece = { readonly text: string; readonly href?: string };

const longestLink = 2_048;
const start = /(?:https?:\/\/|mailto:)/gi;
/** White space, controls, direction overrides and what no address holds. */
const stop = /[\s\p{Cc}\p{Bidi_Control}<>"\u201c\u201d]/gu;
const trailing = new Set(".,;:!?'*_~\u060c\u061b\u061f\u06d4\u3002\u2026\u2019");
const closers: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Splits `text` into text and links; the pieces joined are `text` again. */
export function pieces(text: string): readonly Piece[] {
  const out: Piece[] = [];
  let from = 0;
  start.lastIndex = 0;
  for (let m = start.exec(text); m; m = start.exec(text)) {
    const at = m.index;
    const end = trimmed(text, at, endOf(text, at));
    start.lastIndex = Math.max(end, at + m[0].length);
    const before = text[at - 1];
    if (before !== undefined && /[\p{L}\p{N}]/u.test(before)) continue;
    const href = hrefOf(text.slice(at, end));
    if (href === null) continue;
    if (at > from) out.push({ text: text.slice(from, at) });
    out.push({ text: text.slice(at, end), href });
    from = end;
  }
  if (from < text.length) out.push({ text: text.slice(from) });
  return out;
}

/** The address as a browser would open it, or null: only http, https and a bare mailto; never one that hides its host behind a user name. */
export function hrefOf(typed: string): string | null {
  if (typed.length > longestLink) return null;
  let url: URL;
  try {
    url = new URL(typed);
  } catch {
    return null; // not an address: it stays text
  }
  if (url.protocol === 'mailto:')
    return /^[^@?\s]+@[^@?\s]+$/.test(url.pathname) && url.search === '' ? url.href : null;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  if (url.username !== '' || url.password !== '' || url.hostname === '') return null;
  return url.href;
}

function endOf(text: string, at: number): number {
  stop.lastIndex = at;
  return stop.exec(text)?.index ?? text.length;
}

function trimmed(text: string, at: number, end: number): number {
  const open: Record<string, number> = {};
  for (let i = at; i < end; i++) {
    const c = text[i] as string;
    open[c] = (open[c] ?? 0) + 1;
  }
  let to = end;
  while (to > at) {
    const c = text[to - 1] as string;
    const opener = closers[c];
    const unbalanced = opener !== undefined && (open[c] ?? 0) > (open[opener] ?? 0);
    if (!trailing.has(c) && !unbalanced) break;
    open[c] = (open[c] ?? 1) - 1;
    to--;
  }
  return to;
}
