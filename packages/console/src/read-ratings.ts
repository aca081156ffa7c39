// Notes that somebody of the staff has seen a rating: from it follows how long ratings go unread.
import { effect, type ReadonlySignal } from '@preact/signals';
import type { Api } from './api.ts';
import type { OpenChat } from './open-chat.ts';

/** Each rating of the open chat once. Returns what ends it. */
export function noteReadRatings(api: Api, open: ReadonlySignal<OpenChat | null>): () => void {
  const noted = new Set<string>();
  return effect(() => {
    const chat = open.value;
    if (chat === null) return;
    for (const [session, { rating }] of Object.entries(chat.ratings.value)) {
      const key = `${chat.id} ${session}`;
      if (!rating || noted.has(key)) continue;
      noted.add(key);
      // What could not be noted is noted when the chat is looked at again.
      api.call('POST', '/v1/ratings/read', { conv: chat.id, n: Number(session) }).catch(() => noted.delete(key));
    }
  });
}
