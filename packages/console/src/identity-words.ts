// What the console says of who a visitor is: by the word of the site, or merely by the visitor's own; and of the keys that make the difference.
import { isolate } from './words.ts';

export const identityWords = {
  fromSite: 'From the site',
  confirmed: (time: string): string => `Confirmed by the site’s server at ${time}.`,
  notVerified: 'Not verified',
  notVerifiedHint: 'Not verified: said by the visitor or by the page.',
  name: 'Name',
  id: 'Customer number',

  lead: 'Your server can sign who is signed in on your pages. Agents then see the name as “From the site”, and one person’s chats come together on all devices. How to sign is in the README.',
  keys: 'Keys',
  none: 'No keys yet.',
  since: (alg: string, time: string): string => `${alg}, since ${time}`,
  add: 'New secret (HS256)',
  added: 'The key was made. Copy the secret now.',
  secret: (id: string): string => `Secret of key ${id}`,
  shown: 'This is shown only now. Keep it on your server and never in a page.',
  publicKey: 'Public key for ES256 (PEM)',
  publicKeyHint: 'Begins with -----BEGIN PUBLIC KEY-----. The private key stays on your server.',
  addPublic: 'Add public key',
  addedPublic: 'The key was added.',
  remove: 'Remove',
  removed: (id: string): string => `Key ${isolate(id)} was removed.`,
  rotate: 'To replace a key, make a new one, let your server sign with it, then remove the old one.',
  ownersOnly: 'Only owners see and change the keys.',
  loadFailed: 'The keys could not be loaded. Check your connection and try again.',
  failed: 'Not saved. Check your connection and try again.',
  full: 'There are ten keys. Remove one first.',
  noKey: 'This is not a public key for ES256 (P-256) in PEM.',
} as const;
