// Where a running relay takes its chance from. Tests bring a seeded one.
import { randomBytes } from 'node:crypto';
import { nanoid } from 'nanoid';
import type { Chance } from './ports.ts';

export function createCryptoChance(): Chance {
  return {
    random: () => Math.random(),
    id: () => nanoid(),
    token: () => randomBytes(32).toString('base64url'),
  };
}
