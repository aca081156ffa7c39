// `profile`: what the visitor says about itself and where it is. Nothing is appended; what is given replaces what was known (C11).
import {
  type Command,
  type CommandData,
  type ErrCode,
  limits,
  type ServerFrame,
  type VisitorInfo,
} from '@rapport/protocol';
import type { Core } from './core.ts';
import { readAddress } from './mail/address.ts';
import type { Peer } from './peer.ts';
import { cleanLine } from './text.ts';
import { whenceOf } from './whence.ts';

type Profile = CommandData['profile'];
type Cleaned = { readonly ok: true; readonly info: VisitorInfo } | { readonly ok: false; readonly field: string };

export async function profile(core: Core, peer: Peer, { i, c, d }: Command): Promise<ServerFrame> {
  const no = (code: ErrCode, details?: unknown): ServerFrame => ({
    t: 'err',
    i,
    c,
    code,
    ...(details ? { d: details } : {}),
  });
  if (peer.who.role !== 'v') return no('forbidden');
  const given = clean(d as Profile);
  if (!given.ok) return no('invalid_field', { field: given.field });
  const id = peer.who.id;
  const info = { ...(await core.store.visitor(id))?.info, ...given.info };
  await core.store.updateVisitor(id, info);
  peer.whence = whenceOf(info);
  for (const conv of core.rows.setInfo(id, info)) core.sums.changed(conv, null);
  return { t: 'ack', i, c, s: 0, at: core.clock.now() };
}

function clean(d: Profile): Cleaned {
  const info: { -readonly [K in keyof VisitorInfo]: VisitorInfo[K] } = {};
  for (const [field, max] of [
    ['name', limits.name],
    ['lang', limits.id],
  ] as const) {
    const value = d[field];
    if (value === undefined) continue;
    const line = cleanLine(value, max);
    if (!line.ok && line.code === 'too_large') return { ok: false, field };
    info[field] = line.ok ? line.text : '';
  }
  if (d.email !== undefined) {
    // '' takes it back.
    const email = d.email === '' ? '' : readAddress(d.email);
    if (email === null) return { ok: false, field: 'email' };
    info.email = email;
  }
  if (d.page) {
    const url = cleanUrl(d.page.url);
    const title = cleanLine(d.page.title ?? '', limits.title);
    if (url === null || (!title.ok && title.code === 'too_large')) return { ok: false, field: 'page' };
    info.page = { url, ...(title.ok ? { title: title.text } : {}) };
  }
  if (d.fields) {
    const entries = Object.entries(d.fields).map(
      ([k, v]) => [cleanLine(k, limits.name), cleanLine(v, limits.fieldValue)] as const,
    );
    if (entries.length > limits.fields) return { ok: false, field: 'fields' };
    if (entries.some(([k, v]) => !k.ok || (!v.ok && v.code === 'too_large'))) return { ok: false, field: 'fields' };
    info.fields = Object.fromEntries(entries.map(([k, v]) => [k.ok ? k.text : '', v.ok ? v.text : '']));
  }
  return { ok: true, info };
}

/** Where the visitor is, without what a URL may betray: no fragment, no user, of the query only campaign marks. */
function cleanUrl(text: string): string | null {
  if (text.length > limits.url || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  const kept = [...url.searchParams].filter(([name]) => name.startsWith('utm_'));
  const query = new URLSearchParams(kept).toString();
  return `${url.origin}${url.pathname}${query ? `?${query}` : ''}`;
}
