// What stands above everything while it is true: no connection, no sound.

import { useSignalEffect } from '@preact/signals';
import type { Status } from '@rapport/sdk';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { Icon } from '../icon.tsx';
import { useDesk, useUi } from '../ui.tsx';
import { words } from '../words.ts';

export function Strips(): JSX.Element | null {
  const desk = useDesk();
  const { chime, preferences, announce } = useUi();
  const text = connectionWords(desk.status.value);
  const last = useRef<string | null>(null);
  useSignalEffect(() => {
    const said = connectionWords(desk.status.value);
    if (said === last.current) return;
    announce(said ?? words.strip.back);
    last.current = said;
  });
  const mute = chime.blocked.value && preferences.sound.value;
  if (text === null && !mute) return null;
  return (
    <section class="strips" aria-label={words.strip.region}>
      {text !== null && (
        <p class="stripe warn">
          <Icon name="warn" />
          {text}
          {desk.status.value.phase === 'stopped' && (
            <button type="button" class="bt" onClick={() => location.reload()}>
              {words.strip.reload}
            </button>
          )}
        </p>
      )}
      {mute && (
        <p class="stripe">
          {words.strip.soundBlocked}
          <button type="button" class="bt" onClick={() => void chime.unlock()}>
            {words.strip.turnOn}
          </button>
        </p>
      )}
    </section>
  );
}

/** Null while all is well, and for the first seconds of a gap. */
function connectionWords(status: Status): string | null {
  if (status.phase === 'stopped') return words.strip.stopped;
  if ((status.phase === 'waiting' || status.phase === 'connecting') && status.lost)
    return navigator.onLine ? words.strip.lost : words.strip.offline;
  return null;
}
