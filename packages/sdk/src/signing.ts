// Who is signed in on the page, for those who are: loaded when an identity is asked for (I1–I6). It reads of a token only when it ends.
import type { ConvId, Welcome } from '@rapport/protocol';
import type { Made } from './client.ts';
import type { Part } from './core.ts';
import { ChatError } from './error.ts';
import { tokenKey } from './identity.ts';
import { keep } from './keeping.ts';
import { isPending } from './outbox.ts';
import type { Events } from './types.ts';
import type { IdentitySource } from './visitor-types.ts';

export interface Signing {
  /** For `hello.id`. Never rejects: who cannot be told is let in as before. */
  /** `since`: when somebody signed in or out on this page last. */
  token(ask: IdentitySource, since: number): Promise<string | undefined>;
}

/** An application that does not answer keeps nobody waiting for longer. */
const patienceMs = 5_000;
const beforeEndMs = 30_000;

/** `made`: the conversations that the application has been given. */
export function createSigning(x: Made<Events>, made: Map<ConvId, unknown>): Signing {
  const { site, identity } = (x.part.visitor as NonNullable<Part['visitor']>)();
  let last: string | undefined;
  let asking: IdentitySource;
  let begunAt: number;
  let cancel: (() => void) | undefined;

  const ask = async (): Promise<string | undefined> => {
    let stop: (() => void) | undefined;
    const late = new Promise<never>((_, failed) => {
      stop = x.p.setTimer(patienceMs, () => failed(new Error('The identity did not come.')));
    });
    try {
      const given = await Promise.race([asking(), late]);
      return given === null ? '' : given;
    } catch (cause) {
      x.emit('error', new ChatError('identity_invalid', { cause }));
      return;
    } finally {
      stop?.();
    }
  };

  /** A socket keeps what it was opened with; the next one should not find it expired, nor somebody else on the page. */
  const renew = async (): Promise<void> => {
    const next = await ask();
    if (next !== undefined && next !== last) x.input({ on: 'reopen' });
  };

  /** What was of the one before is taken from the screen and from the outbox. */
  const leave = (): void => {
    const isTheirs = (c: ConvId): boolean => x.threads.get(c)?.there !== false;
    const kept = x.box.filter((e) => e.brief || (isPending(e) && e.at >= begunAt && !isTheirs(e.c)));
    const begun = new Set(kept.map(({ c }) => c));
    x.outbox?.clear();
    keep(x, kept);
    for (const [stream, { conv }] of x.streams) if (!begun.has(conv)) x.streams.delete(stream);
    for (const id of x.threads.keys())
      if (!begun.has(id)) {
        made.delete(id);
        x.threads.delete(id);
      }
  };

  Object.assign(x.part, {
    welcome(w: Welcome) {
      // A hello that brought a token gets another one only with another visitor.
      const isReplaced = w.tok && identity.isKept();
      if (isReplaced) {
        x.p.storage.set(tokenKey(site), w.tok as string);
        identity.token();
      }
      if (isReplaced || (x.me && x.me !== w.me.id)) leave();
      const inMs = endOf(last) - beforeEndMs - x.p.now();
      if (inMs > 0) cancel = x.p.setTimer(inMs, () => void renew());
    },
    lost: () => cancel?.(),
  } satisfies Pick<Part, 'welcome' | 'lost'>);

  return {
    async token(source, since) {
      asking = source;
      begunAt = since;
      last = await ask();
      return last;
    },
  };
}

/** Milliseconds since 1970; 0: it does not say. */
function endOf(token = ''): number {
  try {
    const [, payload = ''] = token.split('.');
    return Number(JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/'))).exp) * 1_000 || 0;
  } catch {
    return 0;
  }
}
