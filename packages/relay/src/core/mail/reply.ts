// What a visitor who is not there has not read, and the mail made of it: read from the log, the marks and what is known of the visitor.
import type { ActorId, ConvId, Ev, EventData, Seq, VisitorInfo } from '@rapport/protocol';
import type { ConvRow, SiteRow, Store } from '../../store/store.ts';
import { readAddress } from './address.ts';
import { type Composed, compose, type Said } from './compose.ts';
import type { MailData } from './mailer.ts';

type Reads = Pick<Store, 'conversation' | 'events' | 'history' | 'marks' | 'visitor' | 'site'>;

/** Up to where messages went out by mail (`sent`), or were sent or given up (`upTo`). */
export interface Mailed {
  readonly upTo: Seq;
  readonly sent: Seq;
}

/** The staff's messages that no mail was made of. `after`: also those before them that were not read and did not arrive. */
export interface Unmailed {
  readonly after: Seq;
  readonly upTo: Seq;
  readonly firstAt: number;
  readonly lastAt: number;
}

const page = 100;
/** Of one mail; what is before them is in the chat. */
const messagesMost = 50;
const charactersMost = 100_000;

/** From the notes, the newest first. */
export async function mailedOf(store: Reads, { conv, heads }: ConvRow): Promise<Mailed> {
  let upTo = 0;
  let before = heads.notes + 1;
  while (before > 1) {
    const events = await store.history(conv, 'notes', before, page);
    for (const { k, d } of events.toReversed()) {
      if (k !== 'mailed') continue;
      const mailed = d as EventData['mailed'];
      upTo = Math.max(upTo, mailed.upTo);
      if (mailed.state === 'sent') return { upTo, sent: mailed.upTo };
    }
    before = events[0]?.s ?? 0;
  }
  return { upTo, sent: 0 };
}

export async function unmailedOf(store: Reads, row: ConvRow): Promise<Unmailed | null> {
  const { conv, heads, state } = row;
  const read = await readOf(store, conv, state.visitor);
  if (read >= heads.main) return null;
  const mailed = await mailedOf(store, row);
  const after = Math.max(read, mailed.upTo);
  let found: Unmailed | null = null;
  for (let from = after; from < heads.main; ) {
    const events = await store.events(conv, 'main', from, page);
    if (events.length === 0) break;
    for (const ev of events) if (isAnswer(ev, state.visitor)) found = added(found, ev, Math.max(read, mailed.sent));
    from = events.at(-1)?.s ?? heads.main;
  }
  return found;
}

const added = (found: Unmailed | null, { s, at }: Ev, after: Seq): Unmailed => ({
  after,
  upTo: s,
  firstAt: found?.firstAt ?? at,
  lastAt: at,
});

const isAnswer = (ev: Ev, visitor: ActorId): boolean => ev.k === 'message' && ev.a !== visitor;

const readOf = async (store: Reads, conv: ConvId, visitor: ActorId): Promise<Seq> =>
  (await store.marks(conv))[visitor]?.r ?? 0;

/** Null: no address, or nobody who is to be written to. */
export async function addressOf(store: Reads, { state }: ConvRow): Promise<{ to: string; info: VisitorInfo } | null> {
  const info = (await store.visitor(state.visitor))?.info;
  const to = info && !info.blocked ? readAddress(info.email || (info.signed?.email ?? '')) : null;
  return info && to ? { to, info } : null;
}

/** Null: it is not to be sent any more. */
export async function replyMail(
  store: Reads,
  { conv, visitor, after, upTo }: MailData['reply'],
  { to, ownOrigin }: { readonly to: string; readonly ownOrigin: string },
): Promise<Composed | null> {
  const row = await store.conversation(conv);
  const person = row && (await addressOf(store, row));
  if (!row || person?.to !== to || (await readOf(store, conv, visitor)) >= upTo) return null;
  // Another mail, made while this one had been given up, has told it already.
  if ((await mailedOf(store, row)).sent >= upTo) return null;
  const answers: Ev[] = [];
  for (let from = after; from < upTo; ) {
    const events = await store.events(conv, 'main', from, page);
    if (events.length === 0) break;
    for (const ev of events) if (ev.s <= upTo && isAnswer(ev, visitor)) answers.push(ev);
    from = events.at(-1)?.s ?? upTo;
  }
  if (answers.length === 0) return null;
  const site = await store.site(row.state.site);
  const name = site?.name ?? row.state.site;
  const said = answers.map(({ a, d }): Said => ({ name: row.state.who[a]?.name ?? name, text: textOf(d) }));
  const link = linkTo(person.info.page?.url, site, ownOrigin);
  const about = { kind: 'reply', site: name, messages: newest(said), count: said.length, link } as const;
  return compose(about, person.info.lang);
}

/** A file is told of by its name: it is not for everybody who reads this mail. */
export function textOf(d: unknown): string {
  const { text, files = [] } = d as EventData['message'];
  return [...(text === '' ? [] : [text]), ...files.map(({ name }) => `📎 ${name}`)].join('\n');
}

/** As many of the last ones as one mail holds, and one in any case. */
function newest(said: readonly Said[]): readonly Said[] {
  let characters = 0;
  const from = said.findLastIndex(({ text }, i) => {
    characters += text.length;
    return i === said.length - messagesMost || (characters > charactersMost && i < said.length - 1);
  });
  if (from < 0) return said;
  return said.slice(characters > charactersMost ? from + 1 : from);
}

/** Where the visitor was says the visitor: it is a link only if the page is the site's own. */
function linkTo(url: string | undefined, site: SiteRow | null, ownOrigin: string): string | null {
  if (!url || !URL.canParse(url)) return null;
  const { origin, href, protocol } = new URL(url);
  const isOwn = origin === ownOrigin || (site?.origins.includes(origin) ?? false);
  return isOwn && /^https?:$/.test(protocol) ? href : null;
}
