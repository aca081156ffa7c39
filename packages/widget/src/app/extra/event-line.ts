// The sentence for what happens in few chats: hand-over, a supervisor, the agent who was gone, an end that nobody chose.
import type { EventData } from '@rapport/protocol';
import type { ChatEvent, Item } from '@rapport/sdk';
import type { Panel } from '../panel.tsx';
import { timeOf } from '../time.ts';
import { nameIn, t } from '../words.ts';

type Data<K extends keyof EventData> = EventData[K];

/** Undefined: an event like any other. '': it says what the line beside it says. */
export function eventLine({ now, visitor }: Panel, event: ChatEvent): string | undefined {
  const { kind, data, at, author, seq } = event;
  const name = (id: string): string => nameIn(now.staff, id);
  if (kind === 'transferred') {
    const { to, team, why } = data as Data<'transferred'>;
    if (to) return t(why === 'takeover' ? 'transfer.lead' : 'transfer.notice', { name: name(to) });
    const known = visitor.site.getSnapshot()?.teams?.find(({ key }) => key === team);
    return known ? t('transfer.team', { team: known.name }) : t('transfer.queue');
  }
  if (kind === 'requeued') return t('transfer.gone', { name: name((data as Data<'requeued'>).from) });
  if (kind === 'escalated') {
    const isMine = (data as Data<'escalated'>).by === 'visitor';
    return isMine ? t('lead.asked') : t('lead.asked_by', { name: name(author) });
  }
  if (kind === 'closed') {
    const { why } = data as Data<'closed'>;
    if (why === 'left') return `${t('queue.left')} ${timeOf(at)}`;
    return why === 'idle' ? t('idle.end') : undefined;
  }
  return kind === 'joined' ? joinedLine(now.timeline.items, (data as Data<'joined'>).who, seq) : undefined;
}

/** Who takes over has been named by that; a lead who comes because somebody asked is called one. */
function joinedLine(items: readonly Item[], who: Data<'joined'>['who'], seq: number): string | undefined {
  const events = items.flatMap((item) => (item.type === 'event' ? item.event : []));
  const isNamed = events.some(
    (other) =>
      other.kind === 'transferred' &&
      (other.data as Data<'transferred'>).to === who.id &&
      Math.abs(other.seq - seq) <= 2,
  );
  if (isNamed) return '';
  const before = events.filter((other) => other.seq < seq && /^(escalated|closed)$/.test(other.kind)).at(-1);
  const isLead = before?.kind === 'escalated' && /^(lead|owner)$/.test(who.role);
  return isLead ? t('lead.joined', { name: who.name ?? t('name.person') }) : undefined;
}
