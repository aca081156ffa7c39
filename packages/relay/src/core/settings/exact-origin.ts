// Which texts are the exact origin of a page that may embed the widget. Pure.

/** Names of this machine: a browser treats plain http to them as safe. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  );
}

/** No wildcards, no patterns, no paths; plain http only on this machine. */
export function isExactOrigin(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  return isSafe && url?.origin === text && !text.includes('*');
}
