// The time and the site that a report is about.
import {
  type Static,
  type TInteger,
  type TObject,
  type TOptional,
  type TString,
  Type,
} from '@fastify/type-provider-typebox';
import { HttpError } from './errors.ts';

const Instant: TInteger = Type.Integer({
  minimum: 0,
  maximum: 8_640_000_000_000_000,
  description: 'Milliseconds since 1970',
});

export const Period: TObject<{ from: TOptional<TInteger>; to: TOptional<TInteger>; site: TOptional<TString> }> =
  Type.Object(
    {
      from: Type.Optional(Instant),
      to: Type.Optional(Instant),
      site: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Site key; all sites if left out' })),
    },
    { additionalProperties: false },
  );

const presetMs = 30 * 86_400_000;

/** Until now, and thirty days, if nothing else was asked for. */
export function periodOf(
  { to, from, site }: Static<typeof Period>,
  now: number,
): { readonly from: number; readonly to: number; readonly site?: string } {
  const end = to ?? now;
  const begin = from ?? end - presetMs;
  if (begin > end) throw new HttpError('invalid_field', { field: 'from' });
  return { from: begin, to: end, ...(site === undefined ? {} : { site }) };
}
