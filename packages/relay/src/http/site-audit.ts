// What an owner changes of how ratings come about: into the audit, and onto the trend, where a jump would be a riddle without it (F13).
import type { ActorId } from '@rapport/protocol';
import { nanoid } from 'nanoid';
import { type SiteSettings, settingsOf } from '../core/settings/site-settings.ts';
import type { AnnotationRow } from '../store/improve.ts';
import type { SiteRow, Store } from '../store/store.ts';

/** By the kind of note that a change of it is. */
const watched = {
  survey: ['survey', 'guess', 'extra'],
  promise: ['promise', 'hours'],
} as const satisfies Readonly<Record<string, readonly (keyof SiteSettings)[]>>;

export async function noteSettings(
  store: Pick<Store, 'addAudit' | 'addAnnotation'>,
  before: SiteRow,
  after: SiteRow,
  { actor, at }: { readonly actor: ActorId; readonly at: number },
): Promise<void> {
  const [then, now] = [settingsOf(before), settingsOf(after)];
  for (const kind of ['survey', 'promise'] as const) {
    const changed = watched[kind].filter((field) => JSON.stringify(then[field]) !== JSON.stringify(now[field]));
    if (changed.length === 0) continue;
    const of = (all: SiteSettings) => Object.fromEntries(changed.map((field) => [field, all[field]]));
    await store.addAudit({ at, actor, kind, data: { site: after.key, before: of(then), after: of(now) } });
    const text = changed.map((field) => sentences[field](then, now)).join(' ');
    const annotation: AnnotationRow = { id: nanoid(), at, site: after.key, kind, text, actor };
    await store.addAnnotation(annotation);
  }
}

type Watched = (typeof watched)['survey' | 'promise'][number];
type Sentence = (then: SiteSettings, now: SiteSettings) => string;

const extraNames = { expect: 'what they expected', nps: 'recommending', ces: 'effort' } as const;

/** What a line on a chart can say of it; the audit has all of it. */
const sentences: Readonly<Record<Watched, Sentence>> = {
  survey: (_, { survey }) => `The survey was switched ${survey ? 'on' : 'off'}.`,
  guess: (then, now) => `Agents guess ${now.guess} % of their chats instead of ${then.guess} %.`,
  extra: (then, now) =>
    (Object.keys(extraNames) as (keyof typeof extraNames)[])
      .filter((name) => then.extra[name] !== now.extra[name])
      .map((name) => `${now.extra[name]} % are asked about ${extraNames[name]} instead of ${then.extra[name]} %.`)
      .join(' '),
  promise: (_, { promise }) =>
    `Visitors are ${promise ? 'told how long they will wait' : 'no longer told how long they will wait'}.`,
  hours: (then, now) =>
    now.hours === null
      ? 'There are no opening hours any more.'
      : `Opening hours were ${then.hours === null ? 'set' : 'changed'}.`,
};
