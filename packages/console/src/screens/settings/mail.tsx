// Emails on their way and those that could not be sent, with the reason, and another try.
import type { JSX } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import type { House, MailEntry } from '../../house.ts';
import { useLoaded } from '../../loaded.ts';
import { settingsWords } from '../../settings-words.ts';
import { shortText } from '../../time.ts';
import { Heard, useUi } from '../../ui.tsx';
import { isolate, words } from '../../words.ts';
import { Failed } from '../form.tsx';

const w = settingsWords.mail;

export function Mail({ house }: { house: House }): JSX.Element {
  const load = useCallback(() => house.mail(), [house]);
  const { value, problem, again } = useLoaded(load);
  const [said, setSaid] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const retry = async (id: string): Promise<void> => {
    setWrong(null);
    setSaid('');
    try {
      await house.retryMail(id);
      setSaid(w.retried);
    } catch {
      setWrong(w.retryFailed); // whatever it was, the list that comes now shows how things stand
    }
    again();
  };
  if (value === null)
    return problem ? (
      <Failed text={w.loadFailed} again={again} word={words.retry} />
    ) : (
      <p class="empty">{words.loading}</p>
    );
  return (
    <>
      <p class={value.isConfigured ? 'lead' : 'stripe warn'}>{value.isConfigured ? w.on : w.off}</p>
      {problem && <Failed text={w.loadFailed} again={again} word={words.retry} />}
      <h4>{w.failed}</h4>
      {value.failed.length === 0 ? (
        <p class="quiet">{w.nothingFailed}</p>
      ) : (
        <Mails entries={value.failed} label={w.failed} onRetry={(id) => void retry(id)} />
      )}
      <h4>{w.queued}</h4>
      {value.queued.length === 0 ? (
        <p class="quiet">{w.nothingQueued}</p>
      ) : (
        <Mails entries={value.queued} label={w.queued} onRetry={(id) => void retry(id)} />
      )}
      <div class="acts">
        <button type="button" class="bt" onClick={again}>
          {w.reload}
        </button>
        <span class="said" role="status">
          {said}
        </span>
        <span class="error" role="alert">
          {wrong}
        </span>
      </div>
    </>
  );
}

function Mails({
  entries,
  label,
  onRetry,
}: {
  entries: readonly MailEntry[];
  label: string;
  onRetry: (id: string) => void;
}): JSX.Element {
  const { now, locale } = useUi();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keys
    <section class="table-frame" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{w.to}</th>
            <th scope="col">{w.kind}</th>
            <th scope="col">{w.tries}</th>
            <th scope="col">{w.next}</th>
            <th scope="col">{w.reason}</th>
            <th scope="col">
              <Heard>{w.retry}</Heard>
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((mail) => (
            <tr key={mail.id}>
              <th scope="row">
                <bdi>{mail.to}</bdi>
              </th>
              <td>{w.kinds[mail.kind] ?? mail.kind}</td>
              <td class="number">{mail.attempts}</td>
              <td>
                {mail.nextAt === null
                  ? '–'
                  : mail.nextAt <= now.value
                    ? w.now
                    : shortText(mail.nextAt, now.value, locale)}
              </td>
              <td dir="auto">{mail.error ?? '–'}</td>
              <td>
                <button type="button" class="bt" onClick={() => onRetry(mail.id)}>
                  {w.retry}
                  <Heard>: {isolate(mail.to)}</Heard>
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
