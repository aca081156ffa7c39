// Files to the relay and from it, by HTTP: the one file here that names XMLHttpRequest. Loaded with the first of them.
import type { ConvId, FileId, FileRef } from '@rapport/protocol';
import type { Core } from './core.ts';
import { ask, broken, door, refusal } from './door.ts';
import { ChatError } from './error.ts';
import type { FileBlob, UploadOptions } from './file-types.ts';
import { later } from './later.ts';
import type { CallOptions, ConnectOptions, TranscriptMail, TranscriptWish } from './types.ts';

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
  const { url, headers } = await door(x, o, 'files', signal);
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
  const { url, headers } = await door(x, o, `files/${encodeURIComponent(id)}`, signal);
  const answer = await ask(url.href, { headers, ...(signal && { signal: signal as AbortSignal }) });
  if (!answer.ok) throw refusal(answer.status, await answer.text(), Number(answer.headers.get('retry-after')));
  return (await answer.blob().catch(broken)) as FileBlob;
}

/** A copy by mail, rarely asked for. */
export const mailTranscript = async (
  x: Core,
  o: ConnectOptions,
  id: ConvId,
  wish: TranscriptWish,
): Promise<TranscriptMail> => (await later(import('./copies.ts'))).mailTranscript(x, o, id, wish);

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
