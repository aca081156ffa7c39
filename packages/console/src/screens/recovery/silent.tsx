// The silent risk: chats that nobody rated, with the signs that say why to look (R18).
import type { JSX } from 'preact';
import { useCallback } from 'preact/hooks';
import { useLoaded } from '../../loaded.ts';
import type { Recovery } from '../../recovery.ts';
import { recoveryWords as w } from '../../recovery-words.ts';
import { words } from '../../words.ts';
import { Failed, Heading } from '../form.tsx';
import { SessionList } from '../reports/session-list.tsx';

export function Silent({ asks }: { asks: Recovery }): JSX.Element {
  const load = useCallback(() => asks.silent(), [asks]);
  const { value, problem, again } = useLoaded(load);
  return (
    <div class="report-page">
      <Heading>{w.silent}</Heading>
      <p class="lead">{w.silentLead}</p>
      {problem && <Failed text={w.loadFailed} again={again} word={words.retry} />}
      {value === null ? (
        !problem && <p class="empty">{words.loading}</p>
      ) : value.sessions.length === 0 ? (
        <p class="empty">{w.noneSilent}</p>
      ) : (
        <SessionList id="silent" lines={value.sessions} isUntitled />
      )}
      {value?.isMore && <p class="quiet">{w.more}</p>}
    </div>
  );
}
