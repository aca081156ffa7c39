// The packages of the house, and how each is built. No I/O.

export const root: string = new URL('..', import.meta.url).pathname.replace(/\/$/, '');

/** `library`: ESM and types, one file per module. `app`: made by its own build.ts. `private`: never built. */
export type Kind = 'library' | 'app' | 'private';

export interface Package {
  readonly name: string;
  readonly kind: Kind;
  /** Packages whose source goes into what is built from this one. */
  readonly bundles: readonly string[];
}

export const packages: readonly Package[] = [
  { name: 'protocol', kind: 'library', bundles: [] },
  { name: 'ratings', kind: 'library', bundles: [] },
  { name: 'sdk', kind: 'library', bundles: [] },
  { name: 'relay', kind: 'library', bundles: [] },
  { name: 'widget', kind: 'app', bundles: ['sdk', 'protocol'] },
  { name: 'console', kind: 'app', bundles: ['sdk', 'protocol', 'ratings'] },
  { name: 'e2e', kind: 'private', bundles: [] },
];

export function packageDir(name: string): string {
  return `${root}/packages/${name}`;
}
