// Finds what can be clicked in a message. One pass over the text; the outcome is pieces, never markup. Must not know the DOM.

export type Piece =
  | string
  | {
      readonly href: string;
      readonly text: string /** Host as it really is, when what was typed is not ASCII. */;
      readonly host?: string;
    };

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const hidden = /[\0-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const tail = /[.,;:!?'"’”»*_~،؛؟…\]}>]/;

/** `text` as pieces that joined together give `text` again. Only http, https and mailto; no user info; no hidden characters (C7 of the security page). */
export function linkify(text: string): Piece[] {
  const pieces: Piece[] = [];
  const say = (part: string) => {
    if (!part) return;
    const last = pieces.length - 1;
    if (typeof pieces[last] === 'string') pieces[last] += part;
    else pieces.push(part);
  };
  for (const word of text.split(/(\s+)/)) {
    const link = linkIn(word);
    if (!link) {
      say(word);
      continue;
    }
    const [from, to, found] = link;
    say(word.slice(0, from));
    pieces.push(found);
    say(word.slice(to));
  }
  return pieces;
}

type Found = readonly [from: number, to: number, link: Exclude<Piece, string>];

function linkIn(word: string): Found | null {
  let from = word.search(/https?:\/\/|www\./i);
  const isMail = from < 0;
  if (isMail) {
    from = word.indexOf('@');
    while (from > 0 && /[\w.+-]/.test(word[from - 1] as string)) from--;
  }
  if (from < 0 || hidden.test(word)) return null;
  const to = endOf(word, from);
  const text = word.slice(from, to);
  if (isMail) return /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(text) ? [from, to, { href: `mailto:${text}`, text }] : null;
  try {
    const { href, hostname, username, password } = new URL(text.replace(/^www/i, 'https://$&'));
    if (username || password || !/^.+:\/\/[^/]/.test(text.replace(/^www/i, 'x://')) || !hostname.includes('.'))
      return null;
    return [from, to, text.toLowerCase().includes(hostname) ? { href, text } : { href, text, host: hostname }];
  } catch {
    return null;
  }
}

/** Where the link ends: closing punctuation is not part of it, unless it closes what the link itself opened. */
function endOf(word: string, from: number): number {
  let open = 0;
  for (let i = from; i < word.length; i++) open += word[i] === '(' ? 1 : word[i] === ')' ? -1 : 0;
  let to = word.length;
  for (; to > from; to--) {
    const last = word[to - 1] as string;
    if (last === ')' && open < 0) open++;
    else if (!tail.test(last)) break;
  }
  return to;
}
