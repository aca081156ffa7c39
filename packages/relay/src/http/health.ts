// /healthz: the process answers. /readyz: it should get traffic: it serves, and its store takes writes. /metrics.
import type { Store } from '../store/store.ts';
import type { App, Context } from './context.ts';
import { HttpError } from './errors.ts';

const probeEveryMs = 5_000;

/** Whether the store takes writes, asked at most every 5 s, because each probe is a write on the disk. */
export function createProbe(store: Pick<Store, 'putSecret' | 'dropSecret'>, now: () => number): () => Promise<boolean> {
  let asked = Number.NEGATIVE_INFINITY;
  let answer: Promise<boolean> = Promise.resolve(true);
  const probe = async (at: number): Promise<boolean> => {
    try {
      // One row that is replaced each time; no token has this hash.
      await Promise.all([
        store.dropSecret('readiness'),
        store.putSecret({ hash: 'readiness', kind: 'ticket', agent: null, parent: null, createdAt: at, expiresAt: at }),
      ]);
      return true;
    } catch {
      // Full or failing: that is the answer. The commit that fails next reports the reason.
      return false;
    }
  };
  return () => {
    const at = now();
    // The clock may be set back meanwhile.
    if (Math.abs(at - asked) >= probeEveryMs) {
      asked = at;
      answer = probe(at);
    }
    return answer;
  };
}

export function addHealth(app: App, { store, now, isServing, metrics }: Context): void {
  const canWrite = createProbe(store, now);
  const schema = { hide: true };

  app.get('/healthz', { schema }, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ ok: true }),
  );
  app.get('/readyz', { schema }, async (_request, reply) => {
    if (!isServing() || !(await canWrite())) throw new HttpError('unavailable', { retryAfter: 5 });
    return reply.header('cache-control', 'no-store').send({ ok: true });
  });
  app.get('/metrics', { schema }, async (_request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .type(metrics.contentType)
      .send(await metrics.text()),
  );
}
