// Whether a text is one e-mail address: the part of RFC 5321 that people use. No quotes, comments, lists, literals or names beside it,
// so that nothing of it can mean anything else to a mail server. Pure, linear.
import { limits } from '@rapport/protocol';

const local = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const label = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
const domainAsTyped = /^[\p{L}\p{M}\p{N}.-]+$/u;

const localMost = 64;
const labelMost = 63;

/** The address, its domain in lower case and ASCII; null if it is none. Blanks around it are no fault. */
export function readAddress(text: string): string | null {
  if (text.length > 2 * limits.email) return null;
  const typed = text.replace(/^ +| +$/g, '');
  const at = typed.lastIndexOf('@');
  const name = typed.slice(0, at);
  if (at < 1 || name.length > localMost || !local.test(name)) return null;
  const domain = asciiDomain(typed.slice(at + 1));
  const address = `${name}@${domain}`;
  return domain !== null && address.length <= limits.email ? address : null;
}

function asciiDomain(typed: string): string | null {
  if (!domainAsTyped.test(typed) || !URL.canParse(`http://${typed}`)) return null;
  const { hostname } = new URL(`http://${typed}`);
  const labels = hostname.split('.');
  const isName = labels.length > 1 && labels.every((one) => one.length <= labelMost && label.test(one));
  // The last label of a name is never a number; where it is one, this is an IP address.
  return isName && !/^\d+$/.test(labels.at(-1) ?? '') ? hostname : null;
}
