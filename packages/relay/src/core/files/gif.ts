// GIF: its measures stand at the beginning. It has no place for where and when, so it stays as it is. Pure.
import type { Picture } from './picture.ts';

export function gif(bytes: Buffer): Picture | null {
  if (bytes.length < 13) return null;
  return { parts: [bytes], w: bytes.readUInt16LE(6), h: bytes.readUInt16LE(8) };
}
