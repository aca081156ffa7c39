// The copy of a chat for its visitor, as a mail: read from the log that everybody in the conversation sees, never from another (K2).
import { type ConvId, type Ev, referenceOf, type Seq } from '@rapport/protocol';
import type { Store } from '../../store/store.ts';
import { type About, type Composed, compose } from './compose.ts';
import type { MailData } from './mailer.ts';
import { textOf } from './reply.ts';

type Reads = Pick<Store, 'conversation' | 'history' | 'visitor' | 'site'>;
type Message = (About & { kind: 'transcript' })['messages'][number];

const page = 200;
/** Of one mail; what is before them is in the chat. */
const messagesMost = 2_000;
const charactersMost = 500_000;

/** Null: there is nothing of it any more. */
export async function transcriptMail(
  store: Reads,
  { conv, visitor, upTo, zone }: MailData['transcript'],
  lang: string,
): Promise<Composed | null> {
  const row = await store.conversation(conv);
  if (!row) return null;
  const { who, site: key } = row.state;
  const site = (await store.site(key))?.name ?? key;
  const own = (await store.visitor(visitor))?.info;
  const nameOf = (id: string): string | null =>
    id === visitor || who[id]?.role === 'visitor' ? (own?.signed?.name ?? own?.name ?? null) : (who[id]?.name ?? site);
  const { events, isCut } = await newest(store, conv, upTo);
  if (events.length === 0) return null;
  const messages = events.map(({ a, at, d }): Message => ({ name: nameOf(a) || null, text: textOf(d), at }));
  return compose({ kind: 'transcript', site, reference: referenceOf(conv), messages, isCut, zone }, lang);
}

/** As many of the last messages as one mail holds, oldest first. */
async function newest(
  store: Reads,
  conv: ConvId,
  upTo: Seq,
): Promise<{ readonly events: Ev[]; readonly isCut: boolean }> {
  const events: Ev[] = [];
  let characters = 0;
  for (let before = upTo + 1; before > 1; ) {
    const some = await store.history(conv, 'main', before, page);
    for (const ev of some.toReversed()) {
      if (ev.k !== 'message') continue;
      characters += textOf(ev.d).length;
      if (events.length === messagesMost || (characters > charactersMost && events.length > 0))
        return { events: events.reverse(), isCut: true };
      events.push(ev);
    }
    before = some[0]?.s ?? 0;
  }
  return { events: events.reverse(), isCut: false };
}
