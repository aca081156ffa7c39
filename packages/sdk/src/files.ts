// Files to the relay and from it, by HTTP: the one file here that names XMLHttpRequest and fetch. Loaded with the first of them.
import type { FileId, FileRef } from '@rapport/protocol';
import type { Core } from './core.ts';
import { ChatError } from './error.ts';
import type { FileBlob, UploadOptions } from './file-types.ts';
import type { CallOptions, ConnectOptions } from './types.ts';

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly retryAfterS: number;
}

/** U1: the bytes as they are. Rejects with the relay's code, `unavailable` without an answer, `aborted`. */
export async function upload(
  x: Core,
  o: ConnectOptions,
  file: FileBlob,
  { name = (file as File).name || 'file', onProgress = () => {}, signal }: UploadOptions = {},
): Promise<FileRef> {
  const { url, headers } = await door(x, o, '', signal);
  url.searchParams.set('name', name);
  headers['content-type'] = file.type || 'application/octet-stream';
  const abort = new AbortController();
  const end = (): void => abort.abort();
  if (signal?.aborted) end();
  signal?.addEventListener('abort', end);
  try {
    const put = typeof XMLHttpRequest === 'function' ? byRequest : byFetch;
    const { status, text, retryAfterS } = await put(url.href, headers, file as Blob, onProgress, abort.signal);
    if (status !== 201) throw refusal(status, text, retryAfterS);
    return JSON.parse(text) as FileRef;
  } finally {
    signal?.removeEventListener('abort', end);
  }
}

/** U8: the bytes of a file that this client may see. */
export async function download(
  x: Core,
  o: ConnectOptions,
  id: FileId,
  { signal }: Pick<CallOptions, 'signal'> = {},
): Promise<FileBlob> {
  const { url, headers } = await door(x, o, `/${encodeURIComponent(id)}`, signal);
  const answer = await ask(url.href, { headers, ...(signal && { signal: signal as AbortSignal }) });
  if (!answer.ok) throw refusal(answer.status, await answer.text(), Number(answer.headers.get('retry-after')));
  return (await answer.blob().catch(broken)) as FileBlob;
}

/** Where to, and who asks: a visitor by his token, an agent by the cookie of a page, or by what he says hello with. */
async function door(
  x: Core,
  o: ConnectOptions,
  path: string,
  signal: CallOptions['signal'],
): Promise<{ readonly url: URL; readonly headers: Record<string, string> }> {
  x.alive();
  const url = new URL(`files${path}`, o.url.replace(/^ws/, 'http'));
  const { part } = x;
  const headers: Record<string, string> = {};
  const bearer = (token: string | undefined): void => {
    if (token) headers['authorization'] = `Bearer ${token}`;
  };
  if (part.visitor) {
    const { site, identity } = part.visitor();
    url.searchParams.set('site', site);
    if (!identity.token()) {
      // Whoever attaches something before the first word becomes a visitor by it.
      if (x.connection().phase !== 'stopped') x.input({ on: 'connect' });
      await x.when(() => !!identity.token(), { ...(signal && { signal }) });
    }
    // T3: kept before anything is there that only its owner may send.
    if (!identity.isKept() && (await identity.keep())) x.input({ on: 'reopen' });
    bearer(identity.token());
  } else if (typeof document !== 'object') bearer(await part.credentials?.('start'));
  return { url, headers };
}

/** Only this one tells how far it is. */
const byRequest = (
  url: string,
  headers: Record<string, string>,
  file: Blob,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) throw new ChatError('aborted');
    const request = new XMLHttpRequest();
    request.open('POST', url);
    for (const name in headers) request.setRequestHeader(name, headers[name] as string);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onload = () =>
      resolve({
        status: request.status,
        text: request.responseText,
        retryAfterS: Number(request.getResponseHeader('retry-after')),
      });
    request.onerror = () => reject(new ChatError('unavailable'));
    request.onabort = () => reject(new ChatError('aborted'));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });

async function byFetch(
  url: string,
  headers: Record<string, string>,
  body: Blob,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Answer> {
  onProgress(0);
  const answer = await ask(url, { method: 'POST', headers, body, signal });
  const text = await answer.text().catch(broken);
  onProgress(1);
  return { status: answer.status, text, retryAfterS: Number(answer.headers.get('retry-after')) };
}

const ask = (url: string, init: RequestInit): Promise<Response> =>
  fetch(url, { cache: 'no-store', ...init }).catch(broken);

const broken = (cause: unknown): never => {
  throw new ChatError((cause as Error).name === 'AbortError' ? 'aborted' : 'unavailable', { cause });
};

/** What the relay refused; what stands between may answer without a code. */
function refusal(status: number, text: string, retryAfterS: number): ChatError {
  let error: { code?: string; d?: unknown } = {};
  try {
    error = (JSON.parse(text) as { error?: typeof error }).error ?? {};
  } catch {
    // Not from the relay.
  }
  return new ChatError(error.code ?? (status === 413 ? 'too_large' : 'unavailable'), {
    ...(retryAfterS > 0 && { retryAfterMs: retryAfterS * 1_000 }),
    details: error.d,
  });
}
