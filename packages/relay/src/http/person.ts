// Names and e-mail addresses of staff, as they are kept. Pure.
import { limits } from '@rapport/protocol';

/** One line, without control, direction or invisible characters. Null if nothing visible remains or it is too long. */
export function cleanName(text: string): string | null {
  if (!text.isWellFormed()) return null;
  const name = text
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/(\p{M}{4})\p{M}+/gu, '$1')
    .trim();
  const visible = name.replace(/[\p{Default_Ignorable_Code_Point}\s\u2800]/gu, '');
  return visible !== '' && [...name].length <= limits.name ? name : null;
}

/** Lower case, so that one mailbox is one agent. Null if it cannot be an address. */
export function cleanEmail(text: string): string | null {
  const email = text.trim().normalize('NFC').toLowerCase();
  return email.length <= limits.email && /^[^\s@\p{Cc}\p{Cf}]+@[^\s@\p{Cc}\p{Cf}]+$/u.test(email) ? email : null;
}
