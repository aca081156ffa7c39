// Asks the reader thread. It is started by the first long read, and does not keep the process alive.
import { Worker } from 'node:worker_threads';
import { StoreFailed } from '../store.ts';
import type { LongReads } from './long-reads.ts';
import type { Answer, Ask } from './reader-worker.ts';

export interface Reader {
  read<K extends keyof LongReads>(name: K, ...args: Parameters<LongReads[K]>): Promise<ReturnType<LongReads[K]>>;
  close(): Promise<void>;
}

interface Pending {
  readonly done: (value: never) => void;
  readonly failed: (cause: unknown) => void;
}

// In the source tree this file ends in .ts, in what is built in .js; the thread's file lies beside it in both.
const threadFile = new URL(
  import.meta.url.endsWith('.ts') ? './reader-worker.ts' : './reader-worker.js',
  import.meta.url,
);

export function createReader(path: string): Reader {
  const pending = new Map<number, Pending>();
  let worker: Worker | null = null;
  let lastId = 0;
  let isClosed = false;

  function start(): Worker {
    const started = new Worker(threadFile, { workerData: { path } });
    started.on('message', (answer: Answer) => {
      const asked = pending.get(answer.id);
      pending.delete(answer.id);
      if (pending.size === 0) started.unref();
      if ('error' in answer) asked?.failed(new StoreFailed(`A read failed: ${answer.error}`));
      else asked?.done(answer.value as never);
    });
    // The next read starts another.
    const gone = (cause?: unknown): void => {
      if (worker !== started) return;
      worker = null;
      for (const { failed } of pending.values()) failed(new StoreFailed('The reader thread ended.', { cause }));
      pending.clear();
    };
    started.on('error', gone);
    started.on('exit', () => gone());
    return started;
  }

  return {
    read: (name, ...args) =>
      new Promise((done, failed) => {
        if (isClosed) return failed(new StoreFailed('The store is closed.'));
        worker ??= start();
        worker.ref();
        const id = ++lastId;
        pending.set(id, { done, failed });
        worker.postMessage({ id, read: name, args } satisfies Ask);
      }),
    async close() {
      isClosed = true;
      await worker?.terminate();
    },
  };
}
