// A mail's subject, text and HTML, from what it is about. Pure. What people wrote stands in it as text, and nothing in it is fetched:
// no image, no style sheet, no script.
import { limits } from '@rapport/protocol';
import { cleanLine } from '../text.ts';
import { transcriptLangOf, transcriptWords } from './transcript-words.ts';
import { mailLangOf, mailWords } from './words.ts';

export interface Composed {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Shown as the sender's; '': the relay's own. */
  readonly fromName: string;
  readonly lang: string;
}

export interface Said {
  readonly name: string;
  readonly text: string;
  /** Shown beside the name, whole and with its zone. */
  readonly at?: string;
}

export type About =
  | {
      readonly kind: 'reply';
      readonly site: string;
      readonly messages: readonly Said[];
      /** Of all of which `messages` are the last. */
      readonly count: number;
      /** Where the visitor was; null: nowhere that the site owns. */
      readonly link: string | null;
    }
  | {
      /** A copy of a chat, for its visitor. */
      readonly kind: 'transcript';
      readonly site: string;
      readonly reference: string;
      readonly messages: readonly (Omit<Said, 'at' | 'name'> & { readonly name: string | null; readonly at: number })[];
      /** There are more, before them. */
      readonly isCut: boolean;
      readonly zone: string;
    }
  | {
      readonly kind: 'invite';
      readonly by: string;
      readonly host: string;
      readonly link: string;
      readonly until: number;
    }
  | { readonly kind: 'reset'; readonly host: string; readonly link: string; readonly until: number };

/** One paragraph or link of a mail. */
type Part =
  | { readonly p: string; readonly isSmall?: true }
  | { readonly said: Said }
  | { readonly link: string; readonly label: string };

export function compose(about: About, tag: string | undefined): Composed {
  const lang = about.kind === 'transcript' ? transcriptLangOf(tag) : mailLangOf(tag);
  const { subject, fromName, parts } = planOf(about, tag);
  return {
    subject,
    fromName,
    lang,
    text: `${parts.map(asText).join('\n\n')}\n`,
    html: `<!doctype html>\n<html lang="${lang}" dir="${/^(ar|fa|he)$/.test(lang) ? 'rtl' : 'ltr'}">\n<head><meta charset="utf-8"><title>${escaped(subject)}</title></head>\n<body>\n${parts.map(asHtml).join('\n')}\n</body>\n</html>\n`,
  };
}

function planOf(about: About, tag: string | undefined): Plan {
  if (about.kind === 'transcript') return transcript(about, tag);
  const lang = mailLangOf(tag);
  return about.kind === 'reply' ? reply(about, lang) : link(about, lang);
}

interface Plan {
  readonly subject: string;
  readonly fromName: string;
  readonly parts: readonly Part[];
}

function reply(about: About & { kind: 'reply' }, lang: ReturnType<typeof mailLangOf>): Plan {
  const words = mailWords[lang];
  const site = line(about.site);
  const n = about.count;
  const form = words.replySubject[new Intl.PluralRules(lang).select(n)] ?? words.replySubject.other;
  const parts: Part[] = [{ p: fill(words.replyIntro, { site }) }];
  if (n > about.messages.length) parts.push({ p: words.replyMore });
  for (const { name, text } of about.messages) parts.push({ said: { name: line(name), text: body(text) } });
  parts.push(about.link ? { link: about.link, label: words.replyOpen } : { p: words.replyFind });
  parts.push({ p: words.replyFoot, isSmall: true });
  // Nothing that a visitor wrote is in it: an address may be anybody's.
  return { subject: fill(form, { n: new Intl.NumberFormat(lang).format(n), site }), fromName: site, parts };
}

function transcript(about: About & { kind: 'transcript' }, tag: string | undefined): Plan {
  const lang = transcriptLangOf(tag);
  const words = transcriptWords[lang];
  const site = line(about.site);
  const time = new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'long', timeZone: about.zone });
  const parts: Part[] = [
    { p: fill(words.intro, { site }) },
    { p: fill(words.reference, { ref: about.reference }) },
    ...(about.isCut ? [{ p: words.cut }] : []),
    ...about.messages.map(({ name, text, at }) => ({
      said: { name: name === null ? words.you : line(name), text: body(text), at: time.format(at) },
    })),
    { p: words.foot, isSmall: true },
  ];
  return { subject: fill(words.subject, { site }), fromName: site, parts };
}

function link(about: About & { kind: 'invite' | 'reset' }, lang: ReturnType<typeof mailLangOf>): Plan {
  const words = mailWords[lang];
  const { host } = about;
  const isInvite = about.kind === 'invite';
  const intro = isInvite ? fill(words.inviteIntro, { by: line(about.by), host }) : fill(words.resetIntro, { host });
  const time = new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return {
    subject: isInvite ? words.inviteSubject : words.resetSubject,
    fromName: '',
    parts: [
      { p: intro },
      { link: about.link, label: isInvite ? words.inviteOpen : words.resetOpen },
      { p: fill(words.linkUntil, { time: `${time.format(about.until)} UTC` }) },
      { p: words.linkFoot, isSmall: true },
    ],
  };
}

function asText(part: Part): string {
  if ('said' in part) {
    const { name, text, at } = part.said;
    return `${at ? `${name}, ${at}` : name}:\n${text}`;
  }
  return 'link' in part ? `${part.label}:\n${part.link}` : part.p;
}

function asHtml(part: Part): string {
  if ('said' in part) {
    const text = escaped(part.said.text).replaceAll('\n', '<br>\n');
    const at = part.said.at ? ` <small>${escaped(part.said.at)}</small>` : '';
    return `<p><b><bdi>${escaped(part.said.name)}</bdi></b>${at}</p>\n<blockquote dir="auto">${text}</blockquote>`;
  }
  if ('link' in part) return `<p><a href="${escaped(part.link)}">${escaped(part.label)}</a></p>`;
  return part.isSmall ? `<p><small>${escaped(part.p)}</small></p>` : `<p>${escaped(part.p)}</p>`;
}

/** Filled in at once: what is filled in is not searched again. */
function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? '');
}

/** A name as it may stand in a header or beside other words. */
function line(text: string): string {
  const cleaned = cleanLine(text, limits.title);
  return cleaned.ok ? cleaned.text : '…';
}

/** Everything of C0 and C1 but TAB and LF. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;

/** It was cleaned when it came; a log of an older version may hold more. */
function body(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(controls, '');
}
