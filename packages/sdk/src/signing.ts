// Who is signed in on the page, for those who are: loaded when an identity is asked for (I1–I6). It reads of a token only when it ends.
import type { ConvId, Welcome } from '@rapport/protocol';
import type { Made } from './client.ts';
import { ChatError } from './error.ts';
import type { Identity } from './identity.ts';
import { keep } from './keeping.ts';
import { isPending } from './outbox.ts';
import type { OutboxStorage } from './outbox-storage.ts';
import type { Events, IdentitySource } from './types.ts';

export interface Signing {
  /** For `hello.id`. Never rejects: who cannot be told is let in as before. */
  token(ask: IdentitySource): Promise<string | undefined>;
  /** `brought`: the visitor token of this hello. */
  arrived(welcome: Welcome, brought: string | undefined): void;
  stop(): void;
}

/** What belongs to whoever is signed in. */
interface Own {
  readonly identity: Identity;
  /** Conversations that were begun here since somebody signed in or out last. */
  readonly begun: ReadonlySet<ConvId>;
  readonly made: Map<ConvId, unknown>;
  readonly outbox: OutboxStorage;
}

/** An application that does not answer keeps nobody waiting for longer. */
const patienceMs = 5_000;
const beforeEndMs = 30_000;

export function createSigning(x: Made<Events>, { identity, begun, made, outbox }: Own): Signing {
  let last: string | undefined;
  let asking: IdentitySource;
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
    const kept = x.box.filter((e) => e.brief || (begun.has(e.c) && isPending(e)));
    outbox.clear();
    keep(x, kept);
    for (const id of x.threads.keys())
      if (!begun.has(id)) {
        made.delete(id);
        x.threads.delete(id);
      }
    for (const [stream, { conv }] of x.streams) if (!begun.has(conv)) x.streams.delete(stream);
  };

  return {
    async token(source) {
      asking = source;
      last = await ask();
      return last;
    },
    arrived(w, brought) {
      const isReplaced = !!(brought && w.tok);
      if (isReplaced) identity.replaced(w.tok as string);
      if (isReplaced || (x.me && x.me !== w.me.id)) leave();
      const inMs = endOf(last) - beforeEndMs - x.p.now();
      if (inMs > 0) cancel = x.p.setTimer(inMs, () => void renew());
    },
    stop() {
      cancel?.();
      cancel = undefined;
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
