// What the forms of the outer loop are checked for beyond their shape: words that say something, people and sites that are there.
import { type TInteger, type TNull, type TString, type TUnion, Type } from '@fastify/type-provider-typebox';
import { cleanBody, cleanLine } from '../core/text.ts';
import type { Store } from '../store/store.ts';
import { HttpError } from './errors.ts';

/** Longest words, in code points. */
const longest = { label: 120, text: 2_000 } as const;

type NullOf<T extends TString | TInteger> = TUnion<[T, TNull]>;
export const Instant: TInteger = Type.Integer({
  minimum: 0,
  maximum: 8_640_000_000_000_000,
  description: 'Milliseconds since 1970',
});
export const MaybeInstant: NullOf<TInteger> = Type.Union([Instant, Type.Null()]);
export const SiteKey: NullOf<TString> = Type.Union([Type.String({ minLength: 1, maxLength: 64 }), Type.Null()], {
  description: 'Site key; null: all sites',
});

export function lineOf(field: string, text: string): string {
  const cleaned = cleanLine(text, longest.label);
  if (!cleaned.ok) throw new HttpError('invalid_field', { field });
  return cleaned.text;
}

export function wordsOf(field: string, text: string): string {
  const cleaned = cleanBody(text, longest.text);
  if (!cleaned.ok) throw new HttpError('invalid_field', { field });
  return cleaned.text;
}

/** Of people who may still be here. */
export async function requireOwner(store: Store, owner: string): Promise<void> {
  const agent = await store.agent(owner);
  if (!agent || agent.disabled) throw new HttpError('invalid_field', { field: 'owner' });
}

export async function requireSite(store: Store, site: string | null): Promise<void> {
  if (site !== null && !(await store.site(site))) throw new HttpError('invalid_field', { field: 'site' });
}
