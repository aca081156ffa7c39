// Words have names here and numbers in what is built; the build puts the list of all names in the place of this file.

/** By which `words` knows this key. */
export function numberOf(key: string): string | number {
  return key;
}
