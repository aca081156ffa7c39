// Units for the tests of a store: what a command would have decided, given by hand.
import type { Audience, ConvId, ConvState } from '@rapport/protocol';
import type { Decision, Draft, Unit } from '../store/store.ts';

type Options = Partial<Pick<Unit, 'actor' | 'hash' | 'now'>>;

export const at = 1_700_000_000_000;

export function unit(
  conv: ConvId,
  cmd: string,
  decide: readonly Draft[] | ((state: ConvState | null) => Decision),
  o: Options = {},
): Unit {
  const given = typeof decide === 'function' ? decide : (): Decision => ({ ok: true, events: decide });
  return { conv, actor: 'vi', cmd, hash: `hash of ${cmd}`, now: at, ...o, decide: given };
}

export function draft(k: string, d: unknown, m?: string, a = 'vi', audience: Audience = 'main'): Draft {
  return { audience, k, a, d, ...(m === undefined ? {} : { m }) };
}

export function opening(conv: ConvId, o: Options & { site?: string; visitor?: string } = {}): Unit {
  const { site = 'shop', visitor = 'vi', ...rest } = o;
  const who = { id: visitor, role: 'visitor' };
  return unit(conv, 'open', [draft('opened', { mode: 'live', site, who }, 'open', visitor)], {
    actor: visitor,
    ...rest,
  });
}

export function message(conv: ConvId, cmd: string, o: Options & { text?: string } = {}): Unit {
  const { text = `text of ${cmd}`, ...rest } = o;
  return unit(conv, cmd, [draft('message', { text }, cmd, rest.actor ?? 'vi')], rest);
}

export function closing(conv: ConvId, o: Options & { n?: number } = {}): Unit {
  const { n = 1, ...rest } = o;
  const cmd = `close-${n}`;
  return unit(
    conv,
    cmd,
    [draft('closed', { n, by: 'visitor' }, cmd), draft('invited', { n, until: at + 1_000 }, undefined, 'vi', 'rating')],
    rest,
  );
}

export function reopening(conv: ConvId, n: number): Unit {
  return unit(conv, `reopen-${n}`, [draft('reopened', { n, mode: 'live' }, `reopen-${n}`)]);
}

export function rating(conv: ConvId, score: number, o: Options & { n?: number; rev?: number } = {}): Unit {
  const { n = 1, rev = 1, ...rest } = o;
  const cmd = `rate-${n}-${rev}`;
  return unit(conv, cmd, [draft('rated', { n, rev, until: at + 1_000, score }, cmd, 'vi', 'rating')], rest);
}
