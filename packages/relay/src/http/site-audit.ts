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
    const text = changed.map((field) => `${field}: ${said(then[field])} → ${said(now[field])}`).join('; ');
    const annotation: AnnotationRow = { id: nanoid(), at, site: after.key, kind, text, actor };
    await store.addAnnotation(annotation);
  }
}

/** Opening hours are too long for a line on a chart; the audit has them. */
function said(value: SiteSettings[(typeof watched)['survey' | 'promise'][number]]): string {
  if (value === null) return '–';
  if (typeof value !== 'object') return String(value);
  if ('zone' in value) return value.zone;
  return Object.entries(value)
    .map(([name, percent]) => `${name} ${percent}`)
    .join(', ');
}
