// GET /metrics, in Prometheus' text form. Figures are read when asked for; nothing here runs on a timer of its own.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { type MailDesk, noMail } from '../core/mail/mailer.ts';
import type { Relay } from '../relay.ts';
import type { Store } from '../store/store.ts';

export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  request(method: string, route: string, status: number, seconds: number): void;
  /** `store` with its commits timed. */
  timed(store: Store): Store;
  close(): void;
}

export function createMetrics(stats: Relay['stats'], mails: MailDesk['counts'] = noMail.counts): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();

  const sockets = new Gauge({
    name: 'rapport_sockets',
    help: 'Open sockets after hello, by role',
    labelNames: ['role'],
    registers,
  });
  const allSockets = new Gauge({
    name: 'rapport_sockets_all',
    help: 'Open sockets, with those that have not said hello',
    registers,
  });
  const buffered = new Gauge({
    name: 'rapport_buffered_bytes',
    help: 'Bytes sent to sockets and not yet on the network',
    registers,
  });
  const commands = new Counter({ name: 'rapport_commands_total', help: 'Commands received', registers });
  const commits = new Counter({ name: 'rapport_commits_total', help: 'Transactions of the log', registers });
  const commitSeconds = new Histogram({
    name: 'rapport_commit_seconds',
    help: 'From handing a batch to the store until it is on disk',
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers,
  });
  const requests = new Histogram({
    name: 'rapport_http_request_seconds',
    help: 'HTTP requests by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10],
    registers,
  });
  const loopDelay = new Gauge({
    name: 'rapport_event_loop_delay_seconds',
    help: 'Delay of the event loop since the last reading',
    labelNames: ['quantile'],
    registers,
  });
  const memory = new Gauge({
    name: 'rapport_memory_bytes',
    help: 'Memory of the process',
    labelNames: ['kind'],
    registers,
  });

  const mail = new Counter({
    name: 'rapport_mail_total',
    help: 'Attempts to send mail, mails taken by the mail server, and mails given up, since the start',
    labelNames: ['what'],
    registers,
  });
  const mailWaiting = new Gauge({
    name: 'rapport_mail_waiting',
    help: 'Mails in the queue, and mails that failed and can be tried again by hand',
    labelNames: ['state'],
    registers,
  });

  const readMail = async (): Promise<void> => {
    const { attempts, sent, givenUp, queued, failed } = await mails();
    mail.reset();
    mail.inc({ what: 'attempt' }, attempts);
    mail.inc({ what: 'sent' }, sent);
    mail.inc({ what: 'given_up' }, givenUp);
    mailWaiting.set({ state: 'queued' }, queued);
    mailWaiting.set({ state: 'failed' }, failed);
  };

  const read = (): void => {
    const now = stats();
    sockets.set({ role: 'visitor' }, now.visitors);
    sockets.set({ role: 'agent' }, now.agents);
    allSockets.set(now.sockets);
    buffered.set(now.bufferedBytes);
    // The relay counts; a Counter can only be raised.
    commands.reset();
    commands.inc(now.commands);
    commits.reset();
    commits.inc(now.commits);
    for (const quantile of [50, 99])
      loopDelay.set({ quantile: String(quantile / 100) }, delay.percentile(quantile) / 1e9);
    loopDelay.set({ quantile: '1' }, delay.count > 0 ? delay.max / 1e9 : 0);
    delay.reset();
    const { rss, heapUsed } = process.memoryUsage();
    memory.set({ kind: 'rss' }, rss);
    memory.set({ kind: 'heap' }, heapUsed);
  };

  return {
    contentType: registry.contentType,
    async text() {
      read();
      // B7: a store in trouble keeps nobody from the other figures.
      await readMail().catch(() => undefined);
      return registry.metrics();
    },
    request: (method, route, status, seconds) => requests.observe({ method, route, status: String(status) }, seconds),
    timed: (store) => ({
      ...store,
      async commit(units) {
        const done = commitSeconds.startTimer();
        try {
          return await store.commit(units);
        } finally {
          done();
        }
      },
    }),
    close: () => {
      delay.disable();
      registry.clear();
    },
  };
}
