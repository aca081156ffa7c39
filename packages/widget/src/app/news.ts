// What has come since the last look, so that it is said, rung and told to the page exactly once. Pure.
import type { Item, Message, Timeline } from '@rapport/sdk';

export interface News {
  readonly theirs: readonly Message[];
  readonly mine: readonly Message[];
  readonly events: readonly Extract<Item, { type: 'event' }>['event'][];
}

/** Everything confirmed after `seq`. */
export function newsSince(seq: number, { items }: Timeline): News {
  const theirs: Message[] = [];
  const mine: Message[] = [];
  const events: News['events'][number][] = [];
  for (const item of items) {
    if (item.type === 'event') item.event.seq > seq && events.push(item.event);
    else if (item.type === 'message' && (item.message.seq ?? 0) > seq) (item.message.mine ? mine : theirs).push(item.message);
  }
  return { theirs, mine, events };
}
