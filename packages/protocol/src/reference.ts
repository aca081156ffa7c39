// The short name of a conversation that people can read to each other.
import type { ConvId } from './frames.ts';

/** Five letters and digits, made from the id: the same for visitor and staff. A help for finding, not an identity. */
export const referenceOf = (id: ConvId): string =>
  id
    .replace(/[^a-z\d]/gi, '')
    .slice(0, 5)
    .toUpperCase();
