// `Content-Disposition` of a download (RFC 6266): the name for every browser, and nothing of it that could end the header. Pure.

/** `inline` only for what is drawn and runs nothing (U9). */
export function dispositionOf(name: string, how: 'attachment' | 'inline'): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${how}; filename="${plain}"; filename*=UTF-8''${exact}`;
}
