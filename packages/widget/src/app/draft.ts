// What is typed and not sent, kept for this tab in sessionStorage: the one file here that names it. Nothing is lost by a reload.

const waitMs = 300;

export interface Draft {
  read(): string;
  /** Kept after 300 ms, or at once when the page goes away. */
  write(text: string): void;
  flush(): void;
}

/** `name`: of what it is the draft. A page whose storage is closed keeps it in memory. */
export function createDraft(name: string): Draft {
  const key = `rapport:draft:${name}`;
  let text = load(key) ?? '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    keep(key, text);
  };
  return {
    read: () => text,
    write(next) {
      text = next;
      clearTimeout(timer);
      if (text) timer = setTimeout(flush, waitMs);
      else flush();
    },
    flush,
  };
}

/** Whatever this tab has kept. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith('rapport:')) sessionStorage.removeItem(key);
  } catch {
    // Closed: nothing was kept.
  }
}

/** A switch the person has set, for this tab. */
export function readSwitch(name: string): boolean {
  return load(`rapport:${name}`) !== 'off';
}

export function writeSwitch(name: string, on: boolean): void {
  keep(`rapport:${name}`, on ? '' : 'off');
}

function load(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null; // Storage is closed to this page.
  }
}

function keep(key: string, text: string): void {
  try {
    if (text) sessionStorage.setItem(key, text);
    else sessionStorage.removeItem(key);
  } catch {
    // Full or closed: the text stays in memory.
  }
}
