// The sentence for an event in the transcript, shown and said alike. Of rare events it knows nothing before their words have come.
import type { EventData } from '@rapport/protocol';
import type { ChatEvent } from '@rapport/sdk';
import type { Panel } from './panel.tsx';
import { timeOf } from './time.ts';
import { t } from './words.ts';

/** '': nothing is told of it. */
export function lineOf({ parts }: Panel, event: ChatEvent): string {
  const { kind, data, at } = event;
  const rare = parts.extras?.line(event);
  if (rare !== undefined) return rare;
  if (kind === 'joined') return t('agent.joined', { name: (data as EventData['joined']).who.name ?? t('name.person') });
  if (kind === 'closed') return `${t('end.notice')} ${timeOf(at)}`;
  return kind === 'reopened' ? `${t('log.reopened')} ${timeOf(at)}` : '';
}
