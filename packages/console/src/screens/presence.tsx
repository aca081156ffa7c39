// Whether I am here, and why the relay thinks otherwise (UX C7).
import type { Presence } from '@rapport/protocol';
import type { JSX } from 'preact';
import { deskWords } from '../desk-words.ts';
import { clockText } from '../time.ts';
import { useDesk, useUi } from '../ui.tsx';
import { words } from '../words.ts';

const choices: readonly (readonly [Presence, string])[] = [
  ['available', words.presence.available],
  ['finishing', deskWords.presence.finishing],
  ['away', words.presence.away],
];

export function PresenceSwitch(): JSX.Element {
  const desk = useDesk();
  const { locale } = useUi();
  const now = desk.presence.value;
  const missedAt = desk.missedAt.value;
  return (
    <>
      <fieldset class="segments presence">
        <legend class="vh">{words.presence.title}</legend>
        {choices.map(([p, name]) => (
          <label key={p}>
            <input type="radio" name="presence" checked={now === p} onChange={() => void desk.setPresence(p)} />
            <span>
              <i class={`dot ${p}`} />
              {name}
            </span>
          </label>
        ))}
      </fieldset>
      {missedAt !== null && (
        <div class="missed" role="status">
          <p>{deskWords.presence.missed(clockText(missedAt, locale))}</p>
          <button type="button" class="bt p" onClick={() => void desk.setPresence('available')}>
            {deskWords.presence.back}
          </button>
        </div>
      )}
      {now === 'finishing' && missedAt === null && <p class="quiet">{deskWords.presence.finishingHint}</p>}
      {now === 'away' && <p class="quiet">{words.presence.awayHint}</p>}
      {desk.presenceProblem.value !== null && (
        <p class="error" role="alert">
          {desk.presenceProblem.value}
        </p>
      )}
    </>
  );
}
