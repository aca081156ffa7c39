// What a relay in memory answers to a question.
import type { Query, ServerFrame } from '@rapport/protocol';
import type { FakeRelay } from './fake-relay.ts';

export function answerTo(relay: FakeRelay, { n, k, c = '', before = Infinity, lim = 50 }: Query): ServerFrame {
  const known = relay.convs.get(c);
  if (k === 'hist') {
    const e = (known?.log.main ?? []).filter((ev) => ev.s < before).slice(-lim);
    return { t: 'res', n, d: { e, more: (e[0]?.s ?? 1) > 1 } };
  }
  if (k === 'list') {
    const closed = [...relay.convs].filter(([, it]) => it.st?.st === 'closed');
    return { t: 'res', n, d: { rows: closed.map(([id]) => relay.sum(id)) } };
  }
  return known?.st ? { t: 'res', n, d: relay.sum(c) } : { t: 'err', n, code: 'not_found' };
}
