// RAPPORT_LIMITS: limits other than the presets, as one JSON object. Pure. Names are those of core/relay-limits.ts.

import type { Rate } from './core/rate-limit.ts';
import { defaultLimits, type RelayLimits } from './core/relay-limits.ts';

type Parsed = { readonly value: Partial<RelayLimits> } | { readonly problem: string };

export function readLimits(text: string): Parsed {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    given = null;
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return { problem: 'must be a JSON object of limits, like {"socketsPerAddress":200}.' };
  for (const [name, value] of Object.entries(given)) {
    const preset = Object.hasOwn(defaultLimits, name) ? defaultLimits[name as keyof RelayLimits] : undefined;
    if (preset === undefined)
      return { problem: `names a limit that is none; known are ${Object.keys(defaultLimits).join(', ')}.` };
    if (typeof preset === 'number' ? !isCount(value) : !isRates(value))
      return {
        problem: `must give ${name} ${typeof preset === 'number' ? 'a whole number above 0' : 'rates, like [{"count":60,"perMs":60000}]'}.`,
      };
  }
  return { value: given as Partial<RelayLimits> };
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0;

function isRates(value: unknown): value is readonly Rate[] {
  return Array.isArray(value) && value.length > 0 && value.every(isRate);
}

function isRate(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { count, perMs, burst = 1, ...others } = value as Record<string, unknown>;
  return isCount(count) && isCount(perMs) && isCount(burst) && Object.keys(others).length === 0;
}
