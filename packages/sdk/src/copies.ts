// A copy of a conversation by mail: asked for by HTTP, and asked after until it has gone. Loaded when it is first asked for.
import type { ConvId } from '@rapport/protocol';
import type { Core } from './core.ts';
import { ask, broken, door, refusal } from './door.ts';
import { ChatError } from './error.ts';
import type { ConnectOptions, TranscriptMail, TranscriptWish } from './types.ts';

interface Told {
  readonly id: string;
  readonly to: string;
  readonly state: 'queued' | 'sent' | 'failed';
}

const firstMs = 500;
const mostMs = 4_000;

/** K1 and K5. */
export async function mailTranscript(
  x: Core,
  o: ConnectOptions,
  conversation: ConvId,
  { to, lang, zone = Intl.DateTimeFormat().resolvedOptions().timeZone, signal, timeoutMs = 15_000 }: TranscriptWish,
): Promise<TranscriptMail> {
  const until = x.p.now() + timeoutMs;
  const body = JSON.stringify({ conversation, to, ...(lang && { lang }), ...(zone && { zone }) });
  const call = async (path: string, init: RequestInit): Promise<Told> => {
    const { url, headers } = await door(x, o, path, signal);
    if (init.body) headers['content-type'] = 'application/json';
    const answer = await ask(url.href, { ...init, headers, ...(signal && { signal: signal as AbortSignal }) });
    const text = await answer.text().catch(broken);
    if (!answer.ok) throw refusal(answer.status, text, Number(answer.headers.get('retry-after')));
    return JSON.parse(text) as Told;
  };

  let told = await call('transcripts', { method: 'POST', body });
  for (let ms = firstMs; told.state === 'queued' && x.p.now() + ms <= until; ms = Math.min(2 * ms, mostMs)) {
    await new Promise<void>((resolve) => void x.p.setTimer(ms, resolve));
    if (signal?.aborted) throw new ChatError('aborted');
    told = await call(`transcripts/${told.id}`, {});
  }
  if (told.state === 'failed') throw new ChatError('unavailable');
  return { to: told.to, state: told.state };
}
